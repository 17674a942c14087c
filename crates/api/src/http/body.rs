//! Reading a JSON body: bounded in size and time, checked, with pointers to what is wrong.

use std::future::Future;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use anteroom_api_types::problem::{FieldProblem, ProblemCode};
use garde::Validate;
use serde::de::DeserializeOwned;

use super::caller_first::{Extracted, caller_proved};
use super::error::ApiError;

/// The size of a body at most: 1 MiB.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;
/// How long a body may take; the framework has no deadline of its own.
const BODY_DEADLINE: Duration = Duration::from_secs(20);

/// A JSON body (`application/json`) that passed the checks of its type.
pub struct Body<T>(pub T);

/// A JSON merge patch (`application/merge-patch+json`, RFC 7396) that passed the checks of its type.
pub struct MergePatch<T>(pub T);

impl<T: DeserializeOwned + Validate<Context = ()> + 'static> FromRequest for Body<T> {
    type Error = ApiError;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = read(request, payload, "application/json");
        Box::pin(async move { parse(&bytes.await?).map(Self) })
    }
}

impl<T: DeserializeOwned + Validate<Context = ()> + 'static> FromRequest for MergePatch<T> {
    type Error = ApiError;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = read(request, payload, "application/merge-patch+json");
        Box::pin(async move { parse(&bytes.await?).map(Self) })
    }
}

/// Reads the bytes of a body of this media type.
pub fn read(
    request: &HttpRequest,
    payload: &mut Payload,
    media_type: &'static str,
) -> impl Future<Output = Result<web::Bytes, ApiError>> + use<> {
    let right_type = require_media_type(request, media_type);
    let bytes = read_any(request, payload);
    let proved = caller_proved(request);
    async move {
        proved.await;
        right_type?;
        bytes.await
    }
}

/// Reads the bytes of a body, whatever they are.
pub fn read_any(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<web::Bytes, ApiError>> + use<> {
    let bytes = web::Bytes::from_request(request, payload);
    async move {
        match tokio::time::timeout(BODY_DEADLINE, bytes).await {
            Ok(Ok(bytes)) => Ok(bytes),
            Ok(Err(error)) if error.as_response_error().status_code().as_u16() == 413 => Err(
                ApiError::new(ProblemCode::BodyTooLarge, "The body is larger than 1 MiB."),
            ),
            Ok(Err(_broken)) => Err(ApiError::new(
                ProblemCode::MalformedRequest,
                "The body could not be read.",
            )),
            Err(_elapsed) => Err(ApiError::new(
                ProblemCode::MalformedRequest,
                "The body took too long to arrive.",
            )),
        }
    }
}

/// Refuses a body of another media type.
pub fn require_media_type(request: &HttpRequest, expected: &'static str) -> Result<(), ApiError> {
    let is_right = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|value| value.trim().eq_ignore_ascii_case(expected));
    if is_right {
        Ok(())
    } else {
        Err(ApiError::new(
            ProblemCode::MediaTypeWrong,
            format!("Send the body with the header `Content-Type: {expected}`."),
        ))
    }
}

/// Parses and checks a JSON body: what is no JSON is malformed (400), what is JSON of another shape
/// or with other values than allowed is refused with pointers (422).
pub fn parse<T: DeserializeOwned + Validate<Context = ()>>(bytes: &[u8]) -> Result<T, ApiError> {
    if holds_nul(bytes) {
        return Err(ApiError::field(
            "",
            "nul_character",
            "A text holds the character U+0000, which no field may.",
        ));
    }
    // Every body is an object. The deserializer would take the fields from an array as well, in their order.
    if bytes.trim_ascii_start().starts_with(b"[") {
        return Err(ApiError::field(
            "",
            "wrong_type",
            "The body is an array, not an object.",
        ));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value: T = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let pointer = pointer_of_path(error.path());
        let inner = error.into_inner();
        match inner.classify() {
            serde_json::error::Category::Data => {
                ApiError::field(pointer, "wrong_type", inner.to_string())
            }
            _ => ApiError::new(
                ProblemCode::MalformedRequest,
                format!("The body is not JSON: {inner}."),
            ),
        }
    })?;
    deserializer.end().map_err(|error| {
        ApiError::new(
            ProblemCode::MalformedRequest,
            format!("The body is not JSON: {error}."),
        )
    })?;
    value.validate().map_err(|report| {
        ApiError::fields(
            report
                .iter()
                .map(|(path, error)| FieldProblem {
                    pointer: pointer_of_text(&path.to_string()),
                    code: "out_of_bounds".to_owned(),
                    message: error.message().to_owned(),
                })
                .collect(),
        )
    })?;
    Ok(value)
}

/// Whether an escape `\u0000` stands in the JSON text; a bare NUL is no JSON anyway.
fn holds_nul(bytes: &[u8]) -> bool {
    let mut index = 0;
    while let Some(byte) = bytes.get(index) {
        if *byte != b'\\' {
            index += 1;
            continue;
        }
        if bytes.get(index + 1..index + 6) == Some(b"u0000") {
            return true;
        }
        index += 2;
    }
    false
}

fn pointer_of_path(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => String::new(),
        })
        .collect()
}

/// `groups[0].name` as a JSON pointer (RFC 6901).
fn pointer_of_text(path: &str) -> String {
    let mut pointer = String::with_capacity(path.len() + 1);
    for part in path.split(['.', '[']).filter(|part| !part.is_empty()) {
        pointer.push('/');
        pointer.push_str(part.trim_end_matches(']'));
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nul_is_found_only_where_it_is_an_escape() {
        assert!(holds_nul(br#"{"a":"x\u0000"}"#));
        assert!(holds_nul(br#"{"a":"\\\u0000"}"#));
        assert!(!holds_nul(br#"{"a":"\\u0000"}"#));
        assert!(!holds_nul(br#"{"a":"\u0001"}"#));
    }

    #[test]
    fn paths_become_pointers() {
        assert_eq!(pointer_of_text("phone.name"), "/phone/name");
        assert_eq!(pointer_of_text("groups[2]"), "/groups/2");
        assert_eq!(pointer_of_text(""), "");
    }
}
