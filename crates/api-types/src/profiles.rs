//! Profiles: one user's identity on one phone.

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Time;
use crate::device::Platform;
use crate::provisioning::ProfileKind;
use crate::users::UserRef;

/// The state of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProfileStatus {
    /// Can be used.
    Active,
    /// Cannot be used until it is resumed.
    Suspended,
    /// Removed for good.
    Revoked,
}

/// A profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    /// The profile's id.
    pub id: Uuid,
    /// Whose it is.
    pub user: UserRef,
    /// A key pair on a phone, or a shared secret in an authenticator app.
    pub kind: ProfileKind,
    /// The name that the user gave the phone.
    pub name: String,
    /// Whether it can be used.
    pub status: ProfileStatus,
    /// What the phone said of itself; `null` for `totp`.
    pub phone: Option<ProfilePhone>,
    /// When it was added.
    pub created_at: Time,
    /// When it last proved anything.
    pub last_used_at: Option<Time>,
    /// When it was suspended or removed.
    pub ended_at: Option<Time>,
}

/// What a phone said of itself when it was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProfilePhone {
    /// Its platform.
    pub platform: Platform,
    /// Its model; may be empty.
    pub model: String,
    /// The name of the app or browser.
    pub app_name: String,
}

/// Renames a profile.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RenameProfile {
    /// The new name, 1 to 100 characters.
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 100, example = "Work phone")
    )]
    pub name: String,
}
