//! The phones of the signed-in user.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use anteroom_api_types::page::Page;
use anteroom_api_types::profiles::{Profile, RenameProfile};
use anteroom_domain::ids::ProfileId;
use anteroom_domain::profiles::ProfileAction;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::service::{self, Reach};
use super::super::store::Filter;
use super::{on_the_wire, one_on_the_wire};
use crate::app::App;
use crate::http::pagination::PageRequest;
use crate::http::{ApiResult, MergePatch, PathId, Query, reply};
use crate::sessions::caller::ProfileOwner;

/// The routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_own_profiles)
        .service(get_own_profile)
        .service(rename_own_profile)
        .service(remove_own_profile)
        .service(report_own_profile_lost);
}

/// Which page.
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

/// List my phones
///
/// The profiles of the signed-in user; removed ones are left out.
#[utoipa::path(tag = "my profiles", operation_id = "list_own_profiles", params(ListQuery), security(("session" = [])), responses(
    (status = 200, description = "The profiles, newest first", body = Page<Profile>),
))]
#[get("/me/profiles")]
async fn list_own_profiles(
    app: web::Data<App>,
    ProfileOwner(caller): ProfileOwner,
    query: Query<ListQuery>,
) -> ApiResult<HttpResponse> {
    let page = PageRequest::new(query.0.limit, query.0.cursor.as_deref())?;
    let filter = Filter {
        user_id: Some(caller.user_id),
        without_revoked: true,
        ..Filter::default()
    };
    let page = page.page(
        service::list(&app, filter, None, page).await?,
        |row| row.id,
        |row| row,
    );
    Ok(reply::ok(&Page {
        items: on_the_wire(&app, &page.items).await?,
        next_cursor: page.next_cursor,
    }))
}

/// Read one of my phones
#[utoipa::path(tag = "my profiles", operation_id = "get_own_profile", params(("id" = Uuid, Path, description = "The profile")), security(("session" = [])), responses(
    (status = 200, description = "The profile", body = Profile),
))]
#[get("/me/profiles/{id}")]
async fn get_own_profile(
    app: web::Data<App>,
    ProfileOwner(caller): ProfileOwner,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let id = ProfileId::from_uuid(id.0);
    let row = service::get(&app, id, Reach::Own(caller.user_id)).await?;
    Ok(reply::ok(&one_on_the_wire(&app, row).await?))
}

/// Rename one of my phones
#[utoipa::path(tag = "my profiles", operation_id = "rename_own_profile", params(("id" = Uuid, Path, description = "The profile")),
    request_body(content = RenameProfile, content_type = "application/merge-patch+json"), security(("session" = [])), responses(
    (status = 200, description = "The profile with its new name", body = Profile),
))]
#[patch("/me/profiles/{id}")]
async fn rename_own_profile(
    app: web::Data<App>,
    ProfileOwner(caller): ProfileOwner,
    id: PathId,
    body: MergePatch<RenameProfile>,
) -> ApiResult<HttpResponse> {
    let id = ProfileId::from_uuid(id.0);
    let reach = Reach::Own(caller.user_id);
    let row = service::rename(&app, id, reach, &body.0.name, caller.origin()).await?;
    Ok(reply::ok(&one_on_the_wire(&app, row).await?))
}

/// Remove one of my phones
#[utoipa::path(tag = "my profiles", operation_id = "remove_own_profile", params(("id" = Uuid, Path, description = "The profile")), security(("session" = [])), responses(
    (status = 204, description = "The profile is gone"),
))]
#[delete("/me/profiles/{id}")]
async fn remove_own_profile(
    app: web::Data<App>,
    ProfileOwner(caller): ProfileOwner,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let id = ProfileId::from_uuid(id.0);
    let reach = Reach::Own(caller.user_id);
    service::act(&app, id, reach, ProfileAction::Remove, caller.origin()).await?;
    Ok(reply::no_content())
}

/// Report one of my phones lost
///
/// Removes the profile at once.
#[utoipa::path(tag = "my profiles", operation_id = "report_own_profile_lost", params(("id" = Uuid, Path, description = "The profile")), security(("session" = [])), responses(
    (status = 204, description = "The profile is gone"),
))]
#[post("/me/profiles/{id}/report-lost")]
async fn report_own_profile_lost(
    app: web::Data<App>,
    ProfileOwner(caller): ProfileOwner,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let id = ProfileId::from_uuid(id.0);
    let reach = Reach::Own(caller.user_id);
    service::act(&app, id, reach, ProfileAction::ReportLost, caller.origin()).await?;
    Ok(reply::no_content())
}
