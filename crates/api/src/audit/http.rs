//! The endpoints of the audit events.

use actix_web::{HttpResponse, get, post, web};
use anteroom_api_types::audit::{AuditEvent, AuditVerification};
use anteroom_api_types::page::Page;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::store::Filter;
use super::{service, wire};
use crate::app::App;
use crate::http::pagination::{PageRequest, like_pattern};
use crate::http::{ApiResult, FilterText, Query, reply};
use crate::sessions::caller::{Permitted, permission};

/// The routes of the slice.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_audit_events)
        .service(verify_audit_events);
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
    /// Only this action; with a dot at the end, all that begin with it.
    #[param(value_type = Option<String>, max_length = 100, example = "provisioning_token.")]
    action: Option<FilterText>,
    /// Only what this user did.
    actor_id: Option<Uuid>,
    /// Only what was done to this object.
    subject_id: Option<Uuid>,
    /// Only events whose names or action hold this text.
    #[param(value_type = Option<String>, max_length = 100)]
    q: Option<FilterText>,
}

/// List audit events
#[utoipa::path(tag = "audit", operation_id = "list_audit_events", params(ListQuery), security(("session" = [])), responses(
    (status = 200, description = "The events, newest first", body = Page<AuditEvent>),
))]
#[get("/audit-events")]
async fn list_audit_events(
    app: web::Data<App>,
    _caller: Permitted<permission::AuditRead>,
    query: Query<ListQuery>,
) -> ApiResult<HttpResponse> {
    let query = query.0;
    let page = PageRequest::new(query.limit, query.cursor.as_deref())?;
    let filter = Filter {
        action: query.action.map(FilterText::into_inner),
        actor_id: query.actor_id,
        subject_id: query.subject_id,
        pattern: query.q.as_deref().map(like_pattern),
    };
    let rows = service::list(&app, &filter, page).await?;
    Ok(reply::ok(&page.page(rows, |row| row.id, wire::audit_event)))
}

/// Verify the chain of audit events
///
/// Walks the whole chain and names the first event that was changed, is missing or was moved.
#[utoipa::path(tag = "audit", operation_id = "verify_audit_events", security(("session" = [])), responses(
    (status = 200, description = "What was found", body = AuditVerification),
))]
#[post("/audit-events/verify")]
async fn verify_audit_events(
    app: web::Data<App>,
    _caller: Permitted<permission::AuditRead>,
) -> ApiResult<HttpResponse> {
    Ok(reply::ok(&service::verify(&app).await?))
}
