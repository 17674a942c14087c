//! Reading the query string: unknown and unreadable parameters are refused.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use anteroom_api_types::problem::ProblemCode;
use serde::de::DeserializeOwned;

use super::caller_first::{Extracted, after_caller};
use super::error::ApiError;

/// The query string; its type refuses unknown fields.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        after_caller(request, read(request.query_string()))
    }
}

fn read<T: DeserializeOwned>(query: &str) -> Result<Query<T>, ApiError> {
    if query.contains("%00") {
        return Err(ApiError::new(
            ProblemCode::InvalidParameter,
            "A parameter holds the character U+0000.",
        ));
    }
    web::Query::<T>::from_query(query)
        .map(|query| Query(query.into_inner()))
        .map_err(|error| {
            ApiError::new(
                ProblemCode::InvalidParameter,
                format!("The query string cannot be read: {error}."),
            )
        })
}
