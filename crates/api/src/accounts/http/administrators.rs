//! The endpoints of administrators: who has which role.

use actix_web::{HttpResponse, delete, get, put, web};
use anteroom_api_types::administrators::{Administrator, SetRole};
use anteroom_api_types::page::Page;
use anteroom_api_types::problem::Problem;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::service::{read, roles};
use crate::accounts::wire;
use crate::app::App;
use crate::http::pagination::PageRequest;
use crate::http::{ApiError, ApiResult, Body, PathId, Query, reply};
use crate::sessions::caller::{Permitted, permission};

/// The routes of roles.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_administrators)
        .service(set_administrator)
        .service(remove_administrator);
}

/// Which page to list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// How many at most, 1 to 200; default 50.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[param(max_length = 400)]
    cursor: Option<String>,
}

/// List administrators
#[utoipa::path(tag = "administrators", operation_id = "list_administrators", params(ListQuery), security(("session" = [])), responses(
    (status = 200, description = "The users with a role, newest first", body = Page<Administrator>),
))]
#[get("/administrators")]
async fn list_administrators(
    app: web::Data<App>,
    _caller: Permitted<permission::AdministratorsRead>,
    query: Query<ListQuery>,
) -> ApiResult<HttpResponse> {
    let page = PageRequest::new(query.0.limit, query.0.cursor.as_deref())?;
    let rows = read::administrators(&app, page).await?;
    let page = page.page(rows, |row| row.id, wire::administrator);
    Ok(reply::ok(&Page {
        items: page.items.into_iter().flatten().collect(),
        next_cursor: page.next_cursor,
    }))
}

/// Give a role
///
/// In place of the role that the user had; the sessions of the user end.
#[utoipa::path(tag = "administrators", operation_id = "set_administrator", params(("id" = Uuid, Path, description = "The user's id")), request_body = SetRole, security(("session" = [])), responses(
    (status = 200, description = "The user with the role", body = Administrator),
    (status = 409, description = "The last owner stays", body = Problem, content_type = "application/problem+json"),
))]
#[put("/administrators/{id}")]
async fn set_administrator(
    app: web::Data<App>,
    caller: Permitted<permission::AdministratorsWrite>,
    id: PathId,
    body: Body<SetRole>,
) -> ApiResult<HttpResponse> {
    let role = wire::domain_role(body.0.role);
    let origin = caller.caller.origin();
    let row = roles::set_role(&app, id.0.into(), Some(role), &origin).await?;
    let administrator = wire::administrator(row).ok_or_else(ApiError::not_found)?;
    Ok(reply::ok(&administrator))
}

/// Take a role
///
/// The user stays; the sessions of the user end.
#[utoipa::path(tag = "administrators", operation_id = "remove_administrator", params(("id" = Uuid, Path, description = "The user's id")), security(("session" = [])), responses(
    (status = 204, description = "The user has no role any more"),
    (status = 409, description = "The last owner stays", body = Problem, content_type = "application/problem+json"),
))]
#[delete("/administrators/{id}")]
async fn remove_administrator(
    app: web::Data<App>,
    caller: Permitted<permission::AdministratorsWrite>,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let origin = caller.caller.origin();
    roles::set_role(&app, id.0.into(), None, &origin).await?;
    Ok(reply::no_content())
}
