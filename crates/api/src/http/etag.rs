//! Versions of configuration objects: strong `ETag`s, `If-Match`, `If-None-Match` (RFC 9110).

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use anteroom_api_types::problem::ProblemCode;
use serde::Serialize;

use super::caller_first::{Extracted, after_caller};
use super::error::ApiError;

/// The version that the caller of a change has seen, from `If-Match`.
#[derive(Clone, Copy, Debug)]
pub enum IfMatch {
    /// `*`: whatever the version is.
    Any,
    /// This version.
    Version(i64),
    /// A value that no object of ours ever has.
    Foreign,
}

/// The version has moved on since the caller read it.
#[derive(Clone, Copy, Debug)]
pub struct VersionStale;

impl IfMatch {
    /// Refuses when the object has another version than the caller has seen.
    pub fn check(self, current: i64) -> Result<(), VersionStale> {
        match self {
            Self::Any => Ok(()),
            Self::Version(seen) if seen == current => Ok(()),
            Self::Version(_) | Self::Foreign => Err(VersionStale),
        }
    }
}

impl From<VersionStale> for ApiError {
    fn from(_: VersionStale) -> Self {
        Self::new(
            ProblemCode::VersionStale,
            "Somebody else changed it since you read it. Read it again and repeat your change.",
        )
    }
}

impl FromRequest for IfMatch {
    type Error = ApiError;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        after_caller(request, seen_version(request))
    }
}

fn seen_version(request: &HttpRequest) -> Result<IfMatch, ApiError> {
    let value = request.headers().get(header::IF_MATCH).ok_or_else(|| {
        ApiError::new(
            ProblemCode::VersionRequired,
            "Send the `ETag` that you read in the header `If-Match`, so that no change of another is lost.",
        )
    })?;
    Ok(match value.to_str().map(str::trim) {
        Ok("*") => IfMatch::Any,
        Ok(text) => version_of(text).map_or(IfMatch::Foreign, IfMatch::Version),
        Err(_not_text) => IfMatch::Foreign,
    })
}

/// Answers an object with its version; 304 when the caller has it already.
pub fn versioned(request: &HttpRequest, version: i64, body: &impl Serialize) -> HttpResponse {
    let seen = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|list| {
            list.split(',')
                .any(|tag| version_of(tag.trim()) == Some(version))
        });
    if seen {
        return HttpResponse::NotModified()
            .insert_header(etag(version))
            .finish();
    }
    HttpResponse::Ok().insert_header(etag(version)).json(body)
}

/// The header `ETag` of a version.
pub fn etag(version: i64) -> (header::HeaderName, String) {
    (header::ETAG, format!("\"{version}\""))
}

fn version_of(tag: &str) -> Option<i64> {
    tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok()
}
