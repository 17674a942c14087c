//! Whether this replica lives, whether it is ready, and what it is.

use actix_web::{HttpResponse, get, web};
use anteroom_api_types::system::{Health, SystemInfo};
use utoipa_actix_web::service_config::ServiceConfig;

use super::error::ApiResult;
use super::reply;
use crate::app::App;
use crate::db;
use crate::http::server::Readiness;
use crate::sessions::caller::{Permitted, permission};

/// `/livez` and `/readyz`, outside the REST API.
pub fn probe_routes(config: &mut ServiceConfig<'_>) {
    config.service(livez).service(readyz);
}

/// `/api/v1/system`.
pub fn rest_routes(config: &mut ServiceConfig<'_>) {
    config.service(system);
}

/// Lives
///
/// Answers as long as the process does; asks nothing of the database.
#[utoipa::path(tag = "operations", operation_id = "livez", responses((status = 200, description = "It lives", body = Health)))]
#[get("/livez")]
async fn livez() -> HttpResponse {
    reply::ok(&Health {
        status: "ok".to_owned(),
    })
}

/// Ready
///
/// Answers 200 when requests can be served, 503 while starting, stopping, or without a database.
#[utoipa::path(tag = "operations", operation_id = "readyz", responses(
    (status = 200, description = "It is ready", body = Health),
    (status = 503, description = "It is not ready", body = Health),
))]
#[get("/readyz")]
async fn readyz(app: web::Data<App>, readiness: web::Data<Readiness>) -> HttpResponse {
    let status = if !readiness.is_ready() {
        "stopping"
    } else if app.db.ping().await.is_err() {
        "the database does not answer"
    } else {
        return reply::ok(&Health {
            status: "ok".to_owned(),
        });
    };
    HttpResponse::ServiceUnavailable().json(Health {
        status: status.to_owned(),
    })
}

/// The running system
#[utoipa::path(tag = "system", operation_id = "get_system", security(("session" = [])), responses(
    (status = 200, description = "What runs, on what, since when", body = SystemInfo),
))]
#[get("/system")]
async fn system(
    app: web::Data<App>,
    _caller: Permitted<permission::SystemRead>,
) -> ApiResult<HttpResponse> {
    let mut warnings = Vec::new();
    if app.config.http.insecure && !app.config.http.is_tls() {
        warnings.push(
            "`http.insecure` is set: without TLS anybody on the way can read sessions and codes."
                .to_owned(),
        );
    }
    Ok(reply::ok(&SystemInfo {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        database: app.db.kind(),
        schema_version: db::schema_version(&app.db).await?,
        started_at: app.started_at.into(),
        base_url: app.config.http.origin().to_owned(),
        warnings,
    }))
}
