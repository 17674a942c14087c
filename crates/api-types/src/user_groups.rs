//! User groups: sets of users that access rules speak of.

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Time;
use crate::merge_patch::given;

/// A group of local members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserGroup {
    /// The group's id.
    pub id: Uuid,
    /// Its name; unique without regard to case.
    pub name: String,
    /// What it is for; may be empty.
    pub description: String,
    /// How many users are members.
    pub member_count: u64,
    /// When it was created.
    pub created_at: Time,
    /// When it was changed last.
    pub updated_at: Time,
}

/// Creates a group.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateUserGroup {
    /// Its name, 1 to 100 characters.
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 100, example = "Staff")
    )]
    pub name: String,
    /// What it is for, at most 500 characters.
    #[garde(length(chars, max = 500))]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    #[serde(default)]
    pub description: String,
}

/// Changes a group (RFC 7396): members left out stay.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateUserGroup {
    /// Its name, 1 to 100 characters.
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
    pub name: Option<String>,
    /// What it is for, at most 500 characters.
    #[garde(length(chars, max = 500))]
    #[cfg_attr(feature = "openapi", schema(max_length = 500, nullable = false))]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub description: Option<String>,
}
