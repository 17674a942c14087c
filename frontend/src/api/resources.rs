//! The resources that access rules protect.

use anteroom_api_types::page::Page;
use anteroom_api_types::resources::{CreateResource, Resource, UpdateResource};
use uuid::Uuid;

use super::ApiFailure;
use super::client::{self, Versioned, list_path};

/// One page of the resources.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn list(
    search: Option<&str>,
    cursor: Option<&str>,
) -> Result<Page<Resource>, ApiFailure> {
    client::get(&list_path(
        "/resources",
        &[("q", search), ("cursor", cursor)],
    ))
    .await
}

/// One resource with its version.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get(id: Uuid) -> Result<Versioned<Resource>, ApiFailure> {
    client::get_versioned(&format!("/resources/{id}")).await
}

/// Creates a resource.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn create(resource: &CreateResource) -> Result<Resource, ApiFailure> {
    client::post("/resources", resource).await
}

/// Changes a resource.
///
/// # Errors
/// Any refusal, `version_stale` among them, or no answer.
pub async fn update(
    id: Uuid,
    change: &UpdateResource,
    etag: &str,
) -> Result<Versioned<Resource>, ApiFailure> {
    client::patch(&format!("/resources/{id}"), change, etag).await
}

/// Removes a resource that is not built in.
///
/// # Errors
/// Any refusal, `built_in` among them, or no answer.
pub async fn remove(id: Uuid, etag: &str) -> Result<(), ApiFailure> {
    client::delete(&format!("/resources/{id}"), etag).await
}
