//! Users.

use anteroom_api_types::page::Page;
use anteroom_api_types::users::{CreateUser, UpdateUser, User};
use uuid::Uuid;

use super::ApiFailure;
use super::client::{self, Versioned, list_path};

/// One page of the users. The filters are names and values of query parameters.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn list(filters: &[(&str, Option<&str>)]) -> Result<Page<User>, ApiFailure> {
    client::get(&list_path("/users", filters)).await
}

/// One user with its version.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get(id: Uuid) -> Result<Versioned<User>, ApiFailure> {
    client::get_versioned(&format!("/users/{id}")).await
}

/// Creates a user.
///
/// # Errors
/// Any refusal, `already_exists` among them, or no answer.
pub async fn create(user: &CreateUser) -> Result<User, ApiFailure> {
    client::post("/users", user).await
}

/// Changes a user.
///
/// # Errors
/// Any refusal, `version_stale` among them, or no answer.
pub async fn update(
    id: Uuid,
    change: &UpdateUser,
    etag: &str,
) -> Result<Versioned<User>, ApiFailure> {
    client::patch(&format!("/users/{id}"), change, etag).await
}

/// Removes a user.
///
/// # Errors
/// Any refusal, `last_owner` among them, or no answer.
pub async fn remove(id: Uuid, etag: &str) -> Result<(), ApiFailure> {
    client::delete(&format!("/users/{id}"), etag).await
}

/// Forgets the wrong tries that were counted against a user, so that the next try need not wait.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn unlock(id: Uuid) -> Result<(), ApiFailure> {
    client::act_silently(&format!("/users/{id}/unlock")).await
}
