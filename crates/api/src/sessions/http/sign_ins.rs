//! The endpoints of sign-ins.

use actix_web::http::header;
use actix_web::{HttpResponse, get, post, web};
use anteroom_api_types::problem::Problem;
use anteroom_api_types::sessions::{CodeProof, PasswordProof, SignIn, StartSignIn};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::app::App;
use crate::http::{ApiError, ApiResult, Body, PathId, reply};
use crate::sessions::browser::Browser;
use crate::sessions::caller::cookies;
use crate::sessions::service::prove::{self, Proved};
use crate::sessions::service::start;
use crate::sessions::wire;

/// The routes of sign-ins.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(start_sign_in)
        .service(get_sign_in)
        .service(prove_password)
        .service(prove_totp);
}

/// Start a sign-in
///
/// With a session and without a user name (or with the name of the session's own user) it is a
/// step-up, which adds proofs to the session. The answer is the same for names that nobody has.
#[utoipa::path(tag = "sign-in", operation_id = "start_sign_in", request_body = StartSignIn, responses(
    (status = 201, description = "What is asked for; a cookie binds the sign-in to the browser", body = SignIn),
    (status = 401, description = "Neither a name nor a session came with the request", body = Problem, content_type = "application/problem+json"),
))]
#[post("/sign-ins")]
async fn start_sign_in(
    app: web::Data<App>,
    browser: Browser,
    body: Body<StartSignIn>,
) -> ApiResult<HttpResponse> {
    let StartSignIn {
        user_name,
        return_to,
    } = body.0;
    let started = start::start(&app, &browser, user_name.as_deref(), return_to.as_deref()).await?;
    let location = format!("/api/v1/sign-ins/{}", started.progress.id);
    let mut response = reply::created(location, &wire::sign_in(started.progress));
    if let Some(cookie) = cookies::sign_in(started.browser_secret.expose()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Ask how far a sign-in has come
///
/// Only the browser that started it is told.
#[utoipa::path(tag = "sign-in", operation_id = "get_sign_in", params(("id" = Uuid, Path, description = "The sign-in's id")), responses(
    (status = 200, description = "What is still asked for", body = SignIn),
))]
#[get("/sign-ins/{id}")]
async fn get_sign_in(app: web::Data<App>, browser: Browser, id: PathId) -> ApiResult<HttpResponse> {
    let progress = start::progress(&app, &browser, id.0.into()).await?;
    let progress = progress.ok_or_else(ApiError::not_found)?;
    Ok(reply::ok(&wire::sign_in(progress)))
}

/// Prove the password
///
/// The first proof of every sign-in; it makes the session.
#[utoipa::path(tag = "sign-in", operation_id = "prove_password", params(("id" = Uuid, Path, description = "The sign-in's id")), request_body = PasswordProof, responses(
    (status = 200, description = "It is right; what is still asked for", body = SignIn),
    (status = 401, description = "It is wrong, or the user may not sign in", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "Nothing is asked for any more", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many tries", body = Problem, content_type = "application/problem+json"),
))]
#[post("/sign-ins/{id}/password")]
async fn prove_password(
    app: web::Data<App>,
    browser: Browser,
    id: PathId,
    body: Body<PasswordProof>,
) -> ApiResult<HttpResponse> {
    let proved = prove::password(&app, &browser, id.0.into(), &body.0.password).await?;
    Ok(answer(proved))
}

/// Prove the authenticator app
///
/// By a time-based code (RFC 6238); a code counts once. The password comes first.
#[utoipa::path(tag = "sign-in", operation_id = "prove_totp", params(("id" = Uuid, Path, description = "The sign-in's id")), request_body = CodeProof, responses(
    (status = 200, description = "It is right; what is still asked for", body = SignIn),
    (status = 401, description = "It is wrong, or was used already", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "Nothing is asked for any more, or the password comes first", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many tries", body = Problem, content_type = "application/problem+json"),
))]
#[post("/sign-ins/{id}/totp")]
async fn prove_totp(
    app: web::Data<App>,
    browser: Browser,
    id: PathId,
    body: Body<CodeProof>,
) -> ApiResult<HttpResponse> {
    let proved = prove::totp(&app, &browser, id.0.into(), &body.0.code).await?;
    Ok(answer(proved))
}

/// The progress, and the cookies with the new secret of the session.
fn answer(proved: Proved) -> HttpResponse {
    let mut response = reply::ok(&wire::sign_in(proved.progress));
    let mark = proved.known_browser.as_deref();
    let set = [
        cookies::session(proved.session_secret.expose()),
        mark.and_then(cookies::known_browser),
    ];
    for cookie in set.into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
