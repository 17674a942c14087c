//! The audit events and the check of their chain.

use anteroom_api_types::audit::{AuditEvent, AuditVerification};
use anteroom_api_types::page::Page;

use super::ApiFailure;
use super::client::{self, list_path};

/// One page of the events, newest first. The filters are names and values of query parameters.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn list(filters: &[(&str, Option<&str>)]) -> Result<Page<AuditEvent>, ApiFailure> {
    client::get(&list_path("/audit-events", filters)).await
}

/// Walks the chain of events.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn verify() -> Result<AuditVerification, ApiFailure> {
    client::act("/audit-events/verify").await
}
