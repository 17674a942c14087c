//! The endpoints of the resources.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use anteroom_api_types::page::Page;
use anteroom_api_types::problem::Problem;
use anteroom_api_types::resources::{CreateResource, Resource, UpdateResource};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{changed_by, only};
use crate::access_rules::service::resources;
use crate::access_rules::store::Filter;
use crate::access_rules::wire;
use crate::app::App;
use crate::http::etag::{IfMatch, versioned};
use crate::http::pagination::{PageRequest, like_pattern};
use crate::http::{ApiError, ApiResult, Body, FilterText, MergePatch, PathId, Query, reply};
use crate::sessions::caller::{Permitted, SignedIn, permission};

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
    /// Only resources whose name, host or path holds this text.
    #[param(value_type = Option<String>, max_length = 100)]
    q: Option<FilterText>,
}

/// List resources
#[utoipa::path(tag = "resources", operation_id = "list_resources", params(ListQuery), security(("session" = [])), responses(
    (status = 200, description = "The resources, newest first", body = Page<Resource>),
))]
#[get("/resources")]
pub async fn list_resources(
    app: web::Data<App>,
    caller: Permitted<permission::RulesRead>,
    query: Query<ListQuery>,
) -> ApiResult<HttpResponse> {
    let query = query.0;
    let page = PageRequest::new(query.limit, query.cursor.as_deref())?;
    let filter = Filter {
        scope: None,
        pattern: query.q.as_deref().map(like_pattern),
    };
    let view = resources::list(&app, &filter, page).await?;
    let items = wire::resource::resources(&view, language(&caller.caller));
    Ok(reply::ok(&page.page(
        items,
        |resource| resource.id,
        |resource| resource,
    )))
}

/// Create a resource
#[utoipa::path(tag = "resources", operation_id = "create_resource", request_body = CreateResource, security(("session" = [])), responses(
    (status = 201, description = "The new resource", body = Resource),
    (status = 409, description = "Another resource has this host and path", body = Problem, content_type = "application/problem+json"),
))]
#[post("/resources")]
pub async fn create_resource(
    app: web::Data<App>,
    caller: Permitted<permission::RulesWrite>,
    body: Body<CreateResource>,
) -> ApiResult<HttpResponse> {
    let new = wire::resource::new_resource(body.0)?;
    let view = resources::create(&app, changed_by(&caller.caller), new).await?;
    let (version, resource) = shown(&view, &caller.caller)?;
    let location = format!("/api/v1/resources/{}", resource.id);
    Ok(reply::created_versioned(location, version, &resource))
}

/// Read a resource
#[utoipa::path(tag = "resources", operation_id = "read_resource", params(
    ("id" = uuid::Uuid, Path, description = "The resource"),
    ("If-None-Match" = Option<String>, Header, description = "The `ETag` that the caller has already"),
), security(("session" = [])), responses(
    (status = 200, description = "The resource", body = Resource),
    (status = 304, description = "The caller has it already"),
))]
#[get("/resources/{id}")]
pub async fn read_resource(
    app: web::Data<App>,
    caller: Permitted<permission::RulesRead>,
    id: PathId,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let view = resources::find(&app, id.0.into()).await?;
    let view = view.ok_or_else(ApiError::not_found)?;
    let (version, resource) = shown(&view, &caller.caller)?;
    Ok(versioned(&request, version, &resource))
}

/// Change a resource
///
/// Refused when the console could not be reached any more by the caller, or when the provisioning page would
/// ask for no authentication while self-service is on. A built-in resource keeps its host and path.
#[utoipa::path(tag = "resources", operation_id = "update_resource", params(
    ("id" = uuid::Uuid, Path, description = "The resource"),
    ("If-Match" = String, Header, description = "The `ETag` of the resource as it was read"),
), request_body(content = UpdateResource, content_type = "application/merge-patch+json"), security(("session" = [])), responses(
    (status = 200, description = "The changed resource", body = Resource),
    (status = 409, description = "Another resource has this host and path, or the resource is built in", body = Problem, content_type = "application/problem+json"),
))]
#[patch("/resources/{id}")]
pub async fn update_resource(
    app: web::Data<App>,
    caller: Permitted<permission::RulesWrite>,
    id: PathId,
    seen: IfMatch,
    body: MergePatch<UpdateResource>,
) -> ApiResult<HttpResponse> {
    let change = wire::resource::resource_change(body.0)?;
    let by = changed_by(&caller.caller);
    let view = resources::change(&app, by, id.0.into(), seen, change).await?;
    let (version, resource) = shown(&view, &caller.caller)?;
    Ok(reply::changed(version, &resource))
}

/// Delete a resource
#[utoipa::path(tag = "resources", operation_id = "delete_resource", params(
    ("id" = uuid::Uuid, Path, description = "The resource"),
    ("If-Match" = String, Header, description = "The `ETag` of the resource as it was read"),
), security(("session" = [])), responses(
    (status = 204, description = "The resource is gone"),
    (status = 409, description = "The resource is built in", body = Problem, content_type = "application/problem+json"),
))]
#[delete("/resources/{id}")]
pub async fn delete_resource(
    app: web::Data<App>,
    caller: Permitted<permission::RulesWrite>,
    id: PathId,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    resources::remove(&app, caller.caller.origin(), id.0.into(), seen).await?;
    Ok(reply::no_content())
}

fn shown(view: &resources::ResourcesView, caller: &SignedIn) -> ApiResult<(i64, Resource)> {
    let version = view
        .resources
        .first()
        .map_or(0, |resource| resource.version);
    let resource = only(wire::resource::resources(view, language(caller)))?;
    Ok((version, resource))
}

fn language(caller: &SignedIn) -> anteroom_domain::access_rules::explain::Language {
    wire::language(caller.context.language())
}
