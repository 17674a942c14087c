//! Who has which role.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::users::{Role, UserRef};

/// A user with a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Administrator {
    /// The user.
    pub user: UserRef,
    /// The role.
    pub role: Role,
}

/// Gives a user a role, in place of the one before.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetRole {
    /// The role.
    #[garde(skip)]
    pub role: Role,
}
