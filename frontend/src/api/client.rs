//! The HTTP client of the pages: fetch, the CSRF header, versions, and problem documents.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCredentials, RequestInit, Response};

use super::ApiFailure;
use crate::kit::browser;

/// The root of the REST API.
pub const API: &str = "/api/v1";

/// A configuration object together with the version that a change of it must name.
#[derive(Clone, Debug, PartialEq)]
pub struct Versioned<T> {
    /// The object.
    pub value: T,
    /// Its strong entity tag, for `If-Match`.
    pub etag: String,
}

/// A request before it is sent. Without a method it is a GET.
#[derive(Clone, Debug, Default)]
pub struct Call {
    pub method: Method,
    pub address: String,
    pub body: Option<String>,
    pub content_type: Option<&'static str>,
    /// Header names and values beyond those that every call carries.
    pub headers: Vec<(&'static str, String)>,
}

/// The methods of the API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    #[default]
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// An answer of any status, with its body read.
pub struct Answer {
    pub status: u16,
    pub body: String,
    pub etag: Option<String>,
    headers: Headers,
}

impl Answer {
    /// A header of the answer.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).ok().flatten()
    }

    fn successful(self) -> Result<Self, ApiFailure> {
        if (200..300).contains(&self.status) {
            Ok(self)
        } else {
            Err(ApiFailure::from_answer(self.status, &self.body))
        }
    }

    fn value<T: DeserializeOwned>(&self) -> Result<T, ApiFailure> {
        read(&self.body, self.status)
    }
}

/// Reads an answer's JSON.
///
/// # Errors
/// When it is not of the contract.
pub fn read<T: DeserializeOwned>(body: &str, status: u16) -> Result<T, ApiFailure> {
    serde_json::from_str(body).map_err(|_not_of_the_contract| ApiFailure::not_understood(status))
}

/// Writes a body. The types of the contract always serialise.
#[must_use]
pub fn write<B: Serialize>(body: &B) -> String {
    serde_json::to_string(body).unwrap_or_default()
}

/// Sends a request and reads the answer, whatever its status.
///
/// # Errors
/// [`ApiFailure::no_answer`] when none came.
pub async fn send(call: Call) -> Result<Answer, ApiFailure> {
    fetch(call).await.map_err(|_cause| ApiFailure::no_answer())
}

async fn fetch(call: Call) -> Result<Answer, JsValue> {
    let headers = Headers::new()?;
    headers.set("Accept", "application/json, application/problem+json")?;
    headers.set("Accept-Language", crate::text::language().tag())?;
    if call.method != Method::Get {
        headers.set("X-Anteroom-CSRF", "1")?;
    }
    if let Some(content_type) = call.content_type {
        headers.set("Content-Type", content_type)?;
    }
    for (name, value) in &call.headers {
        headers.set(name, value)?;
    }
    let init = RequestInit::new();
    init.set_method(call.method.name());
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_headers(&headers);
    if let Some(body) = &call.body {
        init.set_body(&JsValue::from_str(body));
    }
    let answer: Response =
        JsFuture::from(browser::window().fetch_with_str_and_init(&call.address, &init))
            .await?
            .dyn_into()?;
    let body = JsFuture::from(answer.text()?)
        .await?
        .as_string()
        .unwrap_or_default();
    let headers = answer.headers();
    Ok(Answer {
        status: answer.status(),
        body,
        etag: headers.get("ETag")?,
        headers,
    })
}

fn api_call(method: Method, path: &str) -> Call {
    Call {
        method,
        address: format!("{API}{path}"),
        ..Call::default()
    }
}

fn with_body<B: Serialize>(method: Method, path: &str, body: &B) -> Call {
    let content_type = if method == Method::Patch {
        "application/merge-patch+json"
    } else {
        "application/json"
    };
    Call {
        body: Some(write(body)),
        content_type: Some(content_type),
        ..api_call(method, path)
    }
}

fn with_version(mut call: Call, etag: &str) -> Call {
    call.headers.push(("If-Match", etag.to_owned()));
    call
}

async fn succeed(call: Call) -> Result<Answer, ApiFailure> {
    send(call).await?.successful()
}

fn versioned<T: DeserializeOwned>(answer: &Answer) -> Result<Versioned<T>, ApiFailure> {
    Ok(Versioned {
        value: answer.value()?,
        etag: answer.etag.clone().unwrap_or_default(),
    })
}

/// Reads something.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiFailure> {
    succeed(api_call(Method::Get, path)).await?.value()
}

/// Reads a configuration object with its version.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get_versioned<T: DeserializeOwned>(path: &str) -> Result<Versioned<T>, ApiFailure> {
    versioned(&succeed(api_call(Method::Get, path)).await?)
}

/// Sends a body and reads the answer.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn post<B: Serialize, T: DeserializeOwned>(
    path: &str,
    body: &B,
) -> Result<T, ApiFailure> {
    succeed(with_body(Method::Post, path, body)).await?.value()
}

/// Asks for an action without a body and reads the answer.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn act<T: DeserializeOwned>(path: &str) -> Result<T, ApiFailure> {
    succeed(api_call(Method::Post, path)).await?.value()
}

/// Asks for an action without a body whose answer does not matter.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn act_silently(path: &str) -> Result<(), ApiFailure> {
    succeed(api_call(Method::Post, path)).await.map(drop)
}

/// Sends a body whose answer does not matter.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn post_silently<B: Serialize>(path: &str, body: &B) -> Result<(), ApiFailure> {
    succeed(with_body(Method::Post, path, body)).await.map(drop)
}

/// Replaces a singleton of a known version.
///
/// # Errors
/// Any refusal, `version_stale` among them, or no answer.
pub async fn put<B: Serialize, T: DeserializeOwned>(
    path: &str,
    body: &B,
    etag: &str,
) -> Result<Versioned<T>, ApiFailure> {
    versioned(&succeed(with_version(with_body(Method::Put, path, body), etag)).await?)
}

/// Puts something that has no version of its own, such as the role of a user.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn put_unversioned<B: Serialize, T: DeserializeOwned>(
    path: &str,
    body: &B,
) -> Result<T, ApiFailure> {
    succeed(with_body(Method::Put, path, body)).await?.value()
}

/// Changes parts of an object of a known version.
///
/// # Errors
/// Any refusal, `version_stale` among them, or no answer.
pub async fn patch<B: Serialize, T: DeserializeOwned>(
    path: &str,
    body: &B,
    etag: &str,
) -> Result<Versioned<T>, ApiFailure> {
    versioned(&succeed(with_version(with_body(Method::Patch, path, body), etag)).await?)
}

/// Changes parts of something that has no version.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn patch_unversioned<B: Serialize, T: DeserializeOwned>(
    path: &str,
    body: &B,
) -> Result<T, ApiFailure> {
    succeed(with_body(Method::Patch, path, body)).await?.value()
}

/// Removes an object of a known version.
///
/// # Errors
/// Any refusal, `version_stale` among them, or no answer.
pub async fn delete(path: &str, etag: &str) -> Result<(), ApiFailure> {
    succeed(with_version(api_call(Method::Delete, path), etag))
        .await
        .map(drop)
}

/// Removes something that has no version.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn delete_unversioned(path: &str) -> Result<(), ApiFailure> {
    succeed(api_call(Method::Delete, path)).await.map(drop)
}

/// The address of a list with its filters; empty ones are left out.
#[must_use]
pub fn list_path(path: &str, filters: &[(&str, Option<&str>)]) -> String {
    let mut query = crate::query::Query::default();
    for (name, value) in filters {
        query = query.with(name, *value);
    }
    format!("{path}{}", query.to_search())
}
