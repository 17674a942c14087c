//! The endpoints of the first owner.

use actix_web::{HttpResponse, get, post, web};
use anteroom_api_types::problem::Problem;
use anteroom_api_types::setup::{CreateFirstOwner, SetupState};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::app::App;
use crate::http::{ApiResult, Body, reply};
use crate::sessions::browser::Browser;
use crate::sessions::service::setup;
use crate::sessions::wire;

/// The routes of the first owner.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(get_setup_state).service(create_first_owner);
}

/// Ask whether the first owner is missing
#[utoipa::path(tag = "set-up", operation_id = "get_setup_state", responses(
    (status = 200, description = "Whether set-up is needed", body = SetupState),
))]
#[get("/setup")]
async fn get_setup_state(app: web::Data<App>) -> ApiResult<HttpResponse> {
    let needed = setup::is_needed(&app).await?;
    Ok(reply::ok(&SetupState { needed }))
}

/// Create the first owner
///
/// By the one-time link that the server prints at its start while there is no owner. Nobody is
/// signed in by it.
#[utoipa::path(tag = "set-up", operation_id = "create_first_owner", request_body = CreateFirstOwner, responses(
    (status = 201, description = "The owner exists now", body = SetupState),
    (status = 401, description = "The link is unknown, used or too old", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "There is an owner already, or the name is taken", body = Problem, content_type = "application/problem+json"),
))]
#[post("/setup")]
async fn create_first_owner(
    app: web::Data<App>,
    browser: Browser,
    body: Body<CreateFirstOwner>,
) -> ApiResult<HttpResponse> {
    let token = body.0.token.clone();
    let owner = wire::new_owner(body.0);
    setup::create_first_owner(&app, &token, owner, &browser).await?;
    let location = "/api/v1/setup".to_owned();
    Ok(reply::created(location, &SetupState { needed: false }))
}
