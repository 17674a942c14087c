//! Users: people known to the system.

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Time;
use crate::merge_patch::{given, present};

/// What a user may do in the console; most users have no role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything, roles included.
    Owner,
    /// Everything but roles.
    Admin,
    /// Users (reading), provisioning tokens and profiles.
    HelpDesk,
    /// Reads everything, changes nothing.
    Auditor,
}

/// A language of the pages and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// Swedish.
    Sv,
    /// German.
    De,
}

/// Whether a user may sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UserStatus {
    /// May sign in.
    Enabled,
    /// May not; sessions and open tokens ended when it was disabled.
    Disabled,
}

/// Another object, by id and by the name that people see.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedRef {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// A user, in the lists of others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserRef {
    /// The user's id.
    pub id: Uuid,
    /// The name to sign in with.
    pub user_name: String,
    /// The name that people see.
    pub display_name: String,
}

/// A user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// The user's id.
    pub id: Uuid,
    /// The name to sign in with; unique without regard to case.
    pub user_name: String,
    /// The name that people see.
    pub display_name: String,
    /// E-mail address, if known.
    pub email: Option<String>,
    /// Phone number in E.164 form, if known.
    pub phone_number: Option<String>,
    /// Language, if chosen.
    pub language: Option<Language>,
    /// Role in the console, if any; changed under `/administrators`.
    pub role: Option<Role>,
    /// Whether the user may sign in.
    pub status: UserStatus,
    /// The groups the user is a member of.
    pub groups: Vec<NamedRef>,
    /// Whether a password is set.
    pub has_password: bool,
    /// When the user last signed in.
    pub last_sign_in_at: Option<Time>,
    /// Sign-in is refused until then, after too many wrong tries.
    pub locked_until: Option<Time>,
    /// When the user was created.
    pub created_at: Time,
    /// When the user was changed last.
    pub updated_at: Time,
}

/// Creates a local user.
#[derive(Clone, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateUser {
    /// The name to sign in with, 1 to 100 characters, without spaces; unique without regard to case.
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 100, example = "mobile.user")
    )]
    pub user_name: String,
    /// The name that people see, 1 to 200 characters.
    #[garde(length(chars, min = 1, max = 200))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, example = "Maja Lind")
    )]
    pub display_name: String,
    /// E-mail address.
    #[garde(length(chars, max = 254))]
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 254, example = "maja@example.org")
    )]
    #[serde(default)]
    pub email: Option<String>,
    /// Phone number in E.164 form: `+`, then 8 to 15 digits.
    #[garde(length(chars, max = 16))]
    #[cfg_attr(feature = "openapi", schema(max_length = 16, example = "+46701234567"))]
    #[serde(default)]
    pub phone_number: Option<String>,
    /// Language of pages and messages.
    #[garde(skip)]
    #[serde(default)]
    pub language: Option<Language>,
    /// A first password, 8 to 128 characters.
    #[garde(length(chars, min = 8, max = 128))]
    #[cfg_attr(feature = "openapi", schema(min_length = 8, max_length = 128))]
    #[serde(default)]
    pub password: Option<String>,
    /// The groups the user becomes a member of, at most 100.
    #[garde(length(max = 100))]
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    #[serde(default)]
    pub groups: Vec<Uuid>,
}

/// Changes a user (RFC 7396): members left out stay, `null` clears.
#[derive(Clone, Default, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateUser {
    /// The name to sign in with.
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 100, nullable = false)
    )]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub user_name: Option<String>,
    /// The name that people see.
    #[garde(length(chars, min = 1, max = 200))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, nullable = false)
    )]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub display_name: Option<String>,
    /// E-mail address.
    #[garde(inner(inner(length(chars, max = 254))))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 254))]
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub email: Option<Option<String>>,
    /// Phone number in E.164 form.
    #[garde(inner(inner(length(chars, max = 16))))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 16))]
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub phone_number: Option<Option<String>>,
    /// Language of pages and messages.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Language>))]
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub language: Option<Option<Language>>,
    /// Whether the user may sign in; disabling ends sessions and open tokens.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub status: Option<UserStatus>,
    /// A new password, 8 to 128 characters; ends the sessions of the user.
    #[garde(length(chars, min = 8, max = 128))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 8, max_length = 128, nullable = false)
    )]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub password: Option<String>,
    /// The groups the user is a member of, all of them.
    #[garde(length(max = 100))]
    #[cfg_attr(feature = "openapi", schema(max_items = 100, nullable = false))]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub groups: Option<Vec<Uuid>>,
}
