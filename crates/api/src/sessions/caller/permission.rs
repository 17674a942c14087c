//! One type for each permission, so that a handler names in its signature what it needs.

use anteroom_domain::accounts::Permission;

/// A permission as a type.
pub trait Marker: 'static {
    /// What a role must include.
    const PERMISSION: Permission;
}

macro_rules! markers {
    ($($Name:ident => $Permission:ident,)+) => {$(
        #[doc = concat!("See `Permission::", stringify!($Permission), "`.")]
        pub struct $Name;

        impl Marker for $Name {
            const PERMISSION: Permission = Permission::$Permission;
        }
    )+};
}

markers! {
    SettingsRead => ReadSettings,
    SettingsWrite => WriteSettings,
    RulesRead => ReadRules,
    RulesWrite => WriteRules,
    UsersRead => ReadUsers,
    UsersWrite => WriteUsers,
    ProvisioningRead => ReadProvisioning,
    ProvisioningWrite => WriteProvisioning,
    ProfilesRead => ReadProfiles,
    ProfilesWrite => WriteProfiles,
    NotificationsRead => ReadNotifications,
    NotificationsWrite => WriteNotifications,
    DeliveriesRead => ReadDeliveries,
    DeliveriesWrite => WriteDeliveries,
    AuditRead => ReadAudit,
    SystemRead => ReadSystem,
    AdministratorsRead => ReadAdministrators,
    AdministratorsWrite => WriteAdministrators,
}
