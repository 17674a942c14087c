//! THE table of pages: what the navigation shows, which permission a page needs, and how an address names it.

use anteroom_api_types::notifications::messages::MessageKind;
use anteroom_api_types::sessions::Permission;
use anteroom_api_types::users::Language;
use leptos::prelude::*;
use uuid::Uuid;

use super::words::from_wire;
use super::{
    access_rules, account, administrators, audit, caught_messages, deliveries, messages,
    notification_channels, overview, profiles, provisioning_tokens, resources, self_service,
    simulator, system, user_groups, users,
};
use crate::kit::IconName;

/// One page, or a list with the pages of its items.
pub struct Section {
    /// The part of the path behind `/admin/`.
    pub slug: &'static str,
    /// The key of its name.
    pub label: &'static str,
    pub icon: IconName,
    pub group: Group,
    /// What a person must be allowed to see it.
    pub permission: Option<Permission>,
    /// Shows a place in it; nothing where there is no such place.
    pub show: fn(Place) -> Option<AnyView>,
}

/// The parts of the navigation, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Top,
    People,
    Phones,
    Messages,
    Access,
    Operation,
    /// Not in the navigation: reached by the menu of the signed-in person.
    Own,
}

impl Group {
    /// The groups that the navigation shows, with the keys of their headings.
    pub const SHOWN: [(Self, Option<&'static str>); 6] = [
        (Self::Top, None),
        (Self::People, Some("nav-group-people")),
        (Self::Phones, Some("nav-group-phones")),
        (Self::Messages, Some("nav-group-messages")),
        (Self::Access, Some("nav-group-access")),
        (Self::Operation, Some("nav-group-operation")),
    ];
}

/// A place inside a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The section itself.
    Root,
    /// The form for a new item.
    New,
    /// One item.
    One(Uuid),
    /// The text of one kind in one language.
    Message(MessageKind, Language),
}

/// The section that is shown only while something is caught.
pub const CAUGHT_MESSAGES: &str = "caught-messages";

/// Every page of the console.
pub static SECTIONS: [Section; 17] = [
    Section {
        slug: "",
        label: "nav-overview",
        icon: IconName::Home,
        group: Group::Top,
        permission: None,
        show: overview::show,
    },
    Section {
        slug: "users",
        label: "nav-users",
        icon: IconName::User,
        group: Group::People,
        permission: Some(Permission::UsersRead),
        show: users::show,
    },
    Section {
        slug: "user-groups",
        label: "nav-user-groups",
        icon: IconName::Users,
        group: Group::People,
        permission: Some(Permission::UsersRead),
        show: user_groups::show,
    },
    Section {
        slug: "profiles",
        label: "nav-profiles",
        icon: IconName::Phone,
        group: Group::Phones,
        permission: Some(Permission::ProfilesRead),
        show: profiles::show,
    },
    Section {
        slug: "provisioning-tokens",
        label: "nav-provisioning-tokens",
        icon: IconName::QrCode,
        group: Group::Phones,
        permission: Some(Permission::ProvisioningRead),
        show: provisioning_tokens::show,
    },
    Section {
        slug: "self-service",
        label: "nav-self-service",
        icon: IconName::Settings,
        group: Group::Phones,
        permission: Some(Permission::SettingsRead),
        show: self_service::show,
    },
    Section {
        slug: "notification-channels",
        label: "nav-notification-channels",
        icon: IconName::Send,
        group: Group::Messages,
        permission: Some(Permission::NotificationsRead),
        show: notification_channels::show,
    },
    Section {
        slug: "messages",
        label: "nav-messages",
        icon: IconName::Message,
        group: Group::Messages,
        permission: Some(Permission::NotificationsRead),
        show: messages::show,
    },
    Section {
        slug: "deliveries",
        label: "nav-deliveries",
        icon: IconName::Mail,
        group: Group::Messages,
        permission: Some(Permission::DeliveriesRead),
        show: deliveries::show,
    },
    Section {
        slug: CAUGHT_MESSAGES,
        label: "nav-caught-messages",
        icon: IconName::Inbox,
        group: Group::Messages,
        permission: Some(Permission::NotificationsRead),
        show: caught_messages::show,
    },
    Section {
        slug: "resources",
        label: "nav-resources",
        icon: IconName::Tree,
        group: Group::Access,
        permission: Some(Permission::RulesRead),
        show: resources::show,
    },
    Section {
        slug: "access-rules",
        label: "nav-access-rules",
        icon: IconName::Rule,
        group: Group::Access,
        permission: Some(Permission::RulesRead),
        show: access_rules::show,
    },
    Section {
        slug: "simulator",
        label: "nav-simulator",
        icon: IconName::Shield,
        group: Group::Access,
        permission: Some(Permission::RulesRead),
        show: simulator::show,
    },
    Section {
        slug: "audit",
        label: "nav-audit",
        icon: IconName::List,
        group: Group::Operation,
        permission: Some(Permission::AuditRead),
        show: audit::show,
    },
    Section {
        slug: "administrators",
        label: "nav-administrators",
        icon: IconName::Key,
        group: Group::Operation,
        permission: Some(Permission::AdministratorsRead),
        show: administrators::show,
    },
    Section {
        slug: "system",
        label: "nav-system",
        icon: IconName::System,
        group: Group::Operation,
        permission: Some(Permission::SystemRead),
        show: system::show,
    },
    Section {
        slug: "account",
        label: "nav-account",
        icon: IconName::User,
        group: Group::Own,
        permission: None,
        show: account::show,
    },
];

impl Section {
    /// Its address.
    pub fn address(&self) -> String {
        if self.slug.is_empty() {
            "/admin".to_owned()
        } else {
            format!("/admin/{}", self.slug)
        }
    }
}

/// Whether the console shows a path.
pub fn is_of_console(path: &str) -> bool {
    path == "/admin" || path.starts_with("/admin/")
}

/// The section of a path (its position in the table) and the place in it; nothing for a path that leads nowhere.
pub fn locate(path: &str) -> Option<(usize, Place)> {
    let mut parts = path
        .strip_prefix("/admin")?
        .split('/')
        .filter(|part| !part.is_empty());
    let slug = parts.next().unwrap_or_default();
    let position = SECTIONS.iter().position(|section| section.slug == slug)?;
    let place = match (parts.next(), parts.next()) {
        (None, _) => Place::Root,
        (Some("new"), None) => Place::New,
        (Some(id), None) => Place::One(id.parse().ok()?),
        (Some(kind), Some(language)) => Place::Message(from_wire(kind)?, from_wire(language)?),
    };
    parts.next().is_none().then_some((position, place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language as PageLanguage;
    use crate::text::catalogues::ADMIN;

    fn check(path: &str, expected: Option<(&str, Place)>) {
        let located = locate(path).map(|(position, place)| (SECTIONS[position].slug, place));
        assert_eq!(located, expected, "{path}");
    }

    #[test]
    fn an_address_names_a_section_and_a_place_in_it() {
        let id = "01999999-0000-7000-8000-000000000001";
        check("/admin", Some(("", Place::Root)));
        check("/admin/", Some(("", Place::Root)));
        check("/admin/users", Some(("users", Place::Root)));
        check("/admin/users/new", Some(("users", Place::New)));
        let one = Place::One(id.parse().unwrap());
        check(&format!("/admin/users/{id}"), Some(("users", one)));
        let text = Place::Message(MessageKind::ProfileAdded, Language::Sv);
        check("/admin/messages/profile_added/sv", Some(("messages", text)));
    }

    #[test]
    fn an_address_that_leads_nowhere_is_not_found() {
        for path in [
            "/admin/nowhere",
            "/admin/users/seven",
            "/admin/users/new/more",
            "/admin/messages/profile_added/la",
            "/admin/messages/profile_added/sv/more",
            "/elsewhere",
        ] {
            check(path, None);
        }
    }

    #[test]
    fn every_name_in_the_table_has_a_text() {
        let headings = Group::SHOWN.iter().filter_map(|(_, key)| *key);
        for key in SECTIONS.iter().map(|section| section.label).chain(headings) {
            assert!(ADMIN.pattern(PageLanguage::English, key).is_some(), "{key}");
        }
    }
}
