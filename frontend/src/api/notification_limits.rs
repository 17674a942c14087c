//! How many messages may leave.

use anteroom_api_types::notifications::limits::{NotificationLimits, NotificationLimitsAnswer};

use super::ApiFailure;
use super::client::{self, Versioned};

const PATH: &str = "/notification-limits";

/// The limits with their version, and what is used of the budget.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get() -> Result<Versioned<NotificationLimitsAnswer>, ApiFailure> {
    client::get_versioned(PATH).await
}

/// Writes the limits.
///
/// # Errors
/// Any refusal, `version_stale` among them, or no answer.
pub async fn put(
    limits: &NotificationLimits,
    etag: &str,
) -> Result<Versioned<NotificationLimitsAnswer>, ApiFailure> {
    client::put(PATH, limits, etag).await
}
