//! Access rules and their simulator.

use anteroom_api_types::access_rules::{
    AccessRule, CreateAccessRule, Decision, SimulateDecision, UpdateAccessRule,
};
use anteroom_api_types::page::Page;
use uuid::Uuid;

use super::ApiFailure;
use super::client::{self, Versioned, list_path};

/// One page of the rules.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn list(
    search: Option<&str>,
    scope: Option<&str>,
    cursor: Option<&str>,
) -> Result<Page<AccessRule>, ApiFailure> {
    client::get(&list_path(
        "/access-rules",
        &[("q", search), ("scope", scope), ("cursor", cursor)],
    ))
    .await
}

/// One rule with its version.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get(id: Uuid) -> Result<Versioned<AccessRule>, ApiFailure> {
    client::get_versioned(&format!("/access-rules/{id}")).await
}

/// Creates a rule.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn create(rule: &CreateAccessRule) -> Result<AccessRule, ApiFailure> {
    client::post("/access-rules", rule).await
}

/// Changes a rule.
///
/// # Errors
/// Any refusal, `version_stale` among them, or no answer.
pub async fn update(
    id: Uuid,
    change: &UpdateAccessRule,
    etag: &str,
) -> Result<Versioned<AccessRule>, ApiFailure> {
    client::patch(&format!("/access-rules/{id}"), change, etag).await
}

/// Removes a rule.
///
/// # Errors
/// Any refusal, `in_use` among them, or no answer.
pub async fn remove(id: Uuid, etag: &str) -> Result<(), ApiFailure> {
    client::delete(&format!("/access-rules/{id}"), etag).await
}

/// Asks what the rules would say.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn simulate(question: &SimulateDecision) -> Result<Decision, ApiFailure> {
    client::post("/access-decisions", question).await
}
