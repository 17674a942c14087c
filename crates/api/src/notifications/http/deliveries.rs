//! Messages on their way, for the help desk.

use actix_web::{HttpResponse, get, post, web};
use anteroom_api_types::notifications::deliveries::{Delivery, DeliveryDetails, DeliveryStatus};
use anteroom_api_types::notifications::health::NotificationChannel;
use anteroom_api_types::notifications::messages::MessageKind;
use anteroom_api_types::page::Page;
use anteroom_api_types::problem::Problem;
use anteroom_domain::ids::{DeliveryId, TokenId, UserId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::app::App;
use crate::http::pagination::PageRequest;
use crate::http::{ApiError, ApiResult, FilterText, PathId, Query, reply};
use crate::notifications::outbox;
use crate::notifications::service::deliveries;
use crate::notifications::store::deliveries::Filter;
use crate::notifications::wire::names;
use crate::sessions::caller::{Permitted, permission};

/// The routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_deliveries)
        .service(get_delivery)
        .service(retry_delivery)
        .service(discard_delivery);
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
    /// Only deliveries whose address, or the name of whose user, holds this text.
    #[param(value_type = Option<String>, max_length = 100)]
    q: Option<FilterText>,
    /// Only those that stand so.
    status: Option<DeliveryStatus>,
    /// Only those over this channel.
    channel: Option<NotificationChannel>,
    /// Only those about this.
    kind: Option<MessageKind>,
    /// Only those to this user.
    user_id: Option<Uuid>,
    /// Only those that carry this provisioning token.
    provisioning_token_id: Option<Uuid>,
}

/// List deliveries
#[utoipa::path(tag = "deliveries", operation_id = "list_deliveries", params(ListQuery), security(("session" = [])), responses(
    (status = 200, description = "The deliveries, newest first", body = Page<Delivery>),
))]
#[get("/deliveries")]
async fn list_deliveries(
    app: web::Data<App>,
    _caller: Permitted<permission::DeliveriesRead>,
    query: Query<ListQuery>,
) -> ApiResult<HttpResponse> {
    let query = query.0;
    let page = PageRequest::new(query.limit, query.cursor.as_deref())?;
    let filter = Filter {
        user: query.user_id.map(UserId::from_uuid),
        token: query.provisioning_token_id.map(TokenId::from_uuid),
        status: query.status.map(names::status),
        channel: query.channel.map(names::channel),
        kind: query.kind.map(names::kind),
        search: None,
    };
    let rows = deliveries::list(&app, filter, query.q.as_deref(), page).await?;
    let page = page.page(rows, |row| row.id, |row| row);
    Ok(reply::ok(&Page {
        items: deliveries::with_users(&app, page.items).await?,
        next_cursor: page.next_cursor,
    }))
}

/// Read a delivery
#[utoipa::path(tag = "deliveries", operation_id = "get_delivery", params(("id" = Uuid, Path, description = "The delivery")), security(("session" = [])), responses(
    (status = 200, description = "The delivery with its attempts", body = DeliveryDetails),
))]
#[get("/deliveries/{id}")]
async fn get_delivery(
    app: web::Data<App>,
    _caller: Permitted<permission::DeliveriesRead>,
    id: PathId,
) -> ApiResult<HttpResponse> {
    shown(&app, DeliveryId::from_uuid(id.0)).await
}

/// Try a delivery at once
///
/// One that waits, or one that was given up; its attempts are counted anew.
#[utoipa::path(tag = "deliveries", operation_id = "retry_delivery", params(("id" = Uuid, Path, description = "The delivery")), security(("session" = [])), responses(
    (status = 200, description = "The delivery, which is due now", body = DeliveryDetails),
    (status = 409, description = "It was sent or discarded", body = Problem, content_type = "application/problem+json"),
))]
#[post("/deliveries/{id}/retry")]
async fn retry_delivery(
    app: web::Data<App>,
    permitted: Permitted<permission::DeliveriesWrite>,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let id = DeliveryId::from_uuid(id.0);
    outbox::retry(&app, id, permitted.caller.origin()).await?;
    shown(&app, id).await
}

/// Leave a delivery
///
/// One that waits, or one that was given up, is not sent.
#[utoipa::path(tag = "deliveries", operation_id = "discard_delivery", params(("id" = Uuid, Path, description = "The delivery")), security(("session" = [])), responses(
    (status = 200, description = "The discarded delivery", body = DeliveryDetails),
    (status = 409, description = "It was sent or discarded", body = Problem, content_type = "application/problem+json"),
))]
#[post("/deliveries/{id}/discard")]
async fn discard_delivery(
    app: web::Data<App>,
    permitted: Permitted<permission::DeliveriesWrite>,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let id = DeliveryId::from_uuid(id.0);
    outbox::discard(&app, id, permitted.caller.origin()).await?;
    shown(&app, id).await
}

async fn shown(app: &App, id: DeliveryId) -> ApiResult<HttpResponse> {
    let details = deliveries::details(app, id)
        .await?
        .ok_or_else(ApiError::not_found)?;
    Ok(reply::ok(&details))
}
