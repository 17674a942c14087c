//! The self-service settings.

use anteroom_api_types::self_service::{SelfServiceSettings, SelfServiceSettingsAnswer};

use super::ApiFailure;
use super::client::{self, Versioned};

const PATH: &str = "/self-service-settings";

/// The settings with their version, and what is missing to switch self-service on.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get() -> Result<Versioned<SelfServiceSettingsAnswer>, ApiFailure> {
    client::get_versioned(PATH).await
}

/// Writes the settings.
///
/// # Errors
/// Any refusal, `self_service_not_ready` and `version_stale` among them, or no answer.
pub async fn put(
    settings: &SelfServiceSettings,
    etag: &str,
) -> Result<Versioned<SelfServiceSettingsAnswer>, ApiFailure> {
    client::put(PATH, settings, etag).await
}
