//! Reading the query string: unknown and unreadable parameters are refused.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use anteroom_api_types::problem::ProblemCode;
use serde::de::DeserializeOwned;

use super::caller_first::{Extracted, after_caller};
use super::error::ApiError;

const SEARCH_PARAMETER: &str = "q";

/// Longer than any name that is searched for; a pattern costs the database by its length.
const SEARCH_CHARACTERS_MAX: usize = 100;

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
    refuse_long_search(query)?;
    web::Query::<T>::from_query(query)
        .map(|query| Query(query.into_inner()))
        .map_err(|error| {
            ApiError::new(
                ProblemCode::InvalidParameter,
                format!("The query string cannot be read: {error}."),
            )
        })
}

/// Every list is searched by the same parameter.
fn refuse_long_search(query: &str) -> Result<(), ApiError> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query);
    let is_long = |(name, value): &(String, String)| {
        name == SEARCH_PARAMETER && value.chars().count() > SEARCH_CHARACTERS_MAX
    };
    match pairs {
        Ok(pairs) if pairs.iter().any(is_long) => Err(ApiError::new(
            ProblemCode::InvalidParameter,
            format!("`q` has at most {SEARCH_CHARACTERS_MAX} characters."),
        )),
        // What cannot be read is told by the reading itself.
        _ => Ok(()),
    }
}
