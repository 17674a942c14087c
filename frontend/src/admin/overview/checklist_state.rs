//! What is left to set up, computed from what is stored, in plain Rust.

use anteroom_api_types::notifications::health::NotificationChannels;
use anteroom_api_types::resources::Resource;
use anteroom_api_types::self_service::SelfServiceSettings;
use anteroom_api_types::users::User;

use crate::admin::notification_channels::is_ready;

/// The path of the provisioning page.
const PROVISIONING: &str = "/provisioning";

/// What the checklist is computed from.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    pub settings: SelfServiceSettings,
    /// What speaks against switching self-service on, by code.
    pub blockers: Vec<String>,
    pub resources: Vec<Resource>,
    /// The newest users; two are enough to know that there is one beside the first owner.
    pub users: Vec<User>,
    pub has_profile: bool,
    /// How messages leave.
    pub notifications: NotificationChannels,
}

/// The steps of the set-up, in the order in which they are best done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Users,
    Rule,
    Email,
    Sms,
    Channels,
    SelfService,
    FirstPhone,
}

impl Step {
    pub const ALL: [Self; 7] = [
        Self::Users,
        Self::Rule,
        Self::Email,
        Self::Sms,
        Self::Channels,
        Self::SelfService,
        Self::FirstPhone,
    ];

    /// The end of its text keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Rule => "rule",
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Channels => "channels",
            Self::SelfService => "self-service",
            Self::FirstPhone => "first-phone",
        }
    }

    /// Whether a system is complete without it: the QR code on the screen needs no message.
    pub fn is_optional(self) -> bool {
        matches!(self, Self::Email | Self::Sms)
    }

    /// Whether it is done.
    pub fn is_done(self, facts: &Facts) -> bool {
        let channels = &facts.settings.channels;
        match self {
            Self::Users => facts.users.len() > 1,
            Self::Rule => has_own_rule(facts),
            Self::Email => is_ready(&facts.notifications.email),
            Self::Sms => is_ready(&facts.notifications.sms),
            Self::Channels => {
                let any_on = channels.browser || channels.email || channels.sms;
                any_on && !blocked_by(facts, "no_usable_channel")
            }
            Self::SelfService => facts.settings.enabled,
            Self::FirstPhone => facts.has_profile,
        }
    }
}

/// Whether somebody thought about who may add a phone: the page has rules of its own that ask for authentication.
fn has_own_rule(facts: &Facts) -> bool {
    let own = facts
        .resources
        .iter()
        .filter(|resource| resource.host.is_none() && resource.path == PROVISIONING)
        .any(|resource| {
            let authorization = &resource.authorization;
            let has_rule =
                !authorization.general_rules.is_empty() || authorization.requirement.is_some();
            !authorization.inherit && has_rule
        });
    own && !blocked_by(facts, "rule_asks_for_no_authentication")
}

fn blocked_by(facts: &Facts, code: &str) -> bool {
    facts.blockers.iter().any(|blocker| blocker == code)
}

/// The resource of the provisioning page.
pub fn provisioning_resource(resources: &[Resource]) -> Option<&Resource> {
    resources
        .iter()
        .find(|resource| resource.host.is_none() && resource.path == PROVISIONING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const TIME: &str = "2026-03-01T08:30:00Z";
    const ID: &str = "01999999-0000-7000-8000-000000000001";

    fn resource(authorization: Value) -> Resource {
        serde_json::from_value(json!({
            "id": ID, "name": "Provisioning page", "host": null, "path": "/provisioning",
            "built_in": true, "public": false,
            "portal": {"visible": true, "title": "", "description": "", "icon": ""},
            "authorization": authorization, "sentence": "", "created_at": TIME, "updated_at": TIME,
        }))
        .unwrap()
    }

    fn notifications(email: &str, sms: &str) -> NotificationChannels {
        let status = |state: &str| {
            json!({
                "state": state, "last_sent_at": null, "failing_since": null, "last_error": null,
                "queued": 0, "oldest_queued_at": null, "sent_last_day": 0, "failed_last_day": 0,
            })
        };
        serde_json::from_value(json!({"email": status(email), "sms": status(sms)})).unwrap()
    }

    fn fresh() -> Facts {
        let settings = serde_json::from_value(json!({
            "enabled": false,
            "channels": {"browser": true, "email": false, "sms": false},
            "profile_kinds": ["mobile_app"],
            "token_lifetime_seconds": {"browser": 300, "sms": 1800, "email": 86400},
            "open_tokens_per_user_max": 3, "profiles_per_user_max": 5,
            "confirmation": "required", "message_mode": "direct", "preset": "none",
            "portal_visible": true, "notify_user_of_changes": true,
        }))
        .unwrap();
        Facts {
            settings,
            blockers: Vec::new(),
            resources: vec![resource(json!({"inherit": true}))],
            users: Vec::new(),
            has_profile: false,
            notifications: notifications("not_set_up", "not_set_up"),
        }
    }

    fn done(facts: &Facts) -> Vec<&'static str> {
        Step::ALL
            .iter()
            .filter(|step| step.is_done(facts))
            .map(|step| step.name())
            .collect()
    }

    #[test]
    fn a_fresh_system_has_only_its_channel() {
        assert_eq!(done(&fresh()), vec!["channels"]);
    }

    #[test]
    fn a_rule_counts_when_it_is_the_pages_own_and_asks_for_something() {
        let mut facts = fresh();
        let own = json!({"inherit": false, "general_rules": [ID], "requirement": null});
        facts.resources = vec![resource(own)];
        assert_eq!(done(&facts), vec!["rule", "channels"]);
        facts.blockers = vec!["rule_asks_for_no_authentication".to_owned()];
        assert_eq!(done(&facts), vec!["channels"]);
    }

    #[test]
    fn a_channel_counts_when_it_is_set_up_and_switched_on() {
        let mut facts = fresh();
        facts.notifications = notifications("unused", "switched_off");
        assert_eq!(done(&facts), vec!["email", "channels"]);
        facts.notifications = notifications("not_set_up", "failing");
        assert_eq!(done(&facts), vec!["sms", "channels"]);
    }

    #[test]
    fn the_switch_and_the_first_phone_are_seen() {
        let mut facts = fresh();
        facts.settings.enabled = true;
        facts.has_profile = true;
        assert_eq!(
            done(&facts),
            vec!["channels", "self-service", "first-phone"]
        );
    }
}
