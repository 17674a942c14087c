//! The first owner, by the one-time set-up link.

use garde::Validate;
use serde::{Deserialize, Serialize};

/// Whether the first owner is still missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupState {
    /// True while there is no owner; the set-up link was printed when the server started.
    pub needed: bool,
}

/// Creates the first owner and signs nobody in.
#[derive(Clone, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateFirstOwner {
    /// The secret of the set-up link, valid for one hour.
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub token: String,
    /// The name to sign in with, 1 to 100 characters.
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 100, example = "ada")
    )]
    pub user_name: String,
    /// The name that people see, 1 to 200 characters.
    #[garde(length(chars, min = 1, max = 200))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, example = "Ada Lovelace")
    )]
    pub display_name: String,
    /// Where notices go.
    #[garde(length(chars, max = 254))]
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 254, example = "ada@example.org")
    )]
    pub email: Option<String>,
    /// 8 to 128 characters, of any kind.
    #[garde(length(chars, min = 8, max = 128))]
    #[cfg_attr(feature = "openapi", schema(min_length = 8, max_length = 128))]
    pub password: String,
}
