//! What the demo's administrator has set up: messages are caught, self-service is on with every channel.

use anteroom_domain::self_service::{PerChannel, SelfServiceSettings};

use super::told;
use crate::app::App;
use crate::audit::Origin;
use crate::commands::StartError;
use crate::http::etag::IfMatch;
use crate::notifications;
use crate::self_service;

/// Has messages caught, and switches self-service on.
pub async fn set(app: &App) -> Result<(), StartError> {
    notifications::catch_messages(app).await?;
    let settings = SelfServiceSettings {
        enabled: true,
        channels: PerChannel {
            browser: true,
            email: true,
            sms: true,
        },
        ..SelfServiceSettings::default()
    };
    self_service::replace(app, Origin::system(), IfMatch::Any, settings)
        .await
        .map_err(told)?;
    Ok(())
}
