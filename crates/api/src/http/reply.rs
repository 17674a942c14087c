//! The few forms of a good answer.

use actix_web::HttpResponse;
use actix_web::http::header;
use serde::Serialize;

use super::etag::etag;

/// 201 with the place of the new object.
pub fn created(location: String, body: &impl Serialize) -> HttpResponse {
    HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .json(body)
}

/// 201 of a configuration object, with its version.
pub fn created_versioned(location: String, version: i64, body: &impl Serialize) -> HttpResponse {
    HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .insert_header(etag(version))
        .json(body)
}

/// 200 of a changed configuration object, with its new version.
pub fn changed(version: i64, body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok().insert_header(etag(version)).json(body)
}

/// 200 of a configuration object whose answer also holds what moves without its version.
pub fn current(version: i64, body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok().insert_header(etag(version)).json(body)
}

/// 200 with a body.
pub fn ok(body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok().json(body)
}

/// 204.
pub fn no_content() -> HttpResponse {
    HttpResponse::NoContent().finish()
}
