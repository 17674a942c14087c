//! Resources: what access rules protect.

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Time;
use crate::access_rules::Requirement;
use crate::merge_patch::{given, present};

/// Something protected: a path of Anteroom itself, or a host and path behind a reverse proxy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Resource {
    /// The resource's id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The host, in lower case; `null` for Anteroom itself.
    pub host: Option<String>,
    /// The path, normalised; it covers everything below it.
    pub path: String,
    /// True for those that ship with Anteroom; they cannot be removed or moved.
    pub built_in: bool,
    /// Asks for nothing at all when no rule does; else somebody must be signed in.
    pub public: bool,
    /// How it stands in the portal.
    pub portal: PortalSettings,
    /// Its authorization.
    pub authorization: Authorization,
    /// What it effectively asks for, in one sentence, in the language of the request.
    pub sentence: String,
    /// When it was created.
    pub created_at: Time,
    /// When it was changed last.
    pub updated_at: Time,
}

/// How a resource stands in the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PortalSettings {
    /// Whether it is listed.
    #[garde(skip)]
    pub visible: bool,
    /// Its title, at most 100 characters; empty for the built-in words.
    #[garde(length(chars, max = 100))]
    #[cfg_attr(feature = "openapi", schema(max_length = 100, example = "Add a phone"))]
    #[serde(default)]
    pub title: String,
    /// One sentence about it, at most 300 characters.
    #[garde(length(chars, max = 300))]
    #[cfg_attr(feature = "openapi", schema(max_length = 300))]
    #[serde(default)]
    pub description: String,
    /// The name of its icon, at most 40 characters.
    #[garde(length(chars, max = 40))]
    #[cfg_attr(feature = "openapi", schema(max_length = 40, example = "phone"))]
    #[serde(default)]
    pub icon: String,
}

/// The authorization of a resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Authorization {
    /// Takes what the nearest parent path asks for; then the other members must be empty.
    #[garde(skip)]
    pub inherit: bool,
    /// General rules, all of which must hold; at most 20.
    #[garde(length(max = 20))]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    #[serde(default)]
    pub general_rules: Vec<Uuid>,
    /// One requirement of this resource alone.
    #[garde(skip)]
    #[serde(default)]
    pub requirement: Option<Requirement>,
}

/// Creates a resource.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateResource {
    /// Its name, 1 to 100 characters.
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 100, example = "Wiki")
    )]
    pub name: String,
    /// The host; `null` for a path of Anteroom itself.
    #[garde(length(chars, min = 1, max = 253))]
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 253, example = "wiki.example.org")
    )]
    #[serde(default)]
    pub host: Option<String>,
    /// The path, beginning with `/`.
    #[garde(length(chars, min = 1, max = 500))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 500, example = "/")
    )]
    pub path: String,
    /// Asks for nothing at all when no rule does.
    #[garde(skip)]
    #[serde(default)]
    pub public: bool,
    /// How it stands in the portal.
    #[garde(dive)]
    pub portal: PortalSettings,
    /// Its authorization.
    #[garde(dive)]
    pub authorization: Authorization,
}

/// Changes a resource (RFC 7396): members left out stay; `portal` and `authorization` are
/// replaced as a whole.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateResource {
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
    /// The host; not of a built-in resource.
    #[garde(inner(inner(length(chars, min = 1, max = 253))))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 253))]
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub host: Option<Option<String>>,
    /// The path; not of a built-in resource.
    #[garde(length(chars, min = 1, max = 500))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 500, nullable = false)
    )]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub path: Option<String>,
    /// Asks for nothing at all when no rule does.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub public: Option<bool>,
    /// How it stands in the portal.
    #[garde(dive)]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub portal: Option<PortalSettings>,
    /// Its authorization.
    #[garde(dive)]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub authorization: Option<Authorization>,
}
