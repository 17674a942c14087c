//! The limits of messages.

use actix_web::{HttpRequest, HttpResponse, get, put, web};
use anteroom_api_types::notifications::limits::{NotificationLimits, NotificationLimitsAnswer};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::app::App;
use crate::http::etag::{IfMatch, versioned};
use crate::http::{ApiResult, Body, reply};
use crate::notifications::service::limits;
use crate::sessions::caller::{Permitted, permission};

/// The routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(read_notification_limits)
        .service(replace_notification_limits);
}

/// Read the limits of messages
#[utoipa::path(tag = "notification channels", operation_id = "read_notification_limits", params(
    ("If-None-Match" = Option<String>, Header, description = "The `ETag` that the caller has already"),
), security(("session" = [])), responses(
    (status = 200, description = "The limits, and what is used of the budget", body = NotificationLimitsAnswer),
    (status = 304, description = "The caller has them already"),
))]
#[get("/notification-limits")]
async fn read_notification_limits(
    app: web::Data<App>,
    _caller: Permitted<permission::NotificationsRead>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let (answer, version) = limits::read(&app).await?;
    Ok(versioned(&request, version, &answer))
}

/// Replace the limits of messages
#[utoipa::path(tag = "notification channels", operation_id = "replace_notification_limits", params(
    ("If-Match" = String, Header, description = "The `ETag` of the limits as they were read"),
), request_body = NotificationLimits, security(("session" = [])), responses(
    (status = 200, description = "The limits as they are now", body = NotificationLimitsAnswer),
))]
#[put("/notification-limits")]
async fn replace_notification_limits(
    app: web::Data<App>,
    permitted: Permitted<permission::NotificationsWrite>,
    seen: IfMatch,
    body: Body<NotificationLimits>,
) -> ApiResult<HttpResponse> {
    let origin = permitted.caller.origin();
    let (answer, version) = limits::replace(&app, origin, seen, body.0).await?;
    Ok(reply::changed(version, &answer))
}
