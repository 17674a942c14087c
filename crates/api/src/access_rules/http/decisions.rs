//! The simulator.

use actix_web::{HttpResponse, post, web};
use anteroom_api_types::access_rules::{Decision, SimulateDecision};

use crate::access_rules::service::simulate::simulate;
use crate::access_rules::wire;
use crate::app::App;
use crate::http::{ApiResult, Body, reply};
use crate::sessions::caller::{Permitted, permission};

/// Try the access rules out
///
/// Decides as if somebody asked for a path of Anteroom, and shows every rule with what held. Nothing changes.
#[utoipa::path(tag = "access rules", operation_id = "simulate_access_decision", request_body = SimulateDecision, security(("session" = [])), responses(
    (status = 200, description = "The decision, with its trace", body = Decision),
))]
#[post("/access-decisions")]
pub async fn simulate_access_decision(
    app: web::Data<App>,
    caller: Permitted<permission::RulesRead>,
    body: Body<SimulateDecision>,
) -> ApiResult<HttpResponse> {
    let simulation = wire::decision::simulation(body.0)?;
    let (decision, names) = simulate(&app, simulation).await?;
    let language = wire::language(caller.caller.context.language());
    let answer = wire::decision::for_administrator(&decision, language, &names);
    Ok(reply::ok(&answer))
}
