//! The provisioning tokens of all users, for the help desk.

use anteroom_api_types::page::Page;
use anteroom_api_types::provisioning::{CreateToken, ProvisioningToken};
use uuid::Uuid;

use super::ApiFailure;
use super::client::{self, list_path};

/// One page of the tokens. The filters are names and values of query parameters.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn list(filters: &[(&str, Option<&str>)]) -> Result<Page<ProvisioningToken>, ApiFailure> {
    client::get(&list_path("/provisioning-tokens", filters)).await
}

/// One token.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get(id: Uuid) -> Result<ProvisioningToken, ApiFailure> {
    client::get(&format!("/provisioning-tokens/{id}")).await
}

/// Issues a token for a user. Only this answer holds the link.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn create(token: &CreateToken) -> Result<ProvisioningToken, ApiFailure> {
    client::post("/provisioning-tokens", token).await
}

/// Revokes a token that is not at its end.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn revoke(id: Uuid) -> Result<ProvisioningToken, ApiFailure> {
    client::act(&format!("/provisioning-tokens/{id}/revoke")).await
}

/// Sends the message of a token again.
///
/// # Errors
/// Any refusal, `too_many_messages` among them, or no answer.
pub async fn resend(id: Uuid) -> Result<ProvisioningToken, ApiFailure> {
    client::act(&format!("/provisioning-tokens/{id}/resend")).await
}
