//! A signal per setting.

use anteroom_api_types::self_service::ChannelSwitches;
use leptos::prelude::*;

use super::settings_state::{SettingsDraft, TypedDuration};

/// A length of time in two signals.
#[derive(Clone, Copy)]
pub struct DurationSignals {
    pub amount: RwSignal<String>,
    pub unit: RwSignal<String>,
}

impl DurationSignals {
    fn new(typed: TypedDuration) -> Self {
        Self {
            amount: RwSignal::new(typed.amount),
            unit: RwSignal::new(typed.unit),
        }
    }

    fn get(self) -> TypedDuration {
        TypedDuration {
            amount: self.amount.get(),
            unit: self.unit.get(),
        }
    }

    fn set(self, typed: TypedDuration) {
        self.amount.set(typed.amount);
        self.unit.set(typed.unit);
    }
}

/// All of them.
#[derive(Clone, Copy)]
pub struct SettingsFields {
    pub enabled: RwSignal<bool>,
    pub browser: RwSignal<bool>,
    pub email: RwSignal<bool>,
    pub sms: RwSignal<bool>,
    pub profile_kinds: RwSignal<Vec<String>>,
    pub lifetime_browser: DurationSignals,
    pub lifetime_email: DurationSignals,
    pub lifetime_sms: DurationSignals,
    pub open_tokens_per_user_max: RwSignal<String>,
    pub profiles_per_user_max: RwSignal<String>,
    pub confirmation: RwSignal<bool>,
    pub message_mode: RwSignal<String>,
    pub preset: RwSignal<String>,
    pub portal_visible: RwSignal<bool>,
    pub notify_user_of_changes: RwSignal<bool>,
}

impl SettingsFields {
    pub fn new(draft: SettingsDraft) -> Self {
        Self {
            enabled: RwSignal::new(draft.enabled),
            browser: RwSignal::new(draft.channels.browser),
            email: RwSignal::new(draft.channels.email),
            sms: RwSignal::new(draft.channels.sms),
            profile_kinds: RwSignal::new(draft.profile_kinds),
            lifetime_browser: DurationSignals::new(draft.lifetime_browser),
            lifetime_email: DurationSignals::new(draft.lifetime_email),
            lifetime_sms: DurationSignals::new(draft.lifetime_sms),
            open_tokens_per_user_max: RwSignal::new(draft.open_tokens_per_user_max),
            profiles_per_user_max: RwSignal::new(draft.profiles_per_user_max),
            confirmation: RwSignal::new(draft.confirmation),
            message_mode: RwSignal::new(draft.message_mode),
            preset: RwSignal::new(draft.preset),
            portal_visible: RwSignal::new(draft.portal_visible),
            notify_user_of_changes: RwSignal::new(draft.notify_user_of_changes),
        }
    }

    /// What the fields hold, reactively.
    pub fn draft(self) -> SettingsDraft {
        let mut profile_kinds = self.profile_kinds.get();
        profile_kinds.sort();
        SettingsDraft {
            enabled: self.enabled.get(),
            channels: ChannelSwitches {
                browser: self.browser.get(),
                email: self.email.get(),
                sms: self.sms.get(),
            },
            profile_kinds,
            lifetime_browser: self.lifetime_browser.get(),
            lifetime_email: self.lifetime_email.get(),
            lifetime_sms: self.lifetime_sms.get(),
            open_tokens_per_user_max: self.open_tokens_per_user_max.get(),
            profiles_per_user_max: self.profiles_per_user_max.get(),
            confirmation: self.confirmation.get(),
            message_mode: self.message_mode.get(),
            preset: self.preset.get(),
            portal_visible: self.portal_visible.get(),
            notify_user_of_changes: self.notify_user_of_changes.get(),
        }
    }

    /// Puts other values into the fields.
    pub fn fill(self, draft: SettingsDraft) {
        self.enabled.set(draft.enabled);
        self.browser.set(draft.channels.browser);
        self.email.set(draft.channels.email);
        self.sms.set(draft.channels.sms);
        self.profile_kinds.set(draft.profile_kinds);
        self.lifetime_browser.set(draft.lifetime_browser);
        self.lifetime_email.set(draft.lifetime_email);
        self.lifetime_sms.set(draft.lifetime_sms);
        self.open_tokens_per_user_max
            .set(draft.open_tokens_per_user_max);
        self.profiles_per_user_max.set(draft.profiles_per_user_max);
        self.confirmation.set(draft.confirmation);
        self.message_mode.set(draft.message_mode);
        self.preset.set(draft.preset);
        self.portal_visible.set(draft.portal_visible);
        self.notify_user_of_changes
            .set(draft.notify_user_of_changes);
    }
}
