//! The device protocol, version 1: how a phone takes a token and becomes a profile.

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Time;
use crate::profiles::ProfileStatus;
use crate::provisioning::ProfileKind;

/// The platform of a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Platform {
    /// An Android app.
    Android,
    /// An iOS app.
    Ios,
    /// A browser.
    Web,
    /// Anything else.
    Other,
}

/// Where a phone keeps the key of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum KeyStorage {
    /// In a security chip.
    Hardware,
    /// In software.
    Software,
    /// The phone cannot tell.
    Unknown,
}

/// What a phone says of itself. Nothing of it is verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Phone {
    /// The name that the person sees, 1 to 100 characters.
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 100, example = "Pixel 8")
    )]
    pub name: String,
    /// The platform.
    #[garde(skip)]
    pub platform: Platform,
    /// The model, at most 100 characters.
    #[garde(length(chars, max = 100))]
    #[cfg_attr(feature = "openapi", schema(max_length = 100))]
    #[serde(default)]
    pub model: String,
    /// The name of the app or browser, at most 100 characters.
    #[garde(length(chars, max = 100))]
    #[cfg_attr(feature = "openapi", schema(max_length = 100))]
    #[serde(default)]
    pub app_name: String,
    /// The version of the app or browser, at most 100 characters.
    #[garde(length(chars, max = 100))]
    #[cfg_attr(feature = "openapi", schema(max_length = 100))]
    #[serde(default)]
    pub app_version: String,
    /// Where the key is kept.
    #[garde(skip)]
    pub key_storage: KeyStorage,
}

/// Asks what a secret would add. Changes nothing.
#[derive(Clone, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PreviewClaim {
    /// The secret of the provisioning link, or as it was typed.
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub secret: String,
}

/// Takes a token for a phone.
#[derive(Clone, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateClaim {
    /// The secret of the provisioning link, or as it was typed.
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub secret: String,
    /// The phone that takes it.
    #[garde(dive)]
    pub phone: Phone,
}

/// Who issues the profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Issuer {
    /// The name that people see.
    pub name: String,
    /// The base address of the server.
    pub base_url: String,
}

/// For whom the profile is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// The name that people see.
    pub display_name: String,
    /// The name to sign in with.
    pub user_name: String,
}

/// Whether a claim must be confirmed by the signed-in user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// The person types the code that the signed-in page shows.
    Required,
    /// The claim completes the token.
    Off,
}

/// What a secret would add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimPreview {
    /// Who issues the profile.
    pub issuer: Issuer,
    /// For whom it is.
    pub account: Account,
    /// The kind of profile.
    pub kind: ProfileKind,
    /// Until when it can be claimed.
    pub expires_at: Time,
    /// Whether a confirmation code will be asked for.
    pub confirmation: Confirmation,
    /// The algorithms that a proof may use (RFC 7518, RFC 8037).
    #[cfg_attr(feature = "openapi", schema(example = json!(["ES256", "EdDSA"])))]
    pub algorithms: Vec<String>,
}

/// How far a claim has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClaimStatus {
    /// The person must type the code of the signed-in page.
    AwaitingConfirmation,
    /// The profile stands.
    Completed,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Claim {
    /// Names the claim in the further calls.
    pub id: Uuid,
    /// How far it has come.
    pub status: ClaimStatus,
    /// What must be typed; `null` once completed.
    pub confirmation: Option<ClaimConfirmation>,
    /// For whom the profile is.
    pub account: Account,
    /// Who issues it.
    pub issuer: Issuer,
    /// Until when it can be confirmed.
    pub expires_at: Time,
    /// The profile, once completed.
    pub profile: Option<DeviceProfile>,
}

/// What a confirmation looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimConfirmation {
    /// How many digits the code has.
    pub digits: u32,
    /// How many wrong codes are still allowed before the token is rejected.
    pub attempts_left: u32,
}

/// Confirms a claim with the code of the signed-in page.
#[derive(Clone, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmClaim {
    /// The digits; spaces are ignored.
    #[garde(length(chars, min = 1, max = 20))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 20, example = "4711")
    )]
    pub code: String,
}

/// A profile, as its phone sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceProfile {
    /// The profile's id.
    pub id: Uuid,
    /// Whether it can be used.
    pub status: ProfileStatus,
    /// For whom it is.
    pub account: Account,
    /// Who issued it.
    pub issuer: Issuer,
    /// The name that the user gave the phone.
    pub name: String,
    /// When it was added.
    pub created_at: Time,
}
