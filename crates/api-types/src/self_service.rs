//! The self-service settings: one object, page "Self service > Mobile provisioning".

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::device::Confirmation;
use crate::problem::FieldProblem;
use crate::provisioning::{Channel, ChannelUnavailable, ProfileKind};

/// The self-service settings, as they are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SelfServiceSettings {
    /// Switches self-service on. Refused while no channel is usable, or while the effective rule
    /// of the provisioning page asks for no authentication.
    #[garde(skip)]
    pub enabled: bool,
    /// Which ways the QR code may take.
    #[garde(skip)]
    pub channels: ChannelSwitches,
    /// Which kinds of profiles are offered; at least one.
    #[garde(length(min = 1, max = 2))]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 2))]
    pub profile_kinds: Vec<ProfileKind>,
    /// How long a token may be claimed, per channel.
    #[garde(dive)]
    pub token_lifetime_seconds: TokenLifetimes,
    /// How many tokens of one user may be open at once, 1 to 10.
    #[garde(range(min = 1, max = 10))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 10))]
    pub open_tokens_per_user_max: u32,
    /// How many profiles one user may have, 1 to 50.
    #[garde(range(min = 1, max = 50))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 50))]
    pub profiles_per_user_max: u32,
    /// Whether the signed-in page shows a code that must be typed on the phone.
    #[garde(skip)]
    pub confirmation: Confirmation,
    /// Whether a message can be redeemed by itself or only leads to the signed-in page.
    #[garde(skip)]
    pub message_mode: MessageMode,
    /// Fixes message mode, lifetimes and confirmation to what a standard asks.
    #[garde(skip)]
    pub preset: Preset,
    /// Whether the provisioning page is listed in the portal.
    #[garde(skip)]
    pub portal_visible: bool,
    /// Whether the user's known addresses hear of added and removed profiles.
    #[garde(skip)]
    pub notify_user_of_changes: bool,
}

/// Which channels are switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChannelSwitches {
    /// The QR code on the signed-in page.
    pub browser: bool,
    /// The QR code in a mail.
    pub email: bool,
    /// The QR code behind the link of a text message.
    pub sms: bool,
}

/// How long a token may be claimed, in seconds, 60 to 604800 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TokenLifetimes {
    /// Shown on the signed-in page; default 300.
    #[garde(range(min = 60, max = 604_800))]
    #[cfg_attr(feature = "openapi", schema(minimum = 60, maximum = 604_800))]
    pub browser: u32,
    /// Sent by SMS; default 1800.
    #[garde(range(min = 60, max = 604_800))]
    #[cfg_attr(feature = "openapi", schema(minimum = 60, maximum = 604_800))]
    pub sms: u32,
    /// Sent by e-mail; default 86400.
    #[garde(range(min = 60, max = 604_800))]
    #[cfg_attr(feature = "openapi", schema(minimum = 60, maximum = 604_800))]
    pub email: u32,
}

/// What a message can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MessageMode {
    /// The code in the mail or behind the SMS link works up to the confirmation.
    Direct,
    /// The message only leads to the signed-in page.
    Pointer,
}

/// A fixed set of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Preset {
    /// The settings are as written.
    #[serde(rename = "none")]
    None,
    /// As NIST SP 800-63B-4 asks: pointer messages, 600 seconds at most, confirmation required.
    #[serde(rename = "nist_800_63b")]
    Nist80063b,
}

/// The self-service settings, as they are read: with what is missing to switch them on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SelfServiceSettingsAnswer {
    /// The settings.
    #[serde(flatten)]
    pub settings: SelfServiceSettings,
    /// Computed at each reading; never written.
    pub readiness: Readiness,
}

/// What is missing to switch self-service on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Readiness {
    /// Every channel, and whether it could be used.
    pub channels: Vec<ChannelReadiness>,
    /// Why `enabled` would be refused; empty when it would not.
    pub blockers: Vec<FieldProblem>,
}

/// Whether a channel could be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChannelReadiness {
    /// The channel.
    pub channel: Channel,
    /// Whether the transport behind it works.
    pub usable: bool,
    /// Why not.
    pub reason: Option<ChannelUnavailable>,
}
