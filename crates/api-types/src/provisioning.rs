//! Provisioning tokens: the one-time right of one user to create one profile.

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Time;
use crate::access_rules::Decision;
use crate::device::Phone;
use crate::notifications::deliveries::{DeliveryReceipt, DeliveryStatus};
use crate::notifications::health::DeliveryProblemCode;
use crate::self_service::MessageMode;
use crate::users::UserRef;

/// The kind of profile that comes of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProfileKind {
    /// A key pair made on the phone.
    MobileApp,
    /// A shared secret in any authenticator app (RFC 6238).
    Totp,
}

/// How the QR code reaches the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// On the signed-in page.
    Browser,
    /// In a mail.
    Email,
    /// Behind the link of a text message.
    Sms,
}

/// Where a token is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TokenStatus {
    /// Waits for a phone.
    Issued,
    /// A phone has it and waits for the confirmation code.
    Claimed,
    /// The profile stands.
    Completed,
    /// Its time ran out.
    Expired,
    /// Cancelled by the user or by an administrator, or replaced.
    Revoked,
    /// Three wrong confirmation codes, or "not my phone".
    Rejected,
}

/// Who issued a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum IssuedBy {
    /// The user.
    User,
    /// An administrator, for the user.
    Administrator,
    /// An API client, for the user.
    ApiClient,
}

/// Asks for a token for oneself.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateOwnToken {
    /// The kind of profile.
    #[garde(skip)]
    pub kind: ProfileKind,
    /// How the QR code should come.
    #[garde(skip)]
    pub channel: Channel,
}

/// Issues a token for a user.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateToken {
    /// For whom.
    #[garde(skip)]
    pub user_id: Uuid,
    /// The kind of profile.
    #[garde(skip)]
    pub kind: ProfileKind,
    /// How the QR code should come.
    #[garde(skip)]
    pub channel: Channel,
    /// How long it may be claimed, 60 to 604800 seconds; default: the setting of the channel.
    #[garde(range(min = 60, max = 604_800))]
    #[cfg_attr(feature = "openapi", schema(minimum = 60, maximum = 604_800))]
    #[serde(default)]
    pub lifetime_seconds: Option<u32>,
}

/// A provisioning token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProvisioningToken {
    /// The token's id; not its secret.
    pub id: Uuid,
    /// For whom it is.
    pub user_id: Uuid,
    /// The same with the names.
    pub user: UserRef,
    /// The kind of profile that comes of it.
    pub kind: ProfileKind,
    /// How the QR code goes to the user.
    pub channel: Channel,
    /// Where it is in its life.
    pub status: TokenStatus,
    /// The text of the QR code for `mobile_app`; only in the answer that created it, and only for
    /// the channel `browser`.
    pub link: Option<String>,
    /// The text of the QR code for `totp`; only in the answer that created it.
    pub totp_key: Option<TotpKey>,
    /// The masked address, for `email` and `sms`.
    pub destination: Option<String>,
    /// What the message can do, for `email` and `sms`; fixed when the token is issued.
    pub message_mode: Option<MessageMode>,
    /// The message on its way, for `email` and `sms`.
    pub delivery: Option<TokenDelivery>,
    /// Who issued it.
    pub issued_by: IssuedBy,
    /// When it was issued.
    pub created_at: Time,
    /// Until when it can be claimed and confirmed.
    pub expires_at: Time,
    /// What is known of the phone, after the claim.
    pub claim: Option<TokenClaim>,
    /// The profile, after completion.
    pub profile_id: Option<Uuid>,
}

/// The message that carries a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenDelivery {
    /// The delivery's id.
    pub id: Uuid,
    /// Where it stands.
    pub status: DeliveryStatus,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was sent.
    pub sent_at: Option<Time>,
    /// What the provider reported later.
    pub receipt: Option<DeliveryReceipt>,
    /// Why it did not leave so far.
    pub problem: Option<DeliveryProblemCode>,
    /// From when on it may be sent again; `null` when it may not.
    pub resend_at: Option<Time>,
}

/// The shared secret of a `totp` profile, shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpKey {
    /// The key URI that authenticator apps read: `otpauth://totp/...`.
    pub uri: String,
    /// The secret in base32 (RFC 4648) in groups of four, for typing.
    pub key: String,
}

/// The claim of a token by a phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenClaim {
    /// What the phone says of itself.
    pub phone: Phone,
    /// The digits to type on the phone; only in the user's own session.
    pub confirmation_code: Option<String>,
    /// How many wrong codes the phone may still send.
    pub attempts_left: u32,
    /// When the phone took the token.
    pub claimed_at: Time,
}

/// What the provisioning page offers to the signed-in user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnProvisioning {
    /// Whether self-service is switched on.
    pub enabled: bool,
    /// What the access rules of the provisioning page say.
    pub decision: Decision,
    /// The kinds of profiles that are offered.
    pub kinds: Vec<ProfileKind>,
    /// Every channel, and why it is not available.
    pub channels: Vec<OfferedChannel>,
    /// The tokens that are not at their end, newest first.
    pub open_tokens: Vec<ProvisioningToken>,
    /// How many further tokens may be open at once.
    pub open_tokens_left: u32,
    /// How many further profiles the user may have.
    pub profiles_left: u32,
}

/// One channel, as it is offered to one user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferedChannel {
    /// The channel.
    pub channel: Channel,
    /// Whether it can be chosen.
    pub available: bool,
    /// The masked address it would go to.
    pub destination: Option<String>,
    /// Why it cannot be chosen.
    pub reason: Option<ChannelUnavailable>,
}

/// Why a channel cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChannelUnavailable {
    /// It is switched off in the self-service settings.
    SwitchedOff,
    /// No notification channel stands behind it.
    NotUsableYet,
    /// The user has no such address.
    NoAddress,
    /// The budget for text messages of the day is spent.
    BudgetSpent,
}

/// The first code of the authenticator app, which activates a `totp` profile.
#[derive(Clone, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ActivateTotp {
    /// Six digits; spaces are ignored.
    #[garde(length(chars, min = 6, max = 20))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 6, max_length = 20, example = "123456")
    )]
    pub code: String,
    /// The name of the profile, 1 to 100 characters; default: "Authenticator app".
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    #[serde(default)]
    pub name: Option<String>,
}
