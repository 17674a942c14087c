//! Every path of the pages and of the server that the pages link to, as a typed function.

use uuid::Uuid;

use crate::query;

/// The home page of the portal.
#[must_use]
pub fn home() -> String {
    "/".to_owned()
}

/// The sign-in page, which leads on to a path of Anteroom.
#[must_use]
pub fn sign_in(return_to: &str) -> String {
    if return_to == "/" || return_to.is_empty() {
        "/sign-in".to_owned()
    } else {
        format!("/sign-in?return_to={}", query::encode(return_to))
    }
}

/// The page that creates the first owner; the token stands in the fragment.
#[must_use]
pub fn setup() -> String {
    "/setup".to_owned()
}

/// The provisioning page.
#[must_use]
pub fn provisioning() -> String {
    "/provisioning".to_owned()
}

/// The provisioning page, following one token.
#[must_use]
pub fn provisioning_token(id: Uuid) -> String {
    format!("/provisioning?token={id}")
}

/// "My phones".
#[must_use]
pub fn my_phones() -> String {
    "/profiles".to_owned()
}

/// "This was not me": the page behind the link of a notice; its key stands in the fragment.
#[must_use]
pub fn change_report() -> String {
    "/report".to_owned()
}

/// The phone pages.
#[must_use]
pub fn phone() -> String {
    "/a".to_owned()
}

/// The pages of the console.
pub mod admin {
    use uuid::Uuid;

    /// The overview.
    #[must_use]
    pub fn overview() -> String {
        "/admin".to_owned()
    }

    /// The list of users.
    #[must_use]
    pub fn users() -> String {
        "/admin/users".to_owned()
    }

    /// One user.
    #[must_use]
    pub fn user(id: Uuid) -> String {
        format!("/admin/users/{id}")
    }

    /// The list of groups.
    #[must_use]
    pub fn user_groups() -> String {
        "/admin/user-groups".to_owned()
    }

    /// One group.
    #[must_use]
    pub fn user_group(id: Uuid) -> String {
        format!("/admin/user-groups/{id}")
    }

    /// The list of profiles.
    #[must_use]
    pub fn profiles() -> String {
        "/admin/profiles".to_owned()
    }

    /// One profile.
    #[must_use]
    pub fn profile(id: Uuid) -> String {
        format!("/admin/profiles/{id}")
    }

    /// The list of provisioning tokens.
    #[must_use]
    pub fn provisioning_tokens() -> String {
        "/admin/provisioning-tokens".to_owned()
    }

    /// One provisioning token.
    #[must_use]
    pub fn provisioning_token(id: Uuid) -> String {
        format!("/admin/provisioning-tokens/{id}")
    }

    /// Self service > Mobile provisioning.
    #[must_use]
    pub fn self_service() -> String {
        "/admin/self-service".to_owned()
    }

    /// The tree of resources.
    #[must_use]
    pub fn resources() -> String {
        "/admin/resources".to_owned()
    }

    /// One resource.
    #[must_use]
    pub fn resource(id: Uuid) -> String {
        format!("/admin/resources/{id}")
    }

    /// The list of access rules.
    #[must_use]
    pub fn access_rules() -> String {
        "/admin/access-rules".to_owned()
    }

    /// One access rule.
    #[must_use]
    pub fn access_rule(id: Uuid) -> String {
        format!("/admin/access-rules/{id}")
    }

    /// The form for a new access rule.
    #[must_use]
    pub fn new_access_rule() -> String {
        "/admin/access-rules/new".to_owned()
    }

    /// The notification channels; with a tab, one part of them: `email`, `sms`, `limits`.
    #[must_use]
    pub fn notification_channels(tab: Option<&str>) -> String {
        let base = "/admin/notification-channels";
        tab.map_or_else(|| base.to_owned(), |tab| format!("{base}?tab={tab}"))
    }

    /// One SMS gateway.
    #[must_use]
    pub fn sms_gateway(id: Uuid) -> String {
        format!("/admin/notification-channels/{id}")
    }

    /// The form for a new SMS gateway; without a preset, the choice of one.
    #[must_use]
    pub fn new_sms_gateway(preset: Option<&str>) -> String {
        let base = "/admin/notification-channels/new";
        preset.map_or_else(
            || base.to_owned(),
            |preset| format!("{base}?preset={}", crate::query::encode(preset)),
        )
    }

    /// The texts of messages.
    #[must_use]
    pub fn messages() -> String {
        "/admin/messages".to_owned()
    }

    /// The editor of one message: kind and language by their names on the wire.
    #[must_use]
    pub fn message(kind: &str, language: &str) -> String {
        format!("/admin/messages/{kind}/{language}")
    }

    /// The deliveries.
    #[must_use]
    pub fn deliveries() -> String {
        "/admin/deliveries".to_owned()
    }

    /// One delivery.
    #[must_use]
    pub fn delivery(id: Uuid) -> String {
        format!("/admin/deliveries/{id}")
    }

    /// The caught messages.
    #[must_use]
    pub fn caught_messages() -> String {
        "/admin/caught-messages".to_owned()
    }

    /// The audit events.
    #[must_use]
    pub fn audit() -> String {
        "/admin/audit".to_owned()
    }

    /// Who has which role.
    #[must_use]
    pub fn administrators() -> String {
        "/admin/administrators".to_owned()
    }

    /// The state of the system.
    #[must_use]
    pub fn system() -> String {
        "/admin/system".to_owned()
    }
}

/// A path of Anteroom to go back to, or the home page for anything that leads elsewhere.
///
/// Browsers read `//host`, `/\host` and a tab inside of them as another host, so only one slash followed by
/// something harmless is taken.
#[must_use]
pub fn safe_return_path(candidate: Option<&str>) -> String {
    let harmless = |path: &&str| {
        path.starts_with('/')
            && !path.starts_with("//")
            && !path.contains('\\')
            && !path.chars().any(char::is_control)
    };
    candidate.filter(harmless).map_or_else(home, str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn returns_only_to_paths_of_our_own() {
        assert_eq!(
            safe_return_path(Some("/provisioning?token=1")),
            "/provisioning?token=1"
        );
        for elsewhere in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "javascript:1",
            "",
        ] {
            assert_eq!(safe_return_path(Some(elsewhere)), "/", "{elsewhere:?}");
        }
        assert_eq!(safe_return_path(None), "/");
    }

    #[test]
    fn the_sign_in_page_keeps_the_whole_way_back() {
        assert_eq!(
            sign_in("/provisioning?token=1"),
            "/sign-in?return_to=%2Fprovisioning%3Ftoken%3D1"
        );
        assert_eq!(sign_in("/"), "/sign-in");
    }
}
