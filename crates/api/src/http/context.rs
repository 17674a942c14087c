//! What is known of a request before anybody is asked who sends it.

use std::future::{Ready, ready};
use std::net::IpAddr;
use std::rc::Rc;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use anteroom_api_types::users::Language;

use super::error::ApiError;
use crate::failure::Unexpected;

/// The facts of one request; cheap to clone.
#[derive(Clone, Debug)]
pub struct RequestContext(Rc<Facts>);

#[derive(Debug)]
struct Facts {
    request_id: String,
    client_address: Option<IpAddr>,
    user_agent: String,
    language: Language,
}

impl RequestContext {
    /// Collects the facts.
    pub(super) fn new(
        request_id: String,
        client_address: Option<IpAddr>,
        headers: &header::HeaderMap,
    ) -> Self {
        let user_agent: String = text(headers, &header::USER_AGENT)
            .chars()
            .filter(|c| !c.is_control())
            .take(300)
            .collect();
        let language = language(text(headers, &header::ACCEPT_LANGUAGE));
        Self(Rc::new(Facts {
            request_id,
            client_address,
            user_agent,
            language,
        }))
    }

    /// The id under which the request is logged.
    pub fn request_id(&self) -> &str {
        &self.0.request_id
    }

    /// The client's address as trusted proxies tell it; `None` when it cannot be known.
    pub fn client_address(&self) -> Option<IpAddr> {
        self.0.client_address
    }

    /// What the browser says of itself, at most 300 characters.
    pub fn user_agent(&self) -> &str {
        &self.0.user_agent
    }

    /// The first language of the browser that we have; English when none is.
    pub fn language(&self) -> Language {
        self.0.language
    }
}

impl FromRequest for RequestContext {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Self>().cloned().ok_or_else(|| {
            Unexpected::new("reading the request", "the envelope is missing").into()
        }))
    }
}

fn text<'a>(headers: &'a header::HeaderMap, name: &header::HeaderName) -> &'a str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// The first language that is ours, in the order the browser wrote them; weights are in that order
/// in every browser there is.
fn language(accepted: &str) -> Language {
    accepted
        .split(',')
        .find_map(|part| {
            let tag = part.split([';', '-']).next().unwrap_or_default().trim();
            match tag.to_ascii_lowercase().as_str() {
                "en" => Some(Language::En),
                "sv" => Some(Language::Sv),
                "de" => Some(Language::De),
                _ => None,
            }
        })
        .unwrap_or(Language::En)
}
