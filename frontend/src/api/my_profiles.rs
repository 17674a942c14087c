//! The phones of the signed-in user.

use anteroom_api_types::page::Page;
use anteroom_api_types::profiles::{Profile, RenameProfile};
use uuid::Uuid;

use super::ApiFailure;
use super::client;

/// The user's profiles.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn list() -> Result<Page<Profile>, ApiFailure> {
    client::get("/me/profiles").await
}

/// One profile of the user.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get(id: Uuid) -> Result<Profile, ApiFailure> {
    client::get(&format!("/me/profiles/{id}")).await
}

/// Renames a phone.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn rename(id: Uuid, name: &str) -> Result<Profile, ApiFailure> {
    client::patch_unversioned(
        &format!("/me/profiles/{id}"),
        &RenameProfile {
            name: name.to_owned(),
        },
    )
    .await
}

/// Removes a phone.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn remove(id: Uuid) -> Result<(), ApiFailure> {
    client::delete_unversioned(&format!("/me/profiles/{id}")).await
}

/// Reports a phone lost: removes it at once and ends the sessions that it opened.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn report_lost(id: Uuid) -> Result<(), ApiFailure> {
    client::act_silently(&format!("/me/profiles/{id}/report-lost")).await
}
