//! User groups.

use anteroom_api_types::page::Page;
use anteroom_api_types::user_groups::{CreateUserGroup, UpdateUserGroup, UserGroup};
use uuid::Uuid;

use super::ApiFailure;
use super::client::{self, Versioned, list_path};

/// One page of the groups.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn list(
    search: Option<&str>,
    cursor: Option<&str>,
) -> Result<Page<UserGroup>, ApiFailure> {
    client::get(&list_path(
        "/user-groups",
        &[("q", search), ("cursor", cursor)],
    ))
    .await
}

/// One group with its version.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get(id: Uuid) -> Result<Versioned<UserGroup>, ApiFailure> {
    client::get_versioned(&format!("/user-groups/{id}")).await
}

/// Creates a group.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn create(group: &CreateUserGroup) -> Result<UserGroup, ApiFailure> {
    client::post("/user-groups", group).await
}

/// Changes a group.
///
/// # Errors
/// Any refusal, `version_stale` among them, or no answer.
pub async fn update(
    id: Uuid,
    change: &UpdateUserGroup,
    etag: &str,
) -> Result<Versioned<UserGroup>, ApiFailure> {
    client::patch(&format!("/user-groups/{id}"), change, etag).await
}

/// Removes a group.
///
/// # Errors
/// Any refusal, `in_use` among them, or no answer.
pub async fn remove(id: Uuid, etag: &str) -> Result<(), ApiFailure> {
    client::delete(&format!("/user-groups/{id}"), etag).await
}
