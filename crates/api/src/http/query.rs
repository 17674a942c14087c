//! Reading the query string: unknown and unreadable parameters are refused.

use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use anteroom_api_types::problem::ProblemCode;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::caller_first::{Extracted, after_caller};
use super::error::ApiError;

/// Longer than any name that is looked for; a pattern costs the database by its length.
const FILTER_CHARACTERS_MAX: usize = 100;

/// A text that a list is filtered by, at most 100 characters.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub struct FilterText(String);

impl FilterText {
    pub fn into_inner(self) -> String {
        self.0
    }
}

impl TryFrom<String> for FilterText {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.chars().count() > FILTER_CHARACTERS_MAX {
            return Err(format!(
                "a text to filter by has at most {FILTER_CHARACTERS_MAX} characters"
            ));
        }
        Ok(Self(text))
    }
}

impl Deref for FilterText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

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
