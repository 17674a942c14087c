//! Who has which role in the console.

use anteroom_api_types::administrators::{Administrator, SetRole};
use anteroom_api_types::page::Page;
use anteroom_api_types::users::Role;
use uuid::Uuid;

use super::ApiFailure;
use super::client::{self, list_path};

/// One page of the users with a role.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn list(cursor: Option<&str>) -> Result<Page<Administrator>, ApiFailure> {
    client::get(&list_path("/administrators", &[("cursor", cursor)])).await
}

/// Gives a user a role, in place of the one before.
///
/// # Errors
/// Any refusal, `last_owner` among them, or no answer.
pub async fn set_role(user_id: Uuid, role: Role) -> Result<Administrator, ApiFailure> {
    client::put_unversioned(&format!("/administrators/{user_id}"), &SetRole { role }).await
}

/// Takes the role of a user away.
///
/// # Errors
/// Any refusal, `last_owner` among them, or no answer.
pub async fn remove_role(user_id: Uuid) -> Result<(), ApiFailure> {
    client::delete_unversioned(&format!("/administrators/{user_id}")).await
}
