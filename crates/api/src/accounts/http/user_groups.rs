//! The endpoints of user groups.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use anteroom_api_types::page::Page;
use anteroom_api_types::problem::Problem;
use anteroom_api_types::user_groups::{CreateUserGroup, UpdateUserGroup, UserGroup};
use anteroom_domain::ids::UserGroupId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::service::{groups, read};
use crate::app::App;
use crate::http::etag::{IfMatch, versioned};
use crate::http::pagination::{PageRequest, like_pattern};
use crate::http::{ApiError, ApiResult, Body, FilterText, MergePatch, PathId, Query, reply};
use crate::sessions::caller::{Permitted, permission};

/// The routes of user groups.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_user_groups)
        .service(create_user_group)
        .service(get_user_group)
        .service(update_user_group)
        .service(delete_user_group);
}

/// Which groups to list.
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
    /// Only groups whose names hold this text.
    #[param(value_type = Option<String>, max_length = 100)]
    q: Option<FilterText>,
}

/// List user groups
#[utoipa::path(tag = "user groups", operation_id = "list_user_groups", params(ListQuery), security(("session" = [])), responses(
    (status = 200, description = "The groups, newest first", body = Page<UserGroup>),
))]
#[get("/user-groups")]
async fn list_user_groups(
    app: web::Data<App>,
    _caller: Permitted<permission::UsersRead>,
    query: Query<ListQuery>,
) -> ApiResult<HttpResponse> {
    let query = query.0;
    let page = PageRequest::new(query.limit, query.cursor.as_deref())?;
    let pattern = query.q.as_deref().map(like_pattern);
    let groups = read::groups(&app, pattern.as_deref(), page).await?;
    Ok(reply::ok(&page.page(
        groups,
        |group| group.id,
        |group| group,
    )))
}

/// Create a user group
#[utoipa::path(tag = "user groups", operation_id = "create_user_group", request_body = CreateUserGroup, security(("session" = [])), responses(
    (status = 201, description = "The group", body = UserGroup),
    (status = 409, description = "Another group has the name", body = Problem, content_type = "application/problem+json"),
))]
#[post("/user-groups")]
async fn create_user_group(
    app: web::Data<App>,
    caller: Permitted<permission::UsersWrite>,
    body: Body<CreateUserGroup>,
) -> ApiResult<HttpResponse> {
    let body = body.0;
    let origin = caller.caller.origin();
    let id = groups::create_group(&app, &body.name, &body.description, &origin).await?;
    let (version, group) = found(&app, id).await?;
    let location = format!("/api/v1/user-groups/{id}");
    Ok(reply::created_versioned(location, version, &group))
}

/// Read a user group
#[utoipa::path(tag = "user groups", operation_id = "get_user_group", params(("id" = Uuid, Path, description = "The group's id")), security(("session" = [])), responses(
    (status = 200, description = "The group, with its version in `ETag`", body = UserGroup),
))]
#[get("/user-groups/{id}")]
async fn get_user_group(
    app: web::Data<App>,
    _caller: Permitted<permission::UsersRead>,
    id: PathId,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let (version, group) = found(&app, id.0.into()).await?;
    Ok(versioned(&request, version, &group))
}

/// Change a user group
///
/// A JSON merge patch (RFC 7396).
#[utoipa::path(tag = "user groups", operation_id = "update_user_group", params(
    ("id" = Uuid, Path, description = "The group's id"),
    ("If-Match" = String, Header, description = "The `ETag` that was read"),
), request_body(content = UpdateUserGroup, content_type = "application/merge-patch+json"), security(("session" = [])), responses(
    (status = 200, description = "The changed group", body = UserGroup),
    (status = 409, description = "Another group has the name", body = Problem, content_type = "application/problem+json"),
))]
#[patch("/user-groups/{id}")]
async fn update_user_group(
    app: web::Data<App>,
    caller: Permitted<permission::UsersWrite>,
    id: PathId,
    if_match: IfMatch,
    body: MergePatch<UpdateUserGroup>,
) -> ApiResult<HttpResponse> {
    let id = UserGroupId::from(id.0);
    let UpdateUserGroup { name, description } = body.0;
    let origin = caller.caller.origin();
    groups::update_group(&app, id, if_match, (name, description), &origin).await?;
    let (version, group) = found(&app, id).await?;
    Ok(reply::changed(version, &group))
}

/// Delete a user group
///
/// Its members stay users. An access rule that names the group then holds for nobody by it.
#[utoipa::path(tag = "user groups", operation_id = "delete_user_group", params(
    ("id" = Uuid, Path, description = "The group's id"),
    ("If-Match" = String, Header, description = "The `ETag` that was read"),
), security(("session" = [])), responses(
    (status = 204, description = "The group is gone"),
))]
#[delete("/user-groups/{id}")]
async fn delete_user_group(
    app: web::Data<App>,
    caller: Permitted<permission::UsersWrite>,
    id: PathId,
    if_match: IfMatch,
) -> ApiResult<HttpResponse> {
    let origin = caller.caller.origin();
    groups::remove_group(&app, id.0.into(), if_match, &origin).await?;
    Ok(reply::no_content())
}

async fn found(app: &App, id: UserGroupId) -> ApiResult<(i64, UserGroup)> {
    read::group(app, id).await?.ok_or_else(ApiError::not_found)
}
