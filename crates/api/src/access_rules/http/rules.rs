//! The endpoints of the named rules.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use anteroom_api_types::access_rules::{AccessRule, CreateAccessRule, RuleScope, UpdateAccessRule};
use anteroom_api_types::page::Page;
use anteroom_api_types::problem::Problem;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{changed_by, only};
use crate::access_rules::service::rules;
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
    /// Only rules of this scope.
    #[param(inline)]
    scope: Option<RuleScope>,
    /// Only rules whose name holds this text.
    #[param(value_type = Option<String>, max_length = 100)]
    q: Option<FilterText>,
}

/// List access rules
#[utoipa::path(tag = "access rules", operation_id = "list_access_rules", params(ListQuery), security(("session" = [])), responses(
    (status = 200, description = "The rules, newest first", body = Page<AccessRule>),
))]
#[get("/access-rules")]
pub async fn list_access_rules(
    app: web::Data<App>,
    caller: Permitted<permission::RulesRead>,
    query: Query<ListQuery>,
) -> ApiResult<HttpResponse> {
    let query = query.0;
    let page = PageRequest::new(query.limit, query.cursor.as_deref())?;
    let filter = Filter {
        scope: query.scope.map(wire::rule::scope_name),
        pattern: query.q.as_deref().map(like_pattern),
    };
    let view = rules::list(&app, &filter, page).await?;
    let items = wire::rule::rules(&view, language(&caller.caller));
    Ok(reply::ok(&page.page(items, |rule| rule.id, |rule| rule)))
}

/// Create an access rule
#[utoipa::path(tag = "access rules", operation_id = "create_access_rule", request_body = CreateAccessRule, security(("session" = [])), responses(
    (status = 201, description = "The new rule", body = AccessRule),
    (status = 409, description = "Another rule has this name", body = Problem, content_type = "application/problem+json"),
))]
#[post("/access-rules")]
pub async fn create_access_rule(
    app: web::Data<App>,
    caller: Permitted<permission::RulesWrite>,
    body: Body<CreateAccessRule>,
) -> ApiResult<HttpResponse> {
    let new = wire::rule::new_rule(body.0)?;
    let view = rules::create(&app, changed_by(&caller.caller), new).await?;
    let (version, rule) = shown(&view, &caller.caller)?;
    let location = format!("/api/v1/access-rules/{}", rule.id);
    Ok(reply::created_versioned(location, version, &rule))
}

/// Read an access rule
#[utoipa::path(tag = "access rules", operation_id = "read_access_rule", params(
    ("id" = uuid::Uuid, Path, description = "The rule"),
    ("If-None-Match" = Option<String>, Header, description = "The `ETag` that the caller has already"),
), security(("session" = [])), responses(
    (status = 200, description = "The rule", body = AccessRule),
    (status = 304, description = "The caller has it already"),
))]
#[get("/access-rules/{id}")]
pub async fn read_access_rule(
    app: web::Data<App>,
    caller: Permitted<permission::RulesRead>,
    id: PathId,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let view = rules::find(&app, id.0.into()).await?;
    let view = view.ok_or_else(ApiError::not_found)?;
    let (version, rule) = shown(&view, &caller.caller)?;
    Ok(versioned(&request, version, &rule))
}

/// Change an access rule
///
/// Refused when the console or the provisioning page could not stand behind the changed rules.
#[utoipa::path(tag = "access rules", operation_id = "update_access_rule", params(
    ("id" = uuid::Uuid, Path, description = "The rule"),
    ("If-Match" = String, Header, description = "The `ETag` of the rule as it was read"),
), request_body(content = UpdateAccessRule, content_type = "application/merge-patch+json"), security(("session" = [])), responses(
    (status = 200, description = "The changed rule", body = AccessRule),
    (status = 409, description = "Another rule has this name, or resources list the rule whose scope should change", body = Problem, content_type = "application/problem+json"),
))]
#[patch("/access-rules/{id}")]
pub async fn update_access_rule(
    app: web::Data<App>,
    caller: Permitted<permission::RulesWrite>,
    id: PathId,
    seen: IfMatch,
    body: MergePatch<UpdateAccessRule>,
) -> ApiResult<HttpResponse> {
    let change = wire::rule::rule_change(body.0)?;
    let by = changed_by(&caller.caller);
    let view = rules::change(&app, by, id.0.into(), seen, change).await?;
    let (version, rule) = shown(&view, &caller.caller)?;
    Ok(reply::changed(version, &rule))
}

/// Delete an access rule
#[utoipa::path(tag = "access rules", operation_id = "delete_access_rule", params(
    ("id" = uuid::Uuid, Path, description = "The rule"),
    ("If-Match" = String, Header, description = "The `ETag` of the rule as it was read"),
), security(("session" = [])), responses(
    (status = 204, description = "The rule is gone"),
    (status = 409, description = "Resources list the rule", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "Without the rule the provisioning page would ask for no authentication while self-service is on", body = Problem, content_type = "application/problem+json"),
))]
#[delete("/access-rules/{id}")]
pub async fn delete_access_rule(
    app: web::Data<App>,
    caller: Permitted<permission::RulesWrite>,
    id: PathId,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    rules::remove(&app, changed_by(&caller.caller), id.0.into(), seen).await?;
    Ok(reply::no_content())
}

fn shown(view: &rules::RulesView, caller: &SignedIn) -> ApiResult<(i64, AccessRule)> {
    let version = view.rules.first().map_or(0, |rule| rule.version);
    let rule = only(wire::rule::rules(view, language(caller)))?;
    Ok((version, rule))
}

fn language(caller: &SignedIn) -> anteroom_domain::access_rules::explain::Language {
    wire::language(caller.context.language())
}
