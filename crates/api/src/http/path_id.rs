//! The id in a path; what is no id is not found.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use uuid::Uuid;

use super::caller_first::{Extracted, after_caller};
use super::error::ApiError;

/// The segment `{id}` of the path.
pub struct PathId(pub Uuid);

impl FromRequest for PathId {
    type Error = ApiError;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let id = request
            .match_info()
            .get("id")
            .and_then(|text| text.parse().ok());
        after_caller(request, id.map(Self).ok_or_else(ApiError::not_found))
    }
}
