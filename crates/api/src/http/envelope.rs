//! Around every request: its id, the right host, problem documents, security headers, one log line.

use std::borrow::Cow;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, HttpResponse, web};
use anteroom_api_types::problem::ProblemCode;
use anteroom_domain::ids::JobId;
use anteroom_domain::paths::normalise;

use super::client_address::client_address;
use super::context::RequestContext;
use super::error::{ApiError, ProblemDraft};
use super::{CALLBACKS, security_headers};
use crate::app::App;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The outermost middleware.
pub async fn envelope(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(app) = request
        .app_data::<web::Data<App>>()
        .map(|data| App::clone(data))
    else {
        return Ok(request.into_response(HttpResponse::InternalServerError().finish()));
    };
    let started = std::time::Instant::now();
    let context = RequestContext::new(
        request_id(&request, &app),
        client_address(
            request.peer_addr(),
            request.headers(),
            &app.config.http.trusted_proxies,
        ),
        request.headers(),
    );
    request.extensions_mut().insert(context.clone());
    let method = request.method().clone();
    let path = request.path().to_owned();
    let mut response = match host_refusal(&request, &app).or_else(|| path_refusal(&request)) {
        Some(refusal) => request.into_response(refusal),
        None => next.call(request).await?.map_into_boxed_body(),
    };
    let had_body = response.headers().contains_key(header::CONTENT_TYPE);
    if response.status().is_client_error() || response.status().is_server_error() {
        response = with_problem(response, &app, &context, had_body);
    }
    finish_headers(&mut response, &app, &context, &path);
    let status = response.status().as_u16();
    let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let path = &*logged(&path);
    tracing::info!(%method, path, status, milliseconds, request_id = context.request_id(), "{method} {path} answered {status}.");
    Ok(response)
}

/// The path for the log. What ends the address of a call-back proves who calls, and is no thing for a log.
fn logged(path: &str) -> Cow<'_, str> {
    let Some((folder, _key)) = path.rsplit_once('/') else {
        return path.into();
    };
    let is_callback = folder.split('/').count() == CALLBACKS.split('/').count()
        && folder
            .split('/')
            .zip(CALLBACKS.split('/'))
            .all(|(segment, pattern)| segment == pattern || pattern.starts_with('{'));
    if is_callback {
        format!("{folder}/***").into()
    } else {
        path.into()
    }
}

/// The caller's id when it is a harmless one, else a new one.
fn request_id(request: &ServiceRequest, app: &App) -> String {
    request
        .headers()
        .get(REQUEST_ID)
        .and_then(|value| value.to_str().ok())
        .filter(|id| (1..=100).contains(&id.len()))
        .filter(|id| {
            id.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        })
        .map_or_else(
            || JobId::generate(app.now(), &mut app.random()).to_string(),
            str::to_owned,
        )
}

/// Links and redirects are made of the configured base address alone; a request for another host is
/// a mistake or an attack on whoever believes the `Host` header. A browser that came by another name
/// of this same machine is led to the right one.
fn host_refusal(request: &ServiceRequest, app: &App) -> Option<HttpResponse> {
    if matches!(request.path(), "/livez" | "/readyz") {
        return None;
    }
    let host = request
        .uri()
        .authority()
        .map(ToString::to_string)
        .or_else(|| {
            request
                .headers()
                .get(header::HOST)
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned)
        });
    let own = app.config.http.authority();
    if host
        .as_deref()
        .is_some_and(|host| host.eq_ignore_ascii_case(own))
    {
        return None;
    }
    let wants_page = request.method().is_safe()
        && request
            .headers()
            .get(header::ACCEPT)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|accept| accept.contains("text/html"));
    let loopback = host.as_deref().is_some_and(|host| {
        host.starts_with("127.0.0.1") || host.starts_with("[::1]") || host.starts_with("localhost")
    });
    if wants_page && loopback {
        let target = format!("{}{}", app.config.http.origin(), request.path());
        return Some(
            HttpResponse::TemporaryRedirect()
                .insert_header((header::LOCATION, target))
                .finish(),
        );
    }
    Some(
        ApiError::new(
            ProblemCode::WrongHost,
            format!("This server is reached at {}.", app.config.http.origin()),
        )
        .into_response(),
    )
}

/// A path that cannot be brought into one form could be read in two ways by those who guard it.
fn path_refusal(request: &ServiceRequest) -> Option<HttpResponse> {
    let refused = normalise(request.path()).err()?;
    let detail = format!("The path cannot be read: {refused}.");
    Some(ApiError::new(ProblemCode::InvalidPath, detail).into_response())
}

/// Gives an error response its problem document, and logs the cause once.
fn with_problem(
    mut response: ServiceResponse<BoxBody>,
    app: &App,
    context: &RequestContext,
    had_body: bool,
) -> ServiceResponse<BoxBody> {
    let draft = response
        .response_mut()
        .extensions_mut()
        .remove::<ProblemDraft>();
    let draft = match draft {
        Some(draft) => draft,
        // A page that answers with an error status has its own body.
        None if had_body && !is_plain_text(&response) => return response,
        None => ProblemDraft::from_status(response.status()),
    };
    let (problem, cause) = draft.finish(app.config.http.origin(), context.request_id());
    if let Some(cause) = cause {
        tracing::error!(request_id = context.request_id(), code = problem.code.name(), %cause, "A request failed: {cause}.");
    }
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let (request, response) = response.into_parts();
    let mut response = response.set_body(BoxBody::new(body));
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    ServiceResponse::new(request, response)
}

/// The framework's own refusals are plain text.
fn is_plain_text(response: &ServiceResponse<BoxBody>) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"text/plain"))
}

fn finish_headers(
    response: &mut ServiceResponse<BoxBody>,
    app: &App,
    context: &RequestContext,
    path: &str,
) {
    let personal = path.starts_with("/api/")
        || path.starts_with("/device/")
        || response.status().is_client_error();
    let headers = response.headers_mut();
    security_headers::add(headers, app.config.http.is_tls(), personal);
    if let Ok(id) = HeaderValue::from_str(context.request_id()) {
        headers.insert(REQUEST_ID, id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_call_backs_are_not_logged() {
        let check = |path: &str, expected: &str| assert_eq!(logged(path), expected);
        let callback = "/api/v1/sms-gateways/01890000-0000-7000-8000-000000000000/receipts";
        check(&format!("{callback}/0123abcd"), &format!("{callback}/***"));
        check(&format!("{callback}/"), &format!("{callback}/***"));
        check(callback, callback);
        check("/api/v1/sms-gateways/1/test", "/api/v1/sms-gateways/1/test");
        check("/livez", "/livez");
        check("", "");
    }
}
