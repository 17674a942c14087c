//! The session of this browser.

use anteroom_api_types::sessions::Session;

use super::ApiFailure;
use super::client::{self, Call};

/// Who is signed in.
///
/// # Errors
/// `sign_in_required` when nobody is; any other refusal, or no answer.
pub async fn get() -> Result<Session, ApiFailure> {
    client::get("/session").await
}

/// Signs out.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn sign_out() -> Result<(), ApiFailure> {
    client::delete_unversioned("/session").await
}

/// Whether the rules let this session see a page. The page's own status says so, as it does to programs.
///
/// # Errors
/// No answer.
pub async fn may_see(page: &str) -> Result<bool, ApiFailure> {
    let call = Call {
        address: page.to_owned(),
        ..Call::default()
    };
    Ok(client::send(call).await?.status != 403)
}
