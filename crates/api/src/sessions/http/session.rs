//! The endpoints of the session.

use actix_web::http::header;
use actix_web::{HttpResponse, delete, get, web};
use anteroom_api_types::sessions::Session;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::access_rules;
use crate::app::App;
use crate::http::{ApiResult, reply};
use crate::sessions::browser::Browser;
use crate::sessions::caller::{CurrentSession, cookies};
use crate::sessions::service::ending;
use crate::sessions::wire;

/// The routes of the session.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(get_session).service(delete_session);
}

/// Ask who is signed in
#[utoipa::path(tag = "sign-in", operation_id = "get_session", security(("session" = [])), responses(
    (status = 200, description = "The session", body = Session),
))]
#[get("/session")]
async fn get_session(app: web::Data<App>, session: CurrentSession) -> ApiResult<HttpResponse> {
    let entries = access_rules::portal_entries(app.db.reader()).await?;
    Ok(reply::ok(&wire::session(session.0, entries, app.now())))
}

/// Sign out
///
/// Also when nobody is signed in: the cookies go in any case.
#[utoipa::path(tag = "sign-in", operation_id = "delete_session", responses(
    (status = 204, description = "Nobody is signed in in this browser any more"),
))]
#[delete("/session")]
async fn delete_session(app: web::Data<App>, browser: Browser) -> ApiResult<HttpResponse> {
    ending::sign_out(&app, &browser).await?;
    let mut response = reply::no_content();
    for name in [cookies::SESSION, cookies::SIGN_IN] {
        if let Some(cookie) = cookies::cleared(name) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    Ok(response)
}
