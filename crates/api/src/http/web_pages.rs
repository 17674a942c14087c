//! The pages inside the binary: their shells, and their files with hashed names.
//!
//! A shell is the same for everybody; what it shows comes from the API, which asks the rules each
//! time. The rules are asked for the shell as well, so that a page that is refused says so by its
//! status, and somebody who is not signed in is led to the sign-in page.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};

use super::error::ApiError;
use crate::app::App;
use crate::sessions::{PageVerdict, page_guard};

/// One file of the pages.
pub struct PageFile {
    path: &'static str,
    content_type: &'static str,
    immutable: bool,
    sha256: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/page_files.rs"));

/// The address that the provisioning page had in the product that people come from.
const FORMER_PROVISIONING_PAGE: &str = "/wa/personal/provisioning.html";

/// Where guarded pages live, and which shell shows them.
const GUARDED: [(&str, &str); 4] = [
    ("/", "portal.html"),
    ("/provisioning", "portal.html"),
    ("/profiles", "portal.html"),
    ("/admin", "admin.html"),
];
/// Pages that anybody may open.
const OPEN: [(&str, &str); 4] = [
    ("/sign-in", "portal.html"),
    ("/setup", "portal.html"),
    ("/report", "portal.html"),
    ("/a", "phone.html"),
];

/// The addresses of the pages and their files.
pub fn routes(config: &mut web::ServiceConfig) {
    for (path, shell) in OPEN {
        config.route(
            path,
            web::get().to(move |request: HttpRequest| async move { file(&request, shell) }),
        );
    }
    for (path, shell) in GUARDED {
        let handler =
            move |app: web::Data<App>, request: HttpRequest| guarded(app, request, path, shell);
        config.route(path, web::get().to(handler));
    }
    config.route(
        "/admin/{below:.*}",
        web::get().to(|app: web::Data<App>, request: HttpRequest| {
            guarded(app, request, "/admin", "admin.html")
        }),
    );
    config.route(
        FORMER_PROVISIONING_PAGE,
        web::get().to(former_provisioning_page),
    );
    for page_file in FILES
        .iter()
        .filter(|file| !file.content_type.starts_with("text/html"))
    {
        let path = page_file.path;
        config.route(
            &format!("/{path}"),
            web::get().to(move |request: HttpRequest| async move { file(&request, path) }),
        );
    }
}

async fn guarded(
    app: web::Data<App>,
    request: HttpRequest,
    resource: &'static str,
    shell: &'static str,
) -> HttpResponse {
    match page_guard(&app, &request, resource).await {
        Ok(PageVerdict::Allowed) => file(&request, shell),
        Ok(PageVerdict::SignIn) => {
            let target = format!("/sign-in?return_to={}", encoded(&request.uri().to_string()));
            HttpResponse::SeeOther()
                .insert_header((header::LOCATION, target))
                .insert_header((header::CACHE_CONTROL, "no-store"))
                .finish()
        }
        // The shell explains what is missing; its status tells programs.
        Ok(PageVerdict::StepUpOrDenied) => refused_page(&request, shell),
        Err(error) => error.into_response(),
    }
}

async fn former_provisioning_page() -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, "/provisioning"))
        .finish()
}

/// A page under a refusal. Always whole: a refusal is never "the same as what you have".
fn refused_page(request: &HttpRequest, path: &str) -> HttpResponse {
    let Some(file) = found(path) else {
        return pages_missing();
    };
    let mut response = HttpResponse::Forbidden();
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    with_body(request, file, &mut response)
}

fn found(path: &str) -> Option<&'static PageFile> {
    FILES.iter().find(|file| file.path == path)
}

/// Answers a file: compressed as the browser takes it, 304 when it has it already.
fn file(request: &HttpRequest, path: &str) -> HttpResponse {
    let Some(file) = found(path) else {
        return pages_missing();
    };
    let tag = format!("\"{}\"", file.sha256.get(..32).unwrap_or(file.sha256));
    let cache = if file.immutable {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::ETAG, tag.clone()))
        .insert_header((header::CACHE_CONTROL, cache));
    if header_of(request, &header::IF_NONE_MATCH)
        .split(',')
        .any(|seen| seen.trim().trim_start_matches("W/") == tag)
    {
        return response
            .status(actix_web::http::StatusCode::NOT_MODIFIED)
            .finish();
    }
    with_body(request, file, &mut response)
}

fn with_body(
    request: &HttpRequest,
    file: &'static PageFile,
    response: &mut HttpResponseBuilder,
) -> HttpResponse {
    let (encoding, bytes) = encoded_form(file, header_of(request, &header::ACCEPT_ENCODING));
    response.insert_header((header::VARY, "Accept-Encoding"));
    if let Some(encoding) = encoding {
        response.insert_header((header::CONTENT_ENCODING, HeaderValue::from_static(encoding)));
    }
    response.content_type(file.content_type).body(bytes)
}

fn encoded_form(file: &PageFile, accepted: &str) -> (Option<&'static str>, &'static [u8]) {
    let accepts = |name: &str| {
        accepted.split(',').any(|part| {
            let mut pieces = part.split(';').map(str::trim);
            pieces.next() == Some(name) && pieces.all(|weight| weight != "q=0")
        })
    };
    match (file.brotli, file.gzip) {
        (Some(bytes), _) if accepts("br") => (Some("br"), bytes),
        (_, Some(bytes)) if accepts("gzip") => (Some("gzip"), bytes),
        _ => (None, file.plain),
    }
}

fn header_of<'a>(request: &'a HttpRequest, name: &header::HeaderName) -> &'a str {
    request
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// A binary that was built before its pages; the API works all the same.
fn pages_missing() -> HttpResponse {
    if FILES.is_empty() {
        return HttpResponse::ServiceUnavailable()
            .content_type("text/plain; charset=utf-8")
            .body("This binary was built without its pages. Build them with `cargo xtask pages`, then build the server again.\n");
    }
    ApiError::not_found().into_response()
}

/// Percent-encodes everything but the unreserved characters (RFC 3986 section 2.3).
fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes()
        .fold(String::with_capacity(text.len()), |mut encoded, byte| {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
                encoded.push(char::from(byte));
            } else {
                // Writing to a string cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
            encoded
        })
}
