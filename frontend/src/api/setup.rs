//! The first owner.

use anteroom_api_types::setup::{CreateFirstOwner, SetupState};

use super::ApiFailure;
use super::client;

/// Whether the first owner is still missing.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn state() -> Result<SetupState, ApiFailure> {
    client::get("/setup").await
}

/// Creates the first owner by the token of the set-up link.
///
/// # Errors
/// Any refusal, `setup_done` among them, or no answer.
pub async fn create_first_owner(owner: &CreateFirstOwner) -> Result<(), ApiFailure> {
    client::post_silently("/setup", owner).await
}
