//! The endpoints of users.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use anteroom_api_types::page::Page;
use anteroom_api_types::problem::Problem;
use anteroom_api_types::users::{CreateUser, Role, UpdateUser, User, UserStatus};
use anteroom_domain::ids::UserId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::accounts::entity::{DISABLED, ENABLED};
use crate::accounts::service::{create, read, remove, update};
use crate::accounts::store::users::Filter;
use crate::accounts::wire;
use crate::app::App;
use crate::http::etag::{IfMatch, versioned};
use crate::http::pagination::{PageRequest, like_pattern};
use crate::http::{ApiError, ApiResult, Body, FilterText, MergePatch, PathId, Query, reply};
use crate::sessions::caller::{Permitted, permission};

/// The routes of users.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_users)
        .service(create_user)
        .service(get_user)
        .service(update_user)
        .service(delete_user)
        .service(unlock_user);
}

/// Which users to list.
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
    /// Only users whose names or addresses hold this text.
    #[param(value_type = Option<String>, max_length = 100)]
    q: Option<FilterText>,
    /// Only users who may, or may not, sign in.
    status: Option<UserStatus>,
    /// Only users with this role.
    role: Option<Role>,
    /// Only members of this group.
    group_id: Option<Uuid>,
}

/// List users
#[utoipa::path(tag = "users", operation_id = "list_users", params(ListQuery), security(("session" = [])), responses(
    (status = 200, description = "The users, newest first", body = Page<User>),
))]
#[get("/users")]
async fn list_users(
    app: web::Data<App>,
    _caller: Permitted<permission::UsersRead>,
    query: Query<ListQuery>,
) -> ApiResult<HttpResponse> {
    let query = query.0;
    let page = PageRequest::new(query.limit, query.cursor.as_deref())?;
    let filter = Filter {
        pattern: query.q.as_deref().map(like_pattern),
        status: query.status.map(|status| match status {
            UserStatus::Enabled => ENABLED,
            UserStatus::Disabled => DISABLED,
        }),
        role: query.role.map(wire::domain_role),
        group: query.group_id,
        administrators: false,
    };
    let users = read::users(&app, &filter, page).await?;
    Ok(reply::ok(&page.page(users, |user| user.id, |user| user)))
}

/// Create a user
#[utoipa::path(tag = "users", operation_id = "create_user", request_body = CreateUser, security(("session" = [])), responses(
    (status = 201, description = "The user", body = User),
    (status = 409, description = "Another user has the name", body = Problem, content_type = "application/problem+json"),
))]
#[post("/users")]
async fn create_user(
    app: web::Data<App>,
    caller: Permitted<permission::UsersWrite>,
    body: Body<CreateUser>,
) -> ApiResult<HttpResponse> {
    let origin = caller.caller.origin();
    let id = create::create_user(&app, wire::new_user(body.0), &origin).await?;
    let (version, user) = found(&app, id).await?;
    let location = format!("/api/v1/users/{id}");
    Ok(reply::created_versioned(location, version, &user))
}

/// Read a user
#[utoipa::path(tag = "users", operation_id = "get_user", params(("id" = Uuid, Path, description = "The user's id")), security(("session" = [])), responses(
    (status = 200, description = "The user, with its version in `ETag`", body = User),
))]
#[get("/users/{id}")]
async fn get_user(
    app: web::Data<App>,
    _caller: Permitted<permission::UsersRead>,
    id: PathId,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let (version, user) = found(&app, id.0.into()).await?;
    Ok(versioned(&request, version, &user))
}

/// Change a user
///
/// A JSON merge patch (RFC 7396). Disabling a user ends sessions and open tokens, a new password
/// ends sessions. Only an owner may change an owner.
#[utoipa::path(tag = "users", operation_id = "update_user", params(
    ("id" = Uuid, Path, description = "The user's id"),
    ("If-Match" = String, Header, description = "The `ETag` that was read"),
), request_body(content = UpdateUser, content_type = "application/merge-patch+json"), security(("session" = [])), responses(
    (status = 200, description = "The changed user", body = User),
    (status = 409, description = "Another user has the name, the last owner stays, or it is the caller", body = Problem, content_type = "application/problem+json"),
))]
#[patch("/users/{id}")]
async fn update_user(
    app: web::Data<App>,
    caller: Permitted<permission::UsersWrite>,
    id: PathId,
    if_match: IfMatch,
    body: MergePatch<UpdateUser>,
) -> ApiResult<HttpResponse> {
    let id = UserId::from(id.0);
    let (actor, origin) = (caller.caller.user_id, caller.caller.origin());
    let change = wire::user_change(body.0);
    update::update_user(&app, actor, id, if_match, change, &origin).await?;
    let (version, user) = found(&app, id).await?;
    Ok(reply::changed(version, &user))
}

/// Delete a user
///
/// Everything of the user goes as well: sessions, tokens, profiles. The audit events stay.
#[utoipa::path(tag = "users", operation_id = "delete_user", params(
    ("id" = Uuid, Path, description = "The user's id"),
    ("If-Match" = String, Header, description = "The `ETag` that was read"),
), security(("session" = [])), responses(
    (status = 204, description = "The user is gone"),
    (status = 409, description = "The last owner stays, and nobody removes himself", body = Problem, content_type = "application/problem+json"),
))]
#[delete("/users/{id}")]
async fn delete_user(
    app: web::Data<App>,
    caller: Permitted<permission::UsersWrite>,
    id: PathId,
    if_match: IfMatch,
) -> ApiResult<HttpResponse> {
    let (actor, origin) = (caller.caller.user_id, caller.caller.origin());
    remove::remove_user(&app, actor, id.0.into(), if_match, &origin).await?;
    Ok(reply::no_content())
}

/// Unlock a user
///
/// Forgets the wrong passwords and codes that were tried against the user, so that the next try
/// need not wait. For the help desk: it needs the permission to issue provisioning tokens.
#[utoipa::path(tag = "users", operation_id = "unlock_user", params(("id" = Uuid, Path, description = "The user's id")), security(("session" = [])), responses(
    (status = 204, description = "The user may try again"),
))]
#[post("/users/{id}/unlock")]
async fn unlock_user(
    app: web::Data<App>,
    caller: Permitted<permission::ProvisioningWrite>,
    id: PathId,
) -> ApiResult<HttpResponse> {
    if remove::unlock_user(&app, id.0.into(), &caller.caller.origin()).await? {
        Ok(reply::no_content())
    } else {
        Err(ApiError::not_found())
    }
}

async fn found(app: &App, id: UserId) -> ApiResult<(i64, User)> {
    read::user(app, id).await?.ok_or_else(ApiError::not_found)
}
