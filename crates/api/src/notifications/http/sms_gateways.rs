//! The endpoints of the SMS gateways.

use actix_web::{HttpResponse, delete, get, patch, post, put, web};
use anteroom_api_types::notifications::health::ChannelTest;
use anteroom_api_types::notifications::sms::{
    CreateSmsGateway, SmsGateway, SmsGatewayOrder, SmsGatewayPresets, SmsGateways, TestSmsGateway,
    UpdateSmsGateway,
};
use anteroom_api_types::problem::Problem;
use anteroom_domain::accounts::Permission;
use anteroom_domain::ids::SmsGatewayId;
use utoipa_actix_web::service_config::ServiceConfig;

use super::receipts::receipt_url;
use crate::app::App;
use crate::http::etag::IfMatch;
use crate::http::{ApiError, ApiResult, Body, MergePatch, PathId, reply};
use crate::notifications::channels::presets;
use crate::notifications::service::sms_gateways;
use crate::notifications::wire;
use crate::sessions::caller::{Permitted, SignedIn, permission};

/// The routes of the SMS gateways. The order comes first, or it would be taken for an id.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_sms_gateway_presets)
        .service(list_sms_gateways)
        .service(create_sms_gateway)
        .service(order_sms_gateways)
        .service(read_sms_gateway)
        .service(update_sms_gateway)
        .service(delete_sms_gateway)
        .service(test_sms_gateway);
}

/// List the presets of SMS gateways
///
/// What a gateway of a known provider looks like, as its public documentation describes the request.
#[utoipa::path(tag = "sms gateways", operation_id = "list_sms_gateway_presets", security(("session" = [])), responses(
    (status = 200, description = "The presets, the generic one last", body = SmsGatewayPresets),
))]
#[get("/sms-gateway-presets")]
async fn list_sms_gateway_presets(
    _caller: Permitted<permission::NotificationsRead>,
) -> ApiResult<HttpResponse> {
    Ok(reply::ok(&SmsGatewayPresets {
        items: presets::all(),
    }))
}

/// List SMS gateways
///
/// A message is handed to the first one that takes it.
#[utoipa::path(tag = "sms gateways", operation_id = "list_sms_gateways", security(("session" = [])), responses(
    (status = 200, description = "All gateways, the first to try first", body = SmsGateways),
))]
#[get("/sms-gateways")]
async fn list_sms_gateways(
    app: web::Data<App>,
    caller: Permitted<permission::NotificationsRead>,
) -> ApiResult<HttpResponse> {
    Ok(reply::ok(&listed(&app, &caller.caller).await?))
}

/// Add an SMS gateway
///
/// It is put at the end of the list. There may be 20.
#[utoipa::path(tag = "sms gateways", operation_id = "create_sms_gateway", request_body = CreateSmsGateway, security(("session" = [])), responses(
    (status = 201, description = "The new gateway", body = SmsGateway),
    (status = 409, description = "Another gateway has this name, or there are 20 already", body = Problem, content_type = "application/problem+json"),
))]
#[post("/sms-gateways")]
async fn create_sms_gateway(
    app: web::Data<App>,
    caller: Permitted<permission::NotificationsWrite>,
    body: Body<CreateSmsGateway>,
) -> ApiResult<HttpResponse> {
    let new = wire::sms_gateways::new_gateway(body.0);
    let id = sms_gateways::create(&app, caller.caller.origin(), new).await?;
    let (version, gateway) = found(&app, &caller.caller, id).await?;
    let location = format!("/api/v1/sms-gateways/{id}");
    Ok(reply::created_versioned(location, version, &gateway))
}

/// Put the SMS gateways into another order
#[utoipa::path(tag = "sms gateways", operation_id = "order_sms_gateways", request_body = SmsGatewayOrder, security(("session" = [])), responses(
    (status = 200, description = "All gateways in their new order", body = SmsGateways),
    (status = 409, description = "The list does not name every gateway once", body = Problem, content_type = "application/problem+json"),
))]
#[put("/sms-gateways/order")]
async fn order_sms_gateways(
    app: web::Data<App>,
    caller: Permitted<permission::NotificationsWrite>,
    body: Body<SmsGatewayOrder>,
) -> ApiResult<HttpResponse> {
    let ids = body.0.ids.into_iter().map(SmsGatewayId::from_uuid);
    sms_gateways::reorder(&app, caller.caller.origin(), ids.collect()).await?;
    Ok(reply::ok(&listed(&app, &caller.caller).await?))
}

/// Read an SMS gateway
///
/// The answer also says how the gateway does, which moves without its version: it is never answered by 304.
#[utoipa::path(tag = "sms gateways", operation_id = "read_sms_gateway", params(("id" = uuid::Uuid, Path, description = "The gateway")), security(("session" = [])), responses(
    (status = 200, description = "The gateway", body = SmsGateway),
))]
#[get("/sms-gateways/{id}")]
async fn read_sms_gateway(
    app: web::Data<App>,
    caller: Permitted<permission::NotificationsRead>,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let (version, gateway) = found(&app, &caller.caller, id.0.into()).await?;
    Ok(reply::current(version, &gateway))
}

/// Change an SMS gateway
///
/// The stored secret is never sent to another server: a change of scheme, host or port asks for it again.
#[utoipa::path(tag = "sms gateways", operation_id = "update_sms_gateway", params(
    ("id" = uuid::Uuid, Path, description = "The gateway"),
    ("If-Match" = String, Header, description = "The `ETag` of the gateway as it was read"),
), request_body(content = UpdateSmsGateway, content_type = "application/merge-patch+json"), security(("session" = [])), responses(
    (status = 200, description = "The changed gateway", body = SmsGateway),
    (status = 409, description = "Another gateway has this name", body = Problem, content_type = "application/problem+json"),
))]
#[patch("/sms-gateways/{id}")]
async fn update_sms_gateway(
    app: web::Data<App>,
    caller: Permitted<permission::NotificationsWrite>,
    id: PathId,
    seen: IfMatch,
    body: MergePatch<UpdateSmsGateway>,
) -> ApiResult<HttpResponse> {
    let id = SmsGatewayId::from_uuid(id.0);
    let change = wire::sms_gateways::change(body.0);
    sms_gateways::update(&app, caller.caller.origin(), id, seen, change).await?;
    let (version, gateway) = found(&app, &caller.caller, id).await?;
    Ok(reply::changed(version, &gateway))
}

/// Delete an SMS gateway
#[utoipa::path(tag = "sms gateways", operation_id = "delete_sms_gateway", params(
    ("id" = uuid::Uuid, Path, description = "The gateway"),
    ("If-Match" = String, Header, description = "The `ETag` of the gateway as it was read"),
), security(("session" = [])), responses(
    (status = 204, description = "The gateway is gone"),
))]
#[delete("/sms-gateways/{id}")]
async fn delete_sms_gateway(
    app: web::Data<App>,
    caller: Permitted<permission::NotificationsWrite>,
    id: PathId,
    seen: IfMatch,
) -> ApiResult<HttpResponse> {
    sms_gateways::remove(&app, caller.caller.origin(), id.0.into(), seen).await?;
    Ok(reply::no_content())
}

/// Test an SMS gateway
///
/// Step by step: the name of the server, the connection, TLS, and, where a number is given, a test message.
/// Whether user name and secret are right shows itself with the message.
#[utoipa::path(tag = "sms gateways", operation_id = "test_sms_gateway", params(("id" = uuid::Uuid, Path, description = "The gateway")), request_body = TestSmsGateway, security(("session" = [])), responses(
    (status = 200, description = "What each step came to", body = ChannelTest),
))]
#[post("/sms-gateways/{id}/test")]
async fn test_sms_gateway(
    app: web::Data<App>,
    caller: Permitted<permission::NotificationsWrite>,
    id: PathId,
    body: Body<TestSmsGateway>,
) -> ApiResult<HttpResponse> {
    let origin = caller.caller.origin();
    let to = body.0.to;
    let test = sms_gateways::test(&app, origin, id.0.into(), to.as_deref()).await?;
    Ok(reply::ok(&test))
}

async fn listed(app: &App, caller: &SignedIn) -> ApiResult<SmsGateways> {
    let gateways = sms_gateways::list(app).await?.into_iter().enumerate();
    let shown = gateways.map(|(index, gateway)| {
        let url = shown_receipt_url(app, caller, gateway.id);
        wire::sms_gateways::answer(index, gateway, url)
    });
    Ok(SmsGateways {
        items: shown.collect(),
    })
}

async fn found(app: &App, caller: &SignedIn, id: SmsGatewayId) -> ApiResult<(i64, SmsGateway)> {
    let found = sms_gateways::find(app, id).await?;
    let (index, gateway) = found.ok_or_else(ApiError::not_found)?;
    let url = shown_receipt_url(app, caller, id);
    let version = gateway.version;
    Ok((version, wire::sms_gateways::answer(index, gateway, url)))
}

/// Who has the address can report on messages, so that only those see it who may change the gateway.
fn shown_receipt_url(app: &App, caller: &SignedIn, id: SmsGatewayId) -> Option<String> {
    caller
        .role
        .is_some_and(|role| role.may(Permission::WriteNotifications))
        .then(|| receipt_url(app, id))
}
