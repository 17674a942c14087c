//! What the demo's administrator has set up: self-service is on.

use anteroom_domain::self_service::SelfServiceSettings;

use super::told;
use crate::app::App;
use crate::audit::Origin;
use crate::commands::StartError;
use crate::http::etag::IfMatch;
use crate::self_service;

/// Switches self-service on.
pub async fn set(app: &App) -> Result<(), StartError> {
    let settings = SelfServiceSettings {
        enabled: true,
        ..SelfServiceSettings::default()
    };
    self_service::replace(app, Origin::system(), IfMatch::Any, settings)
        .await
        .map_err(told)?;
    Ok(())
}
