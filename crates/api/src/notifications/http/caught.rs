//! The endpoints of the caught messages.

use actix_web::{HttpResponse, get, web};
use anteroom_api_types::notifications::caught::{CaughtMessage, CaughtMessageDetails};
use anteroom_api_types::page::Page;
use anteroom_api_types::problem::Problem;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::app::App;
use crate::http::{ApiError, ApiResult, PathId, reply};
use crate::notifications::service::caught;
use crate::notifications::wire;
use crate::sessions::caller::{Permitted, permission};

/// The routes of the caught messages.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_caught_messages)
        .service(read_caught_message);
}

/// List caught messages
///
/// What the transport `file` wrote into a folder in place of sending it, at most the last 100. They are there
/// while the e-mail channel or an SMS gateway has that transport.
#[utoipa::path(tag = "caught messages", operation_id = "list_caught_messages", security(("session" = [])), responses(
    (status = 200, description = "The messages, newest first, on one page", body = Page<CaughtMessage>),
    (status = 404, description = "No channel catches", body = Problem, content_type = "application/problem+json"),
))]
#[get("/caught-messages")]
async fn list_caught_messages(
    app: web::Data<App>,
    _caller: Permitted<permission::NotificationsRead>,
) -> ApiResult<HttpResponse> {
    let caught = caught::list(&app).await?.ok_or_else(ApiError::not_found)?;
    let shown = caught
        .iter()
        .map(|(id, caught)| wire::caught::listed(*id, caught));
    Ok(reply::ok(&Page {
        items: shown.collect(),
        next_cursor: None,
    }))
}

/// Read a caught message
#[utoipa::path(tag = "caught messages", operation_id = "read_caught_message", params(("id" = uuid::Uuid, Path, description = "The message")), security(("session" = [])), responses(
    (status = 200, description = "The message", body = CaughtMessageDetails),
))]
#[get("/caught-messages/{id}")]
async fn read_caught_message(
    app: web::Data<App>,
    _caller: Permitted<permission::NotificationsRead>,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let caught = caught::find(&app, id.0).await?;
    let caught = caught.ok_or_else(ApiError::not_found)?;
    Ok(reply::ok(&wire::caught::details(id.0, caught)))
}
