//! The phones of all users, for the help desk.

use actix_web::{HttpResponse, get, post, web};
use anteroom_api_types::page::Page;
use anteroom_api_types::problem::Problem;
use anteroom_api_types::profiles::{Profile, ProfileStatus};
use anteroom_api_types::provisioning::ProfileKind;
use anteroom_domain::ids::{ProfileId, UserId};
use anteroom_domain::profiles::ProfileAction;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::super::service::{self, Reach};
use super::super::store::Filter;
use super::super::wire;
use super::{on_the_wire, one_on_the_wire};
use crate::app::App;
use crate::audit::Origin;
use crate::http::pagination::PageRequest;
use crate::http::{ApiResult, FilterText, PathId, Query, reply};
use crate::sessions::caller::{Permitted, permission};

/// The routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_profiles)
        .service(get_profile)
        .service(suspend_profile)
        .service(resume_profile)
        .service(revoke_profile);
}

/// What to list.
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
    /// Only profiles whose name, or the name of whose user, holds this text.
    #[param(value_type = Option<String>, max_length = 100)]
    q: Option<FilterText>,
    /// Only those of this user.
    user_id: Option<Uuid>,
    /// Only those that stand so.
    status: Option<ProfileStatus>,
    /// Only those of this kind.
    kind: Option<ProfileKind>,
}

/// List profiles
#[utoipa::path(tag = "profiles", operation_id = "list_profiles", params(ListQuery), security(("session" = [])), responses(
    (status = 200, description = "The profiles, newest first", body = Page<Profile>),
))]
#[get("/profiles")]
async fn list_profiles(
    app: web::Data<App>,
    _caller: Permitted<permission::ProfilesRead>,
    query: Query<ListQuery>,
) -> ApiResult<HttpResponse> {
    let query = query.0;
    let page = PageRequest::new(query.limit, query.cursor.as_deref())?;
    let filter = Filter {
        user_id: query.user_id.map(UserId::from_uuid),
        state: query.status.map(wire::state),
        kind: query.kind.map(wire::kind),
        ..Filter::default()
    };
    let rows = service::list(&app, filter, query.q.as_deref(), page).await?;
    let page = page.page(rows, |row| row.id, |row| row);
    Ok(reply::ok(&Page {
        items: on_the_wire(&app, &page.items).await?,
        next_cursor: page.next_cursor,
    }))
}

/// Read a profile
#[utoipa::path(tag = "profiles", operation_id = "get_profile", params(("id" = Uuid, Path, description = "The profile")), security(("session" = [])), responses(
    (status = 200, description = "The profile", body = Profile),
))]
#[get("/profiles/{id}")]
async fn get_profile(
    app: web::Data<App>,
    _caller: Permitted<permission::ProfilesRead>,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let row = service::get(&app, ProfileId::from_uuid(id.0), Reach::All).await?;
    Ok(reply::ok(&one_on_the_wire(&app, row).await?))
}

/// Suspend a profile
///
/// It cannot be used until it is resumed.
#[utoipa::path(tag = "profiles", operation_id = "suspend_profile", params(("id" = Uuid, Path, description = "The profile")), security(("session" = [])), responses(
    (status = 200, description = "The suspended profile", body = Profile),
    (status = 409, description = "It is not active", body = Problem, content_type = "application/problem+json"),
))]
#[post("/profiles/{id}/suspend")]
async fn suspend_profile(
    app: web::Data<App>,
    permitted: Permitted<permission::ProfilesWrite>,
    id: PathId,
) -> ApiResult<HttpResponse> {
    act(&app, id, ProfileAction::Suspend, permitted.caller.origin()).await
}

/// Resume a suspended profile
#[utoipa::path(tag = "profiles", operation_id = "resume_profile", params(("id" = Uuid, Path, description = "The profile")), security(("session" = [])), responses(
    (status = 200, description = "The active profile", body = Profile),
    (status = 409, description = "It is not suspended", body = Problem, content_type = "application/problem+json"),
))]
#[post("/profiles/{id}/resume")]
async fn resume_profile(
    app: web::Data<App>,
    permitted: Permitted<permission::ProfilesWrite>,
    id: PathId,
) -> ApiResult<HttpResponse> {
    act(&app, id, ProfileAction::Resume, permitted.caller.origin()).await
}

/// Revoke a profile for good
#[utoipa::path(tag = "profiles", operation_id = "revoke_profile", params(("id" = Uuid, Path, description = "The profile")), security(("session" = [])), responses(
    (status = 200, description = "The revoked profile", body = Profile),
    (status = 409, description = "It is gone already", body = Problem, content_type = "application/problem+json"),
))]
#[post("/profiles/{id}/revoke")]
async fn revoke_profile(
    app: web::Data<App>,
    permitted: Permitted<permission::ProfilesWrite>,
    id: PathId,
) -> ApiResult<HttpResponse> {
    act(&app, id, ProfileAction::Revoke, permitted.caller.origin()).await
}

async fn act(
    app: &App,
    id: PathId,
    action: ProfileAction,
    origin: Origin,
) -> ApiResult<HttpResponse> {
    let id = ProfileId::from_uuid(id.0);
    let row = service::act(app, id, Reach::All, action, origin).await?;
    Ok(reply::ok(&one_on_the_wire(app, row).await?))
}
