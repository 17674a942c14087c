//! The row of the settings, and the stored form of its JSON column.

use anteroom_domain::provisioning::ProfileKind;
use anteroom_domain::self_service::{
    Confirmation, MessageMode, PerChannel, Preset, SelfServiceSettings,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// See `self_service::mod`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "self_service_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub settings: String,
    pub updated_at: i64,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The settings as they are stored. A member that an older version did not write has its default.
#[derive(Serialize, Deserialize)]
#[serde(default)]
pub struct StoredSettings {
    enabled: bool,
    channels: Channels<bool>,
    profile_kinds: Vec<ProfileKind>,
    token_lifetime_seconds: Channels<u32>,
    open_tokens_per_user_max: u32,
    profiles_per_user_max: u32,
    confirmation: Confirmation,
    message_mode: MessageMode,
    preset: Option<Preset>,
    portal_visible: bool,
    notify_user_of_changes: bool,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Channels<Value> {
    browser: Value,
    email: Value,
    sms: Value,
}

impl Default for StoredSettings {
    fn default() -> Self {
        Self::from(&SelfServiceSettings::default())
    }
}

impl From<&SelfServiceSettings> for StoredSettings {
    fn from(settings: &SelfServiceSettings) -> Self {
        Self {
            enabled: settings.enabled,
            channels: settings.channels.into(),
            profile_kinds: settings.profile_kinds.clone(),
            token_lifetime_seconds: settings.token_lifetime_seconds.into(),
            open_tokens_per_user_max: settings.open_tokens_per_user_max,
            profiles_per_user_max: settings.profiles_per_user_max,
            confirmation: settings.confirmation,
            message_mode: settings.message_mode,
            preset: settings.preset,
            portal_visible: settings.portal_visible,
            notify_user_of_changes: settings.notify_user_of_changes,
        }
    }
}

impl From<StoredSettings> for SelfServiceSettings {
    fn from(stored: StoredSettings) -> Self {
        Self {
            enabled: stored.enabled,
            channels: stored.channels.into(),
            profile_kinds: stored.profile_kinds,
            token_lifetime_seconds: stored.token_lifetime_seconds.into(),
            open_tokens_per_user_max: stored.open_tokens_per_user_max,
            profiles_per_user_max: stored.profiles_per_user_max,
            confirmation: stored.confirmation,
            message_mode: stored.message_mode,
            preset: stored.preset,
            portal_visible: stored.portal_visible,
            notify_user_of_changes: stored.notify_user_of_changes,
        }
    }
}

impl<Value> From<PerChannel<Value>> for Channels<Value> {
    fn from(values: PerChannel<Value>) -> Self {
        Self {
            browser: values.browser,
            email: values.email,
            sms: values.sms,
        }
    }
}

impl<Value> From<Channels<Value>> for PerChannel<Value> {
    fn from(values: Channels<Value>) -> Self {
        Self {
            browser: values.browser,
            email: values.email,
            sms: values.sms,
        }
    }
}
