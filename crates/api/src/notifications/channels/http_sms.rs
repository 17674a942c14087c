//! A gateway that takes an HTTP request: the request for a message, and what the answer says.

use anteroom_api_types::notifications::sms::{
    HttpAuthorization, HttpBody, HttpMethod, HttpSms, HttpSuccess,
};
use anteroom_domain::limits::{GATEWAY_ANSWER_BYTES_MAX, GATEWAY_DEADLINE_SECONDS};
use anteroom_domain::notifications::DeliveryProblemCode as Code;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use jiff::Timestamp;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use url::Url;
use url::form_urlencoded;

use super::template::{self, Values};
use crate::app::App;
use crate::notifications::outgoing::{HandedOver, NotSent, Verdict};
use crate::outgoing_http::{Answer, Request, Unreached, retry_after_seconds};

/// Characters that are kept of an answer which is not understood.
const ANSWER_CHARACTERS_SHOWN: usize = 200;

/// Sends a message.
pub async fn send(app: &App, http: &HttpSms, values: &Values<'_>) -> Result<HandedOver, NotSent> {
    let request = request(http, values)?;
    let deadline = std::time::Duration::from_secs(GATEWAY_DEADLINE_SECONDS);
    let answer = app
        .outgoing_http
        .send(request, deadline, GATEWAY_ANSWER_BYTES_MAX)
        .await
        .map_err(|unreached| not_sent(&unreached))?;
    outcome(http, &answer, app.now()).map_err(|failed| without_secret(failed, values.secret))
}

/// The request for a message.
pub fn request(http: &HttpSms, values: &Values<'_>) -> Result<Request, NotSent> {
    let mut headers = HeaderMap::new();
    for header in &http.headers {
        let name = header.name.parse::<HeaderName>().map_err(unusable)?;
        let value = template::in_header(&header.value, values)?;
        headers.append(name, HeaderValue::from_str(&value).map_err(unusable)?);
    }
    if let Some(value) = authorization(http.authorization, values) {
        let mut value = HeaderValue::from_str(&value).map_err(unusable)?;
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    let body = match &http.body {
        HttpBody::None(_) => None,
        HttpBody::Form(form) => {
            let mut encoded = form_urlencoded::Serializer::new(String::new());
            for field in &form.fields {
                encoded.append_pair(&field.name, &template::in_field(&field.value, values)?);
            }
            Some(("application/x-www-form-urlencoded", encoded.finish()))
        }
        HttpBody::Json(json) => Some((
            "application/json",
            template::in_json(&json.template, values)?,
        )),
    };
    if let Some((media_type, _)) = body {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    }
    Ok(Request {
        method: match http.method {
            HttpMethod::Get => reqwest::Method::GET,
            HttpMethod::Post => reqwest::Method::POST,
            HttpMethod::Put => reqwest::Method::PUT,
        },
        url: address(http, values)?,
        headers,
        body: body.map(|(_, text)| text.into_bytes()),
    })
}

/// The address that a message is sent to.
pub fn address(http: &HttpSms, values: &Values<'_>) -> Result<Url, NotSent> {
    Url::parse(&template::in_url(&http.url, values)?).map_err(unusable)
}

/// Why the gateway was not reached, as a problem of the message.
pub fn not_sent(unreached: &Unreached) -> NotSent {
    let (code, detail) = match unreached {
        Unreached::NameUnknown(what) => (Code::NameUnknown, what.as_str()),
        Unreached::AddressNotAllowed(what) => (Code::AddressNotAllowed, what.as_str()),
        Unreached::ConnectionFailed(what) => (Code::ConnectionFailed, what.as_str()),
        Unreached::TlsFailed(what) => (Code::TlsFailed, what.as_str()),
        Unreached::TimedOut(what) => (Code::TimedOut, what.as_str()),
        Unreached::AnswerTooLarge => (
            Code::AnswerUnexpected,
            "the answer is larger than any that a gateway gives",
        ),
    };
    NotSent::for_now(code, detail)
}

fn authorization(kind: HttpAuthorization, values: &Values<'_>) -> Option<String> {
    match kind {
        HttpAuthorization::None => None,
        HttpAuthorization::Basic => {
            let pair = format!("{}:{}", values.user_name, values.secret);
            Some(format!("Basic {}", BASE64.encode(pair)))
        }
        HttpAuthorization::Bearer => Some(format!("Bearer {}", values.secret)),
    }
}

/// What an answer says.
fn outcome(http: &HttpSms, answer: &Answer, now: Timestamp) -> Result<HandedOver, NotSent> {
    let json: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let success = &http.success;
    if (success.status_min..=success.status_max).contains(&answer.status) {
        if !is_success(success, &json) {
            return Err(NotSent::for_now(Code::AnswerUnexpected, &shown(answer)));
        }
        let pointer = http.message_id_pointer.as_deref();
        let id = pointer.and_then(|pointer| text_at(&json, pointer));
        return Ok(HandedOver {
            provider_message_id: id.filter(|id| !id.is_empty()),
        });
    }
    Err(match answer.status {
        // What is wrong with the message is wrong with it everywhere and always.
        400 | 413 | 422 => NotSent::for_good(Code::Refused, &shown(answer)),
        401 | 403 => NotSent::for_now(Code::SignInRefused, &shown(answer)),
        408 | 425 | 429 | 500..=599 => {
            let asked_for = answer.retry_after.as_deref();
            NotSent {
                verdict: Verdict::TryAgain {
                    after_seconds: asked_for.and_then(|value| retry_after_seconds(value, now)),
                },
                ..NotSent::for_now(Code::RefusedForNow, &shown(answer))
            }
        }
        300..=399 => NotSent::for_now(
            Code::AnswerUnexpected,
            &format!("{}: a redirection, which is not followed", answer.status),
        ),
        _ => NotSent::for_now(Code::AnswerUnexpected, &shown(answer)),
    })
}

fn is_success(success: &HttpSuccess, json: &Value) -> bool {
    let Some(pointer) = &success.pointer else {
        return true;
    };
    match (text_at(json, pointer), &success.equals) {
        (Some(found), Some(wanted)) => found == *wanted,
        (Some(_), None) => true,
        (None, wanted) => wanted.is_none() && json.pointer(pointer).is_some_and(|it| !it.is_null()),
    }
}

/// The value at a place, as text; none for what is no text, number, or yes and no.
pub fn text_at(json: &Value, pointer: &str) -> Option<String> {
    match json.pointer(pointer)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn shown(answer: &Answer) -> String {
    let text = String::from_utf8_lossy(&answer.body);
    let begin: String = text.chars().take(ANSWER_CHARACTERS_SHOWN).collect();
    format!("{} {begin}", answer.status)
}

/// Some gateways repeat the request in their complaint.
fn without_secret(failed: NotSent, secret: &str) -> NotSent {
    if secret.is_empty() {
        return failed;
    }
    let mut failed = failed;
    failed.problem.detail = failed.problem.detail.replace(secret, "***");
    failed
}

/// What was checked on saving does not fail here; if it does, another gateway may do better.
fn unusable(error: impl std::fmt::Display) -> NotSent {
    NotSent::for_now(
        Code::MessageInvalid,
        &format!("no request can be made of the message: {error}"),
    )
}

#[cfg(test)]
mod tests;
