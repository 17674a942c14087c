//! Unsafe requests of browsers must come from our own pages.
//!
//! A custom header cannot be sent across origins without our consent, and the `Origin` header,
//! where the browser sends it, must be ours. Session cookies are `SameSite` besides.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{Error, web};
use anteroom_api_types::problem::ProblemCode;

use super::error::ApiError;
use super::unmatched::{KnownPaths, method_not_allowed};
use crate::app::App;

/// The header that our pages send with every unsafe request.
pub const CSRF_HEADER: &str = "x-anteroom-csrf";

/// The methods that change something, of those that any route takes.
const CHANGING_METHODS: [Method; 4] = [Method::POST, Method::PUT, Method::PATCH, Method::DELETE];

/// Refuses unsafe requests that do not come from our own pages.
pub async fn csrf(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match refusal(&request) {
        Some(detail) => {
            // Refused in any case; a method that the path does not know is told so.
            let answer = request
                .app_data::<web::Data<KnownPaths>>()
                .and_then(|known| method_not_allowed(known, request.path(), request.method()))
                .unwrap_or_else(|| ApiError::new(ProblemCode::CsrfRefused, detail));
            Ok(request.into_response(answer.into_response()))
        }
        None => next
            .call(request)
            .await
            .map(ServiceResponse::map_into_boxed_body),
    }
}

fn refusal(request: &ServiceRequest) -> Option<&'static str> {
    // No route takes another method; those are answered by 405.
    if !CHANGING_METHODS.contains(request.method()) {
        return None;
    }
    let headers = request.headers();
    if headers.get(CSRF_HEADER).is_none_or(|value| value != "1") {
        return Some(
            "Send the header `X-Anteroom-CSRF: 1` with every request that changes something.",
        );
    }
    let own = request
        .app_data::<web::Data<App>>()
        .map(|app| app.config.http.origin().to_owned());
    match headers.get(header::ORIGIN) {
        Some(origin) if own.as_deref().is_none_or(|own| origin != own) => {
            Some("The request comes from a page of another origin.")
        }
        _ => None,
    }
}
