//! The endpoints of the settings.

use actix_web::{HttpRequest, HttpResponse, get, put, web};
use anteroom_api_types::self_service::{SelfServiceSettings, SelfServiceSettingsAnswer};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{service, wire};
use crate::app::App;
use crate::http::etag::{IfMatch, versioned};
use crate::http::{ApiResult, Body, reply};
use crate::sessions::caller::{Permitted, permission};

/// The routes of the slice.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(read_self_service_settings)
        .service(replace_self_service_settings);
}

/// Read the self-service settings
#[utoipa::path(tag = "self-service settings", operation_id = "read_self_service_settings", params(
    ("If-None-Match" = Option<String>, Header, description = "The `ETag` that the caller has already"),
), security(("session" = [])), responses(
    (status = 200, description = "The settings, and what is missing to switch self-service on", body = SelfServiceSettingsAnswer),
    (status = 304, description = "The caller has them already"),
))]
#[get("/self-service-settings")]
async fn read_self_service_settings(
    app: web::Data<App>,
    _caller: Permitted<permission::SettingsRead>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let view = service::read(&app).await?;
    let version = view.version;
    Ok(versioned(&request, version, &wire::answer(view)))
}

/// Replace the self-service settings
///
/// Values that a preset fixes are set to what it asks. Switching on is refused with the code
/// `self_service_not_ready` while no channel is usable, or while the provisioning page asks for no authentication.
#[utoipa::path(tag = "self-service settings", operation_id = "replace_self_service_settings", params(
    ("If-Match" = String, Header, description = "The `ETag` of the settings as they were read"),
), request_body = SelfServiceSettings, security(("session" = [])), responses(
    (status = 200, description = "The settings as they are now", body = SelfServiceSettingsAnswer),
))]
#[put("/self-service-settings")]
async fn replace_self_service_settings(
    app: web::Data<App>,
    caller: Permitted<permission::SettingsWrite>,
    seen: IfMatch,
    body: Body<SelfServiceSettings>,
) -> ApiResult<HttpResponse> {
    let sent = wire::from_wire(&body.0);
    let view = service::replace(&app, caller.caller.origin(), seen, sent).await?;
    Ok(reply::changed(view.version, &wire::answer(view)))
}
