//! What the signed-in user is offered, and the user's own provisioning tokens.

use anteroom_api_types::page::Page;
use anteroom_api_types::provisioning::{
    ActivateTotp, Channel, CreateOwnToken, OwnProvisioning, ProfileKind, ProvisioningToken,
};
use uuid::Uuid;

use super::ApiFailure;
use super::client;

/// What is offered, what the rules say, and which tokens are open.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn offer() -> Result<OwnProvisioning, ApiFailure> {
    client::get("/me/provisioning").await
}

/// The user's tokens, newest first.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn list() -> Result<Page<ProvisioningToken>, ApiFailure> {
    client::get("/me/provisioning-tokens").await
}

/// Issues a token. Only this answer holds the link or the key.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn create(kind: ProfileKind, channel: Channel) -> Result<ProvisioningToken, ApiFailure> {
    client::post("/me/provisioning-tokens", &CreateOwnToken { kind, channel }).await
}

/// One token of the user.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get(id: Uuid) -> Result<ProvisioningToken, ApiFailure> {
    client::get(&format!("/me/provisioning-tokens/{id}")).await
}

/// Cancels a token.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn cancel(id: Uuid) -> Result<(), ApiFailure> {
    client::delete_unversioned(&format!("/me/provisioning-tokens/{id}")).await
}

/// Ends a token and issues a new one of the same kind in one step.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn replace(id: Uuid) -> Result<ProvisioningToken, ApiFailure> {
    client::act(&format!("/me/provisioning-tokens/{id}/replace")).await
}

/// Has the message of a token sent once more.
///
/// # Errors
/// Any refusal, `too_many_messages` among them, or no answer.
pub async fn resend(id: Uuid) -> Result<ProvisioningToken, ApiFailure> {
    client::act(&format!("/me/provisioning-tokens/{id}/resend")).await
}

/// Shows the code of a token whose message only leads to the signed-in page. What was shown before stops working.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn show(id: Uuid) -> Result<ProvisioningToken, ApiFailure> {
    client::act(&format!("/me/provisioning-tokens/{id}/show")).await
}

/// Says that the phone which took the token is not the user's.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn reject(id: Uuid) -> Result<ProvisioningToken, ApiFailure> {
    client::act(&format!("/me/provisioning-tokens/{id}/reject")).await
}

/// Activates a TOTP profile by its first code.
///
/// # Errors
/// Any refusal, `totp_code_wrong` among them, or no answer.
pub async fn activate_totp(
    id: Uuid,
    code: &str,
    name: Option<String>,
) -> Result<ProvisioningToken, ApiFailure> {
    let body = ActivateTotp {
        code: code.to_owned(),
        name,
    };
    client::post(&format!("/me/provisioning-tokens/{id}/totp"), &body).await
}

/// The address of a token's live events.
#[must_use]
pub fn events_address(id: Uuid) -> String {
    format!("{}/me/provisioning-tokens/{id}/events", client::API)
}
