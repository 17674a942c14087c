//! What the form of the settings holds, and what it sends, in plain Rust.

use anteroom_api_types::device::Confirmation;
use anteroom_api_types::provisioning::ProfileKind;
use anteroom_api_types::self_service::{
    ChannelSwitches, MessageMode, Preset, SelfServiceSettings, TokenLifetimes,
};

use crate::admin::words::{from_wire, wire_name};
use crate::kit::duration::{DurationUnit, in_largest_unit, to_seconds};

/// Bounds of the lifetimes, as the contract has them.
const LIFETIME_SECONDS: std::ops::RangeInclusive<u32> = 60..=604_800;
const OPEN_TOKENS: std::ops::RangeInclusive<u32> = 1..=10;
const PROFILES: std::ops::RangeInclusive<u32> = 1..=50;
/// What the preset of NIST SP 800-63B-4 allows at most.
pub const NIST_LIFETIME_SECONDS_MAX: u32 = 600;

/// A length of time as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedDuration {
    pub amount: String,
    pub unit: String,
}

impl TypedDuration {
    fn new(seconds: u32) -> Self {
        let (amount, unit) = in_largest_unit(seconds);
        Self {
            amount: amount.to_string(),
            unit: unit.name().to_owned(),
        }
    }

    /// In seconds, where it is within the bounds.
    pub fn seconds(&self) -> Option<u32> {
        to_seconds(&self.amount, DurationUnit::from_name(&self.unit))
            .filter(|seconds| LIFETIME_SECONDS.contains(seconds))
    }
}

/// What the form holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsDraft {
    pub enabled: bool,
    pub channels: ChannelSwitches,
    /// The names of the kinds on the wire.
    pub profile_kinds: Vec<String>,
    pub lifetime_browser: TypedDuration,
    pub lifetime_email: TypedDuration,
    pub lifetime_sms: TypedDuration,
    pub open_tokens_per_user_max: String,
    pub profiles_per_user_max: String,
    pub confirmation: bool,
    /// The name of the mode on the wire.
    pub message_mode: String,
    /// The name of the preset on the wire.
    pub preset: String,
    pub portal_visible: bool,
    pub notify_user_of_changes: bool,
}

/// A field and the code of what is wrong with it.
pub type Wrong = (&'static str, &'static str);

impl SettingsDraft {
    pub fn from_settings(settings: &SelfServiceSettings) -> Self {
        let lifetimes = &settings.token_lifetime_seconds;
        Self {
            enabled: settings.enabled,
            channels: settings.channels,
            profile_kinds: in_order(&settings.profile_kinds),
            lifetime_browser: TypedDuration::new(lifetimes.browser),
            lifetime_email: TypedDuration::new(lifetimes.email),
            lifetime_sms: TypedDuration::new(lifetimes.sms),
            open_tokens_per_user_max: settings.open_tokens_per_user_max.to_string(),
            profiles_per_user_max: settings.profiles_per_user_max.to_string(),
            confirmation: settings.confirmation == Confirmation::Required,
            message_mode: wire_name(&settings.message_mode),
            preset: wire_name(&settings.preset),
            portal_visible: settings.portal_visible,
            notify_user_of_changes: settings.notify_user_of_changes,
        }
    }

    /// The settings to send, or everything that is wrong with what was typed.
    pub fn to_settings(&self) -> Result<SelfServiceSettings, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut seconds = |typed: &TypedDuration, pointer: &'static str| {
            typed.seconds().unwrap_or_else(|| {
                wrong.push((pointer, "out_of_range"));
                0
            })
        };
        let token_lifetime_seconds = TokenLifetimes {
            browser: seconds(&self.lifetime_browser, "/token_lifetime_seconds/browser"),
            email: seconds(&self.lifetime_email, "/token_lifetime_seconds/email"),
            sms: seconds(&self.lifetime_sms, "/token_lifetime_seconds/sms"),
        };
        let mut number =
            |text: &str, bounds: std::ops::RangeInclusive<u32>, pointer: &'static str| {
                let number = text
                    .trim()
                    .parse()
                    .ok()
                    .filter(|number| bounds.contains(number));
                number.unwrap_or_else(|| {
                    wrong.push((pointer, "out_of_range"));
                    0
                })
            };
        let open_tokens_per_user_max = number(
            &self.open_tokens_per_user_max,
            OPEN_TOKENS,
            "/open_tokens_per_user_max",
        );
        let profiles_per_user_max = number(
            &self.profiles_per_user_max,
            PROFILES,
            "/profiles_per_user_max",
        );
        if self.profile_kinds.is_empty() {
            wrong.push(("/profile_kinds", "empty"));
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(SelfServiceSettings {
            enabled: self.enabled,
            channels: self.channels,
            profile_kinds: self.kinds(),
            token_lifetime_seconds,
            open_tokens_per_user_max,
            profiles_per_user_max,
            confirmation: if self.confirmation {
                Confirmation::Required
            } else {
                Confirmation::Off
            },
            message_mode: from_wire(&self.message_mode).unwrap_or(MessageMode::Direct),
            preset: from_wire(&self.preset).unwrap_or(Preset::None),
            portal_visible: self.portal_visible,
            notify_user_of_changes: self.notify_user_of_changes,
        })
    }

    /// Whether a preset fixes message mode, lifetimes and confirmation.
    pub fn is_fixed_by_preset(&self) -> bool {
        self.preset != wire_name(&Preset::None)
    }

    /// The same with the values that the preset fixes, as the server would store them.
    pub fn with_preset(mut self) -> Self {
        if self.is_fixed_by_preset() {
            let bounded = |typed: &TypedDuration| match typed.seconds() {
                Some(seconds) => TypedDuration::new(seconds.min(NIST_LIFETIME_SECONDS_MAX)),
                None => typed.clone(),
            };
            self.confirmation = true;
            self.message_mode = wire_name(&MessageMode::Pointer);
            self.lifetime_browser = bounded(&self.lifetime_browser);
            self.lifetime_email = bounded(&self.lifetime_email);
            self.lifetime_sms = bounded(&self.lifetime_sms);
        }
        self
    }

    fn kinds(&self) -> Vec<ProfileKind> {
        [ProfileKind::MobileApp, ProfileKind::Totp]
            .into_iter()
            .filter(|kind| self.profile_kinds.contains(&wire_name(kind)))
            .collect()
    }
}

/// The kinds in one order, so that ticking a box off and on again changes nothing.
fn in_order(kinds: &[ProfileKind]) -> Vec<String> {
    [ProfileKind::MobileApp, ProfileKind::Totp]
        .iter()
        .filter(|kind| kinds.contains(kind))
        .map(wire_name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> SelfServiceSettings {
        serde_json::from_value(serde_json::json!({
            "enabled": false,
            "channels": {"browser": true, "email": false, "sms": false},
            "profile_kinds": ["totp", "mobile_app"],
            "token_lifetime_seconds": {"browser": 300, "sms": 1800, "email": 86400},
            "open_tokens_per_user_max": 3, "profiles_per_user_max": 5,
            "confirmation": "required", "message_mode": "direct", "preset": "none",
            "portal_visible": true, "notify_user_of_changes": true,
        }))
        .unwrap()
    }

    #[test]
    fn what_is_read_is_what_is_sent() {
        let draft = SettingsDraft::from_settings(&settings());
        assert_eq!(draft.lifetime_browser.amount, "5");
        assert_eq!(draft.lifetime_browser.unit, "minutes");
        let sent = draft.to_settings().unwrap();
        assert_eq!(
            sent.token_lifetime_seconds,
            settings().token_lifetime_seconds
        );
        assert_eq!(SettingsDraft::from_settings(&sent), draft);
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let mut draft = SettingsDraft::from_settings(&settings());
        draft.lifetime_sms.amount = "8".to_owned();
        draft.lifetime_sms.unit = "days".to_owned();
        draft.open_tokens_per_user_max = "0".to_owned();
        draft.profiles_per_user_max = "many".to_owned();
        draft.profile_kinds.clear();
        assert_eq!(
            draft.to_settings().unwrap_err(),
            vec![
                ("/token_lifetime_seconds/sms", "out_of_range"),
                ("/open_tokens_per_user_max", "out_of_range"),
                ("/profiles_per_user_max", "out_of_range"),
                ("/profile_kinds", "empty"),
            ]
        );
    }

    #[test]
    fn the_preset_fixes_mode_lifetimes_and_confirmation() {
        let mut draft = SettingsDraft::from_settings(&settings());
        draft.confirmation = false;
        draft.preset = "nist_800_63b".to_owned();
        let sent = draft.with_preset().to_settings().unwrap();
        assert_eq!(sent.confirmation, Confirmation::Required);
        assert_eq!(sent.message_mode, MessageMode::Pointer);
        let lifetimes = sent.token_lifetime_seconds;
        assert_eq!(
            (lifetimes.browser, lifetimes.email, lifetimes.sms),
            (300, 600, 600)
        );
    }
}
