//! The tokens of all users, for the help desk.

use actix_web::{HttpResponse, get, post, web};
use anteroom_api_types::page::Page;
use anteroom_api_types::problem::Problem;
use anteroom_api_types::provisioning::{
    Channel, CreateToken, ProfileKind, ProvisioningToken, TokenStatus,
};
use anteroom_api_types::users::Language;
use anteroom_domain::ids::{TokenId, UserId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::super::service::end::{self, End};
use super::super::service::issue::{self, IssueRequest, Issuer, Wanted};
use super::super::service::{Reach, read, resend};
use super::super::store::Filter;
use super::super::wire::{self, Reader};
use super::{issued_on_the_wire, on_the_wire, one_on_the_wire};
use crate::app::App;
use crate::http::pagination::PageRequest;
use crate::http::{ApiError, ApiResult, Body, FilterText, PathId, Query, reply};
use crate::sessions::caller::{Permitted, permission};

/// The routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_tokens)
        .service(create_token)
        .service(get_token)
        .service(resend_token)
        .service(revoke_token);
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
    /// Only tokens of users whose names hold this text.
    #[param(value_type = Option<String>, max_length = 100)]
    q: Option<FilterText>,
    /// Only those of this user.
    user_id: Option<Uuid>,
    /// Only those that stand so.
    status: Option<TokenStatus>,
    /// Only those of this kind.
    kind: Option<ProfileKind>,
    /// Only those of this channel.
    channel: Option<Channel>,
}

/// List provisioning tokens
#[utoipa::path(tag = "provisioning tokens", operation_id = "list_provisioning_tokens", params(ListQuery), security(("session" = [])), responses(
    (status = 200, description = "The tokens, newest first", body = Page<ProvisioningToken>),
))]
#[get("/provisioning-tokens")]
async fn list_tokens(
    app: web::Data<App>,
    _caller: Permitted<permission::ProvisioningRead>,
    query: Query<ListQuery>,
) -> ApiResult<HttpResponse> {
    let query = query.0;
    let page = PageRequest::new(query.limit, query.cursor.as_deref())?;
    let filter = Filter {
        users: None,
        status: query.status.map(wire::status),
        kind: query.kind.map(wire::kind),
        channel: query.channel.map(wire::channel),
    };
    let user = query.user_id.map(UserId::from_uuid);
    let rows = read::list(&app, user, query.q.as_deref(), filter, page).await?;
    let page = page.page(rows, |row| row.id, |row| row);
    Ok(reply::ok(&Page {
        items: on_the_wire(&app, &page.items, Reader::Other).await?,
        next_cursor: page.next_cursor,
    }))
}

/// Issue a token for a user
///
/// `link` is in this answer only, for the channel `browser` and the kind `mobile_app`. The shared
/// secret of an authenticator app is never shown here: its user asks for it on the signed-in page.
#[utoipa::path(tag = "provisioning tokens", operation_id = "create_provisioning_token", request_body = CreateToken, security(("session" = [])), responses(
    (status = 201, description = "The token", body = ProvisioningToken, headers(("Location" = String, description = "Where the token is"))),
    (status = 409, description = "Self-service is off, the kind or channel is not offered, the user is disabled, or a limit is reached", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many messages to this user or address in the last hour", body = Problem, content_type = "application/problem+json"),
))]
#[post("/provisioning-tokens")]
async fn create_token(
    app: web::Data<App>,
    permitted: Permitted<permission::ProvisioningWrite>,
    body: Body<CreateToken>,
) -> ApiResult<HttpResponse> {
    let body = body.0;
    let what = Wanted::New(wire::kind(body.kind), wire::channel(body.channel));
    let request = IssueRequest {
        user: UserId::from_uuid(body.user_id),
        what,
        issuer: Issuer::Administrator(permitted.caller.user_id),
        lifetime_seconds: body.lifetime_seconds,
        language: Language::En,
        origin: permitted.caller.origin(),
    };
    let issued = issue::issue(&app, request)
        .await
        .map_err(|failure| wire::issue_failed(failure, app.now()))?;
    let token = issued_on_the_wire(&app, &issued, Reader::Other).await?;
    let location = format!("/api/v1/provisioning-tokens/{}", token.id);
    Ok(reply::created(location, &token))
}

/// Read a token
#[utoipa::path(tag = "provisioning tokens", operation_id = "get_provisioning_token", params(("id" = Uuid, Path, description = "The token")), security(("session" = [])), responses(
    (status = 200, description = "The token", body = ProvisioningToken),
))]
#[get("/provisioning-tokens/{id}")]
async fn get_token(
    app: web::Data<App>,
    _caller: Permitted<permission::ProvisioningRead>,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let row = read::get(&app, TokenId::from_uuid(id.0), Reach::All)
        .await?
        .ok_or_else(ApiError::not_found)?;
    Ok(reply::ok(
        &one_on_the_wire(&app, &row, Reader::Other).await?,
    ))
}

/// Send the message of a token again
#[utoipa::path(tag = "provisioning tokens", operation_id = "resend_provisioning_token", params(("id" = Uuid, Path, description = "The token")), security(("session" = [])), responses(
    (status = 200, description = "The token", body = ProvisioningToken),
    (status = 409, description = "It is over, no message carries it, or the last one has not left yet", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "The last message left a moment ago, or there were too many in the last hour", body = Problem, content_type = "application/problem+json"),
))]
#[post("/provisioning-tokens/{id}/resend")]
async fn resend_token(
    app: web::Data<App>,
    permitted: Permitted<permission::ProvisioningWrite>,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let (id, origin) = (TokenId::from_uuid(id.0), permitted.caller.origin());
    let row = resend::resend(&app, id, Reach::All, Language::En, origin).await?;
    Ok(reply::ok(
        &one_on_the_wire(&app, &row, Reader::Other).await?,
    ))
}

/// Revoke a token
#[utoipa::path(tag = "provisioning tokens", operation_id = "revoke_provisioning_token", params(("id" = Uuid, Path, description = "The token")), security(("session" = [])), responses(
    (status = 200, description = "The revoked token", body = ProvisioningToken),
    (status = 409, description = "It is over already", body = Problem, content_type = "application/problem+json"),
))]
#[post("/provisioning-tokens/{id}/revoke")]
async fn revoke_token(
    app: web::Data<App>,
    permitted: Permitted<permission::ProvisioningWrite>,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let origin = permitted.caller.origin();
    let row = end::end(&app, TokenId::from_uuid(id.0), End::Revoked, origin).await?;
    Ok(reply::ok(
        &one_on_the_wire(&app, &row, Reader::Other).await?,
    ))
}
