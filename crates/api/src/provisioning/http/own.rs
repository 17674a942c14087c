//! Adding a phone, by the user.

use actix_web::{HttpResponse, delete, get, post, web};
use anteroom_api_types::page::Page;
use anteroom_api_types::problem::Problem;
use anteroom_api_types::provisioning::{
    ActivateTotp, CreateOwnToken, OwnProvisioning, ProvisioningToken,
};
use anteroom_domain::ids::TokenId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::entity::IssuingEvidence;
use super::super::service::end::{self, End};
use super::super::service::issue::{self, IssueRequest, Issuer, Wanted};
use super::super::service::{Reach, offer, read, resend, show, totp};
use super::super::store::Filter;
use super::super::wire::{self, Reader};
use super::{issued_on_the_wire, on_the_wire, one_on_the_wire};
use crate::access_rules;
use crate::app::App;
use crate::http::pagination::PageRequest;
use crate::http::{ApiError, ApiResult, Body, PathId, Query, reply};
use crate::sessions::caller::{Provisioner, SignedIn};

/// The routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(get_own_provisioning)
        .service(list_own_tokens)
        .service(create_own_token)
        .service(get_own_token)
        .service(cancel_own_token)
        .service(replace_own_token)
        .service(resend_own_token)
        .service(show_own_token)
        .service(reject_own_token)
        .service(activate_own_totp);
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

/// Read what I am offered
///
/// Answers also when the access rules do not let the user add a phone, with their decision.
#[utoipa::path(tag = "my provisioning", operation_id = "get_own_provisioning", security(("session" = [])), responses(
    (status = 200, description = "Kinds, channels, limits, open tokens, and the decision of the rules", body = OwnProvisioning),
))]
#[get("/me/provisioning")]
async fn get_own_provisioning(app: web::Data<App>, caller: SignedIn) -> ApiResult<HttpResponse> {
    let offer = offer::offer(
        &app,
        caller.user_id,
        &caller.evidence,
        &caller.available_methods,
    )
    .await?
    .ok_or_else(ApiError::not_found)?;
    // The digits are for the eyes of somebody who has met the rules.
    let reader = if offer.decision.is_allowed() {
        Reader::User
    } else {
        Reader::Other
    };
    let decision = access_rules::decision_for_user(&offer.decision, caller.language);
    let open_tokens = on_the_wire(&app, &offer.open_tokens, reader).await?;
    Ok(reply::ok(&wire::own_provisioning(
        &offer,
        decision,
        open_tokens,
    )))
}

/// List my tokens
#[utoipa::path(tag = "my provisioning", operation_id = "list_own_provisioning_tokens", params(ListQuery), security(("session" = [])), responses(
    (status = 200, description = "The tokens, newest first", body = Page<ProvisioningToken>),
))]
#[get("/me/provisioning-tokens")]
async fn list_own_tokens(
    app: web::Data<App>,
    Provisioner(caller): Provisioner,
    query: Query<ListQuery>,
) -> ApiResult<HttpResponse> {
    let page = PageRequest::new(query.0.limit, query.0.cursor.as_deref())?;
    let user = Some(caller.user_id);
    let rows = read::list(&app, user, None, Filter::default(), page).await?;
    let page = page.page(rows, |row| row.id, |row| row);
    Ok(reply::ok(&Page {
        items: on_the_wire(&app, &page.items, Reader::User).await?,
        next_cursor: page.next_cursor,
    }))
}

/// Ask for a token
///
/// The answer holds what is shown once: `link` for a phone, `totp_key` for an authenticator app.
#[utoipa::path(tag = "my provisioning", operation_id = "create_own_provisioning_token", request_body = CreateOwnToken, security(("session" = [])), responses(
    (status = 201, description = "The token", body = ProvisioningToken, headers(("Location" = String, description = "Where the token is"))),
    (status = 409, description = "Self-service is off, the kind or channel is not offered, or a limit is reached", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many messages to this user or address in the last hour", body = Problem, content_type = "application/problem+json"),
))]
#[post("/me/provisioning-tokens")]
async fn create_own_token(
    app: web::Data<App>,
    Provisioner(caller): Provisioner,
    body: Body<CreateOwnToken>,
) -> ApiResult<HttpResponse> {
    let CreateOwnToken { kind, channel } = body.0;
    issue_own(
        &app,
        caller,
        Wanted::New(wire::kind(kind), wire::channel(channel)),
    )
    .await
}

/// Read one of my tokens
///
/// While a phone waits for them, `claim.confirmation_code` holds the digits to type on it.
#[utoipa::path(tag = "my provisioning", operation_id = "get_own_provisioning_token", params(("id" = Uuid, Path, description = "The token")), security(("session" = [])), responses(
    (status = 200, description = "The token", body = ProvisioningToken),
))]
#[get("/me/provisioning-tokens/{id}")]
async fn get_own_token(
    app: web::Data<App>,
    Provisioner(caller): Provisioner,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let reach = Reach::Own(caller.user_id);
    let row = read::get(&app, TokenId::from_uuid(id.0), reach)
        .await?
        .ok_or_else(ApiError::not_found)?;
    Ok(reply::ok(&one_on_the_wire(&app, &row, Reader::User).await?))
}

/// Cancel one of my tokens
#[utoipa::path(tag = "my provisioning", operation_id = "cancel_own_provisioning_token", params(("id" = Uuid, Path, description = "The token")), security(("session" = [])), responses(
    (status = 204, description = "The token is revoked"),
    (status = 409, description = "It is over already", body = Problem, content_type = "application/problem+json"),
))]
#[delete("/me/provisioning-tokens/{id}")]
async fn cancel_own_token(
    app: web::Data<App>,
    Provisioner(caller): Provisioner,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let how = End::CancelledBy(caller.user_id);
    end::end(&app, TokenId::from_uuid(id.0), how, caller.origin()).await?;
    Ok(reply::no_content())
}

/// Get a new code
///
/// Ends the token and issues another of the same kind and channel, in one step.
#[utoipa::path(tag = "my provisioning", operation_id = "replace_own_provisioning_token", params(("id" = Uuid, Path, description = "The token")), security(("session" = [])), responses(
    (status = 201, description = "The new token", body = ProvisioningToken, headers(("Location" = String, description = "Where the token is"))),
    (status = 409, description = "The old token is over, or a new one is refused", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many messages to this user or address in the last hour", body = Problem, content_type = "application/problem+json"),
))]
#[post("/me/provisioning-tokens/{id}/replace")]
async fn replace_own_token(
    app: web::Data<App>,
    Provisioner(caller): Provisioner,
    id: PathId,
) -> ApiResult<HttpResponse> {
    issue_own(&app, caller, Wanted::InPlaceOf(TokenId::from_uuid(id.0))).await
}

async fn issue_own(app: &App, caller: SignedIn, what: Wanted) -> ApiResult<HttpResponse> {
    let request = IssueRequest {
        user: caller.user_id,
        what,
        issuer: Issuer::User(IssuingEvidence::from(&caller.evidence)),
        lifetime_seconds: None,
        language: caller.language,
        origin: caller.origin(),
    };
    let issued = issue::issue(app, request)
        .await
        .map_err(|failure| wire::issue_failed(failure, app.now()))?;
    let token = issued_on_the_wire(app, &issued, Reader::User).await?;
    let location = format!("/api/v1/me/provisioning-tokens/{}", token.id);
    Ok(reply::created(location, &token))
}

/// Send me the message again
#[utoipa::path(tag = "my provisioning", operation_id = "resend_own_provisioning_token", params(("id" = Uuid, Path, description = "The token")), security(("session" = [])), responses(
    (status = 200, description = "The token", body = ProvisioningToken),
    (status = 409, description = "It is over, no message carries it, or the last one has not left yet", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "The last message left a moment ago, or there were too many in the last hour", body = Problem, content_type = "application/problem+json"),
))]
#[post("/me/provisioning-tokens/{id}/resend")]
async fn resend_own_token(
    app: web::Data<App>,
    Provisioner(caller): Provisioner,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let (id, reach) = (TokenId::from_uuid(id.0), Reach::Own(caller.user_id));
    let row = resend::resend(&app, id, reach, caller.language, caller.origin()).await?;
    Ok(reply::ok(&one_on_the_wire(&app, &row, Reader::User).await?))
}

/// Show me the code
///
/// For a token whose message only points to the signed-in page, and for an authenticator app whose key was
/// not shown yet. The answer holds `link` or `totp_key`; what was shown before is of no use any more.
#[utoipa::path(tag = "my provisioning", operation_id = "show_own_provisioning_token", params(("id" = Uuid, Path, description = "The token")), security(("session" = [])), responses(
    (status = 200, description = "The token, with its code", body = ProvisioningToken),
    (status = 409, description = "It is over, its code went another way, or self-service does not allow it any more", body = Problem, content_type = "application/problem+json"),
))]
#[post("/me/provisioning-tokens/{id}/show")]
async fn show_own_token(
    app: web::Data<App>,
    Provisioner(caller): Provisioner,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let id = TokenId::from_uuid(id.0);
    let shown = show::show(&app, caller.user_id, id, caller.origin()).await?;
    Ok(reply::ok(
        &issued_on_the_wire(&app, &shown, Reader::User).await?,
    ))
}

/// Say that the phone is not mine
///
/// For a token that a phone has claimed: the phone gets nothing.
#[utoipa::path(tag = "my provisioning", operation_id = "reject_own_provisioning_token", params(("id" = Uuid, Path, description = "The token")), security(("session" = [])), responses(
    (status = 200, description = "The rejected token", body = ProvisioningToken),
    (status = 409, description = "No phone has claimed it, or it is over", body = Problem, content_type = "application/problem+json"),
))]
#[post("/me/provisioning-tokens/{id}/reject")]
async fn reject_own_token(
    app: web::Data<App>,
    Provisioner(caller): Provisioner,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let how = End::RejectedBy(caller.user_id);
    let row = end::end(&app, TokenId::from_uuid(id.0), how, caller.origin()).await?;
    Ok(reply::ok(&one_on_the_wire(&app, &row, Reader::User).await?))
}

/// Activate an authenticator app
///
/// The first right code completes the token; the code counts once.
#[utoipa::path(tag = "my provisioning", operation_id = "activate_own_totp", params(("id" = Uuid, Path, description = "The token")), request_body = ActivateTotp, security(("session" = [])), responses(
    (status = 200, description = "The completed token, with `profile_id`", body = ProvisioningToken),
    (status = 409, description = "The token is over or of another kind, or self-service does not allow it any more", body = Problem, content_type = "application/problem+json"),
))]
#[post("/me/provisioning-tokens/{id}/totp")]
async fn activate_own_totp(
    app: web::Data<App>,
    Provisioner(caller): Provisioner,
    id: PathId,
    body: Body<ActivateTotp>,
) -> ApiResult<HttpResponse> {
    let (id, origin) = (TokenId::from_uuid(id.0), caller.origin());
    let ActivateTotp { code, name } = body.0;
    let row = totp::activate(&app, caller.user_id, id, code, name, origin).await?;
    Ok(reply::ok(&one_on_the_wire(&app, &row, Reader::User).await?))
}
