//! The profile, asked for by its phone.

use actix_web::{HttpResponse, delete, get, patch, web};
use anteroom_api_types::device::DeviceProfile;
use anteroom_api_types::problem::Problem;
use anteroom_api_types::profiles::RenameProfile;
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::service::{self, DeviceCall};
use super::super::wire;
use crate::app::App;
use crate::device_proof::{DeviceProof, ProvedPatch};
use crate::http::{ApiResult, reply};

/// The routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(get_device_profile)
        .service(rename_device_profile)
        .service(give_up_device_profile);
}

/// Read the profile of the key
///
/// A suspended or revoked profile is answered as well, so that the phone can say so.
#[utoipa::path(tag = "device protocol", operation_id = "get_device_profile", security(("proof" = [])), responses(
    (status = 200, description = "The profile", body = DeviceProfile),
))]
#[get("/profile")]
async fn get_device_profile(app: web::Data<App>, proof: DeviceProof) -> ApiResult<HttpResponse> {
    let (row, account) = service::device_call(&app, proof, DeviceCall::Get).await?;
    Ok(reply::ok(&wire::device_profile(&app, &row, &account)?))
}

/// Rename the profile of the key
#[utoipa::path(tag = "device protocol", operation_id = "rename_device_profile",
    request_body(content = RenameProfile, content_type = "application/merge-patch+json"), security(("proof" = [])), responses(
    (status = 200, description = "The profile with its new name", body = DeviceProfile),
    (status = 409, description = "The profile was removed", body = Problem, content_type = "application/problem+json"),
))]
#[patch("/profile")]
async fn rename_device_profile(
    app: web::Data<App>,
    body: ProvedPatch<RenameProfile>,
) -> ApiResult<HttpResponse> {
    let ProvedPatch(proof, RenameProfile { name }) = body;
    let (row, account) = service::device_call(&app, proof, DeviceCall::Rename(name)).await?;
    Ok(reply::ok(&wire::device_profile(&app, &row, &account)?))
}

/// Give the profile of the key up
///
/// May be repeated when the answer was lost.
#[utoipa::path(tag = "device protocol", operation_id = "give_up_device_profile", security(("proof" = [])), responses(
    (status = 204, description = "The profile is gone"),
))]
#[delete("/profile")]
async fn give_up_device_profile(
    app: web::Data<App>,
    proof: DeviceProof,
) -> ApiResult<HttpResponse> {
    service::device_call(&app, proof, DeviceCall::GiveUp).await?;
    Ok(reply::no_content())
}
