//! Which channels meet what NIST SP 800-63B-4 asks of binding an authenticator, in plain Rust.

use anteroom_api_types::provisioning::Channel;
use anteroom_api_types::self_service::MessageMode;

use super::settings_state::{NIST_LIFETIME_SECONDS_MAX, SettingsDraft};
use crate::admin::words::wire_name;

/// What keeps a channel from meeting it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// The code lives for longer than ten minutes.
    LivesTooLong,
    /// Whoever reads the message can use it up to the confirmation.
    WorksByItself,
    /// Nothing ties the phone to the signed-in page.
    NoConfirmation,
}

impl Shortfall {
    /// The end of its text key.
    pub fn name(self) -> &'static str {
        match self {
            Self::LivesTooLong => "lives-too-long",
            Self::WorksByItself => "works-by-itself",
            Self::NoConfirmation => "no-confirmation",
        }
    }
}

/// What keeps a channel from it, with the settings as they are in the form; a preset fixes them first.
pub fn shortfalls(draft: &SettingsDraft, channel: Channel) -> Vec<Shortfall> {
    let draft = draft.clone().with_preset();
    let lifetime = match channel {
        Channel::Browser => &draft.lifetime_browser,
        Channel::Email => &draft.lifetime_email,
        Channel::Sms => &draft.lifetime_sms,
    };
    let direct = draft.message_mode == wire_name(&MessageMode::Direct);
    let checks = [
        (
            lifetime
                .seconds()
                .is_none_or(|seconds| seconds > NIST_LIFETIME_SECONDS_MAX),
            Shortfall::LivesTooLong,
        ),
        (
            channel != Channel::Browser && direct,
            Shortfall::WorksByItself,
        ),
        (!draft.confirmation, Shortfall::NoConfirmation),
    ];
    checks
        .into_iter()
        .filter_map(|(falls_short, shortfall)| falls_short.then_some(shortfall))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Shortfall::{LivesTooLong, NoConfirmation, WorksByItself};

    fn draft() -> SettingsDraft {
        let settings = serde_json::from_value(serde_json::json!({
            "enabled": false,
            "channels": {"browser": true, "email": true, "sms": true},
            "profile_kinds": ["mobile_app"],
            "token_lifetime_seconds": {"browser": 300, "sms": 600, "email": 86400},
            "open_tokens_per_user_max": 3, "profiles_per_user_max": 5,
            "confirmation": "required", "message_mode": "direct", "preset": "none",
            "portal_visible": true, "notify_user_of_changes": true,
        }))
        .unwrap();
        SettingsDraft::from_settings(&settings)
    }

    #[test]
    fn a_message_that_works_by_itself_or_lives_long_falls_short() {
        assert_eq!(shortfalls(&draft(), Channel::Browser), []);
        assert_eq!(shortfalls(&draft(), Channel::Sms), [WorksByItself]);
        assert_eq!(
            shortfalls(&draft(), Channel::Email),
            [LivesTooLong, WorksByItself]
        );
        let mut pointing = draft();
        pointing.message_mode = "pointer".into();
        pointing.confirmation = false;
        assert_eq!(shortfalls(&pointing, Channel::Sms), [NoConfirmation]);
    }

    #[test]
    fn with_the_preset_every_channel_meets_it() {
        let mut draft = draft();
        draft.preset = "nist_800_63b".into();
        for channel in [Channel::Browser, Channel::Email, Channel::Sms] {
            assert_eq!(shortfalls(&draft, channel), [], "{channel:?}");
        }
    }
}
