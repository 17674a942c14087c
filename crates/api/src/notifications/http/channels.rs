//! The endpoint that says how the channels do.

use actix_web::{HttpResponse, get, web};
use anteroom_api_types::notifications::health::NotificationChannels;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::app::App;
use crate::http::{ApiResult, reply};
use crate::notifications::service::status;
use crate::notifications::wire;
use crate::sessions::caller::{Permitted, permission};

/// The routes of the status.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(read_notification_channels);
}

/// Read how the notification channels do
///
/// Computed at each reading from the settings, the last attempts and the deliveries.
#[utoipa::path(tag = "notification channels", operation_id = "read_notification_channels", security(("session" = [])), responses(
    (status = 200, description = "Both channels", body = NotificationChannels),
))]
#[get("/notification-channels")]
async fn read_notification_channels(
    app: web::Data<App>,
    _caller: Permitted<permission::DeliveriesRead>,
) -> ApiResult<HttpResponse> {
    let (email, sms) = status::of_both(app.db.reader(), app.now()).await?;
    Ok(reply::ok(&NotificationChannels {
        email: wire::health::status(email),
        sms: wire::health::status(sms),
    }))
}
