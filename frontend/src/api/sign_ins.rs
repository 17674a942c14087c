//! Signing in, step by step.

use anteroom_api_types::sessions::{CodeProof, PasswordProof, SignIn, StartSignIn};
use uuid::Uuid;

use super::ApiFailure;
use super::client;

/// Starts a sign-in; without a user name a step-up of the session that there is.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn start(
    user_name: Option<String>,
    return_to: Option<String>,
) -> Result<SignIn, ApiFailure> {
    client::post(
        "/sign-ins",
        &StartSignIn {
            user_name,
            return_to,
        },
    )
    .await
}

/// What is still asked for.
///
/// # Errors
/// `not_found` when the sign-in is over; any other refusal, or no answer.
pub async fn get(id: Uuid) -> Result<SignIn, ApiFailure> {
    client::get(&format!("/sign-ins/{id}")).await
}

/// Proves the password.
///
/// # Errors
/// `credentials_wrong`, `too_many_tries`, any other refusal, or no answer.
pub async fn password(id: Uuid, password: &str) -> Result<SignIn, ApiFailure> {
    client::post(
        &format!("/sign-ins/{id}/password"),
        &PasswordProof {
            password: password.to_owned(),
        },
    )
    .await
}

/// Proves the authenticator app.
///
/// # Errors
/// `credentials_wrong`, `too_many_tries`, any other refusal, or no answer.
pub async fn totp(id: Uuid, code: &str) -> Result<SignIn, ApiFailure> {
    client::post(
        &format!("/sign-ins/{id}/totp"),
        &CodeProof {
            code: code.to_owned(),
        },
    )
    .await
}
