//! The state of the running system.

use anteroom_api_types::system::SystemInfo;

use super::ApiFailure;
use super::client;

/// What runs, on what, since when.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get() -> Result<SystemInfo, ApiFailure> {
    client::get("/system").await
}
