//! An empty page that the console fills with the HTML of a mail, to show it as it looks.
//!
//! Mails carry their styles inline, which our own pages forbid. This page allows them and nothing else: no
//! scripts, no requests. The console, of the same origin, writes into it; what it writes stays under these rules.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

/// Styles of the mail itself and pictures that stand in it as data; scripts never run, links lead nowhere.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
     frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";
/// Nothing in it changes but with the binary.
const CACHE: &str = "public, max-age=86400";
const PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Mail</title></head>\n<body></body>\n</html>\n";

/// The address of the page.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/mail-frame", web::get().to(mail_frame));
}

async fn mail_frame() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
        .insert_header((header::X_FRAME_OPTIONS, "SAMEORIGIN"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header((header::CACHE_CONTROL, CACHE))
        .content_type("text/html; charset=utf-8")
        .body(PAGE)
}
