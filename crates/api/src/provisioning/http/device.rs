//! The phone's side: what a secret would add, the claim, the confirmation.

use std::time::{Duration, Instant};

use actix_web::{HttpResponse, get, post, web};
use anteroom_api_types::device::{Claim, ClaimPreview, ConfirmClaim, CreateClaim, PreviewClaim};
use anteroom_api_types::problem::Problem;
use anteroom_domain::ids::TokenId;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::service::claim::{self, ClaimView, DeviceRefused};
use super::super::service::confirm;
use super::super::wire;
use crate::app::App;
use crate::device_proof::{DeviceProof, ProvedBody};
use crate::failure::Failure;
use crate::http::{ApiResult, Body, PathId, reply};

/// An unusable token is answered this long after it was asked about, so that the time does not tell
/// an unknown secret from one that was used: longer than any of the ways there takes.
const UNUSABLE_AFTER: Duration = Duration::from_millis(40);

/// The routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(preview_claim)
        .service(create_claim)
        .service(get_claim)
        .service(confirm_claim);
}

/// Look what a secret would add
///
/// Changes nothing and needs no proof.
#[utoipa::path(tag = "device protocol", operation_id = "preview_claim", request_body = PreviewClaim, responses(
    (status = 200, description = "Who issues what, for whom", body = ClaimPreview),
    (status = 404, description = "The secret is unknown, used, expired or revoked", body = Problem, content_type = "application/problem+json"),
))]
#[post("/claims/preview")]
async fn preview_claim(app: web::Data<App>, body: Body<PreviewClaim>) -> ApiResult<HttpResponse> {
    let preview = uniformly(claim::preview(&app, &body.0.secret)).await?;
    Ok(reply::ok(&wire::preview(&app, &preview)?))
}

/// Take a token
///
/// Of any number of phones exactly one wins. The winner may repeat the call with the same key when
/// the answer was lost, and gets the same result.
#[utoipa::path(tag = "device protocol", operation_id = "create_claim", request_body = CreateClaim, security(("proof" = [])), responses(
    (status = 201, description = "The claim", body = Claim, headers(("Location" = String, description = "Where the claim is"))),
    (status = 404, description = "The secret is unknown, used, expired or revoked", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "The key belongs to a profile already", body = Problem, content_type = "application/problem+json"),
))]
#[post("/claims")]
async fn create_claim(
    app: web::Data<App>,
    body: ProvedBody<CreateClaim>,
) -> ApiResult<HttpResponse> {
    let ProvedBody(proof, CreateClaim { secret, phone }) = body;
    let view = uniformly(claim::claim(&app, proof, &secret, phone)).await?;
    let location = format!("/device/v1/claims/{}", view.row.id);
    Ok(reply::created(location, &wire::claim(&app, view)?))
}

/// Read a claim
#[utoipa::path(tag = "device protocol", operation_id = "get_claim", params(("id" = Uuid, Path, description = "The claim")), security(("proof" = [])), responses(
    (status = 200, description = "The claim", body = Claim),
    (status = 404, description = "It has ended without a profile, or is not this key's", body = Problem, content_type = "application/problem+json"),
))]
#[get("/claims/{id}")]
async fn get_claim(app: web::Data<App>, proof: DeviceProof, id: PathId) -> ApiResult<HttpResponse> {
    let id = TokenId::from_uuid(id.0);
    let view = uniformly(claim::get(&app, proof, id)).await?;
    Ok(reply::ok(&wire::claim(&app, view)?))
}

/// Confirm a claim
///
/// Takes the digits that the signed-in page shows. The third wrong code rejects the token.
#[utoipa::path(tag = "device protocol", operation_id = "confirm_claim", params(("id" = Uuid, Path, description = "The claim")), request_body = ConfirmClaim, security(("proof" = [])), responses(
    (status = 200, description = "The completed claim, with `profile`", body = Claim),
    (status = 404, description = "It has ended without a profile, or is not this key's", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "The key belongs to a profile already", body = Problem, content_type = "application/problem+json"),
))]
#[post("/claims/{id}/confirm")]
async fn confirm_claim(
    app: web::Data<App>,
    body: ProvedBody<ConfirmClaim>,
    id: PathId,
) -> ApiResult<HttpResponse> {
    let ProvedBody(proof, ConfirmClaim { code }) = body;
    let id = TokenId::from_uuid(id.0);
    let view: ClaimView = uniformly(confirm::confirm(&app, proof, id, code)).await?;
    Ok(reply::ok(&wire::claim(&app, view)?))
}

/// Answers unusable tokens in equal time.
async fn uniformly<T>(
    work: impl Future<Output = Result<T, Failure<DeviceRefused>>>,
) -> Result<T, Failure<DeviceRefused>> {
    let answer_at = Instant::now() + UNUSABLE_AFTER;
    let result = work.await;
    if matches!(result, Err(Failure::Refused(DeviceRefused::Unusable))) {
        tokio::time::sleep_until(answer_at.into()).await;
    }
    result
}
