//! The endpoint that providers send their delivery reports to.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, post, web};
use anteroom_api_types::problem::{Problem, ProblemCode};
use anteroom_domain::ids::SmsGatewayId;
use anteroom_domain::limits::RECEIPT_BYTES_MAX;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::app::App;
use crate::http::body::read_any;
use crate::http::caller_first::Extracted;
use crate::http::{ApiError, ApiResult, CALLBACKS, PathId, reply};
use crate::notifications::service::{receipts, sms_gateways};

/// The routes of delivery reports.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(take_sms_receipt);
}

/// The address for the delivery reports of a gateway.
pub fn receipt_url(app: &App, id: SmsGatewayId) -> String {
    let base = app.config.http.origin();
    let folder = CALLBACKS.replace("{id}", &id.to_string());
    let key = sms_gateways::receipt_key(app, id);
    format!("{base}{folder}/{key}")
}

/// Take a delivery report
///
/// For the provider of an SMS gateway. The address is in `receipt_url` of the gateway; what stands in it proves
/// who calls. The report is a form or JSON, whatever media type it says it has.
#[utoipa::path(tag = "call-backs", operation_id = "take_sms_receipt", params(
    ("id" = uuid::Uuid, Path, description = "The gateway"),
    ("key" = String, Path, description = "The key of the gateway's delivery reports"),
), security(), responses(
    (status = 204, description = "The report is taken, or is of no message of ours"),
    (status = 413, description = "The report is larger than 64 KiB", body = Problem, content_type = "application/problem+json"),
))]
#[post("/{key}")]
async fn take_sms_receipt(
    app: web::Data<App>,
    id: PathId,
    request: HttpRequest,
    report: Report,
) -> ApiResult<HttpResponse> {
    let key = request.match_info().get("key").unwrap_or_default();
    receipts::take(&app, id.0.into(), key, &report.0).await?;
    Ok(reply::no_content())
}

/// The bytes of a report.
struct Report(web::Bytes);

impl FromRequest for Report {
    type Error = ApiError;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = read_any(request, payload);
        Box::pin(async move {
            let bytes = bytes.await?;
            if bytes.len() > RECEIPT_BYTES_MAX {
                return Err(ApiError::new(
                    ProblemCode::BodyTooLarge,
                    "The report is larger than 64 KiB.",
                ));
            }
            Ok(Self(bytes))
        })
    }
}
