//! The id in a path; what is no id is not found.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use uuid::Uuid;

use super::caller_first::{Extracted, after_caller};
use super::error::ApiError;
use super::unmatched::{KnownPaths, method_not_allowed};

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
        let refusal = || {
            // What stands in the place of the id may be a path of its own, with other methods.
            request
                .app_data::<web::Data<KnownPaths>>()
                .and_then(|known| method_not_allowed(known, request.path(), request.method()))
                .unwrap_or_else(ApiError::not_found)
        };
        after_caller(request, id.map(Self).ok_or_else(refusal))
    }
}
