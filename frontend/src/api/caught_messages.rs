//! What was caught in place of being sent, for trying out.

use anteroom_api_types::notifications::caught::{CaughtMessage, CaughtMessageDetails};
use anteroom_api_types::page::Page;

use super::ApiFailure;
use super::client::{self, list_path};

/// The caught messages, newest first.
///
/// # Errors
/// `not_found` while no channel writes to the folder; any other refusal, or no answer.
pub async fn list(cursor: Option<&str>) -> Result<Page<CaughtMessage>, ApiFailure> {
    client::get(&list_path("/caught-messages", &[("cursor", cursor)])).await
}

/// One of them with its content.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get(id: &str) -> Result<CaughtMessageDetails, ApiFailure> {
    let id = crate::query::encode(id);
    client::get(&format!("/caught-messages/{id}")).await
}
