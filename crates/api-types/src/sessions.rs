//! Signing in, step by step, and the session that comes of it.

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Time;
use crate::users::{Language, Role};

/// A way to prove who one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AuthenticationMethod {
    /// The password of the user.
    Password,
    /// A one-time code sent by e-mail.
    EmailCode,
    /// A one-time code sent by SMS.
    SmsCode,
    /// A time-based code of an authenticator app (RFC 6238).
    Totp,
    /// A passkey (Web Authentication).
    Passkey,
    /// A provisioned phone that answers a sign-in request.
    MobileApp,
    /// An identity provider (OpenID Connect).
    Oidc,
}

/// Starts a sign-in, or a step-up when a session comes with the request.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartSignIn {
    /// Who signs in; may be left out when a session comes with the request (step-up).
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 100, example = "mobile.user")
    )]
    pub user_name: Option<String>,
    /// A path of Anteroom to go to afterwards; decides which methods are asked for. Default `/`.
    #[garde(length(chars, min = 1, max = 500))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 500, example = "/provisioning")
    )]
    pub return_to: Option<String>,
}

/// How far a sign-in has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SignInStatus {
    /// At least one more proof is asked for.
    Pending,
    /// The session stands; what was asked for is fulfilled.
    Complete,
}

/// A sign-in on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// Names the sign-in in the further steps.
    pub id: Uuid,
    /// Whether something is still asked for.
    pub status: SignInStatus,
    /// The methods that may be used now, the ones that the destination asks for first.
    pub methods: Vec<AuthenticationMethod>,
    /// The methods that the session has passed already.
    pub passed: Vec<AuthenticationMethod>,
    /// How many proofs the destination asks for in all, as far as is known.
    pub proofs_needed: u32,
    /// True when a signed-in user adds a proof to the session.
    pub step_up: bool,
    /// Where to go afterwards, a path of Anteroom.
    pub return_to: String,
    /// When the sign-in must be started anew.
    pub expires_at: Time,
}

/// A password, as the proof of one step.
#[derive(Clone, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordProof {
    /// The password, 1 to 128 characters.
    #[garde(length(chars, min = 1, max = 128))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 128))]
    pub password: String,
}

/// A one-time code, as the proof of one step.
#[derive(Clone, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CodeProof {
    /// The digits; spaces are ignored.
    #[garde(length(chars, min = 1, max = 20))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 20, example = "123456")
    )]
    pub code: String,
}

/// Who is signed in, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The session itself; not the secret in the cookie.
    pub id: Uuid,
    /// The signed-in user.
    pub user: SessionUser,
    /// The methods passed, and when.
    pub methods: Vec<PassedMethod>,
    /// What the role of the user allows, empty for a user without a role.
    pub permissions: Vec<Permission>,
    /// What the portal shows to this user: the entries that are visible.
    pub portal_entries: Vec<PortalEntry>,
    /// When the session ends at the latest.
    pub expires_at: Time,
    /// When the session ends if nothing more is done.
    pub idle_expires_at: Time,
}

/// The user of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionUser {
    /// The user's id.
    pub id: Uuid,
    /// The name to sign in with.
    pub user_name: String,
    /// The name that people see.
    pub display_name: String,
    /// The role in the console, if any.
    pub role: Option<Role>,
    /// The language of the user, if chosen.
    pub language: Option<Language>,
}

/// One method that a session has passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PassedMethod {
    /// The method.
    pub method: AuthenticationMethod,
    /// When it was passed last.
    pub passed_at: Time,
}

/// An entry of the portal's home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PortalEntry {
    /// Where it leads, a path of Anteroom.
    pub path: String,
    /// The title that an administrator gave; empty for the built-in words.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// The name of its icon.
    pub icon: String,
}

/// What a role allows in the console and in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Read the self-service settings.
    SettingsRead,
    /// Change the self-service settings.
    SettingsWrite,
    /// Read access rules and resources.
    RulesRead,
    /// Change access rules and resources.
    RulesWrite,
    /// Read users and groups.
    UsersRead,
    /// Change users and groups.
    UsersWrite,
    /// Read provisioning tokens.
    ProvisioningRead,
    /// Issue and revoke provisioning tokens.
    ProvisioningWrite,
    /// Read profiles.
    ProfilesRead,
    /// Suspend, resume and revoke profiles.
    ProfilesWrite,
    /// Read notification channels and messages.
    NotificationsRead,
    /// Change notification channels and messages.
    NotificationsWrite,
    /// Read deliveries.
    DeliveriesRead,
    /// Retry and discard deliveries.
    DeliveriesWrite,
    /// Read audit events.
    AuditRead,
    /// Read the state of the system.
    SystemRead,
    /// Read who has which role.
    AdministratorsRead,
    /// Give and take roles.
    AdministratorsWrite,
}
