//! The two endpoints of the link in a notice; they need no session.

use actix_web::{HttpResponse, post, web};
use anteroom_api_types::change_reports::{ChangeReport, ChangeReportKey, ChangeReportPreview};
use anteroom_api_types::problem::Problem;
use utoipa_actix_web::service_config::ServiceConfig;

use super::{service, wire};
use crate::app::App;
use crate::audit::{Actor, Origin};
use crate::http::{ApiResult, Body, RequestContext, reply};

/// The routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(preview_change_report).service(report_change);
}

/// See what a report would do
///
/// Changes nothing.
#[utoipa::path(tag = "change reports", operation_id = "preview_change_report", request_body = ChangeReportKey, responses(
    (status = 200, description = "What the notice was about, and what a report takes away", body = ChangeReportPreview),
    (status = 404, description = "The key is unknown or too old", body = Problem, content_type = "application/problem+json"),
))]
#[post("/change-reports/preview")]
async fn preview_change_report(
    app: web::Data<App>,
    body: Body<ChangeReportKey>,
) -> ApiResult<HttpResponse> {
    let reported = service::preview(&app, &body.0.key).await?;
    Ok(reply::ok(&wire::preview(&app, reported)))
}

/// Report a change that was not made by its user
///
/// Removes the profile that the notice was about, ends the user's sessions and revokes the user's open tokens.
#[utoipa::path(tag = "change reports", operation_id = "report_change", request_body = ChangeReportKey, responses(
    (status = 200, description = "What was taken away", body = ChangeReport),
    (status = 404, description = "The key is unknown or too old", body = Problem, content_type = "application/problem+json"),
))]
#[post("/change-reports")]
async fn report_change(
    app: web::Data<App>,
    context: RequestContext,
    body: Body<ChangeReportKey>,
) -> ApiResult<HttpResponse> {
    let done = service::report(&app, body.0.key, origin(&context)).await?;
    Ok(reply::ok(&wire::report(done)))
}

/// Whoever has the link is nobody that is signed in.
fn origin(context: &RequestContext) -> Origin {
    Origin {
        actor: Actor::Anonymous,
        client_address: context.client_address(),
        request_id: Some(context.request_id().to_owned()),
    }
}
