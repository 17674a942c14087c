//! The profiles of all users, for the help desk.

use anteroom_api_types::page::Page;
use anteroom_api_types::profiles::Profile;
use uuid::Uuid;

use super::ApiFailure;
use super::client::{self, list_path};

/// One page of the profiles. The filters are names and values of query parameters.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn list(filters: &[(&str, Option<&str>)]) -> Result<Page<Profile>, ApiFailure> {
    client::get(&list_path("/profiles", filters)).await
}

/// One profile.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get(id: Uuid) -> Result<Profile, ApiFailure> {
    client::get(&format!("/profiles/{id}")).await
}

/// Suspends a profile; it can be resumed.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn suspend(id: Uuid) -> Result<Profile, ApiFailure> {
    client::act(&format!("/profiles/{id}/suspend")).await
}

/// Resumes a suspended profile.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn resume(id: Uuid) -> Result<Profile, ApiFailure> {
    client::act(&format!("/profiles/{id}/resume")).await
}

/// Removes a profile for good.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn revoke(id: Uuid) -> Result<Profile, ApiFailure> {
    client::act(&format!("/profiles/{id}/revoke")).await
}
