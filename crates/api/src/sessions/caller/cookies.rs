//! Our cookies: reading them, setting them, clearing them.
//!
//! All have the prefix `__Host-`: the browser takes them over a secure connection (or from this
//! machine) only, for this host alone, for all its paths; no neighbouring host can plant one.

use actix_web::http::header::{self, HeaderMap, HeaderValue};

/// Holds the secret of a session.
pub const SESSION: &str = "__Host-anteroom_session";
/// Binds a sign-in to its browser.
pub const SIGN_IN: &str = "__Host-anteroom_sign_in";
/// Marks a browser in which somebody has signed in.
pub const KNOWN_BROWSER: &str = "__Host-anteroom_known_browser";

/// How long a browser stays known: half a year.
const KNOWN_BROWSER_SECONDS: u64 = 180 * 86_400;

/// The value of a cookie; of two with one name the first counts.
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
        .filter(|value| !value.is_empty())
}

/// The session of this secret, until the browser closes; the server ends it earlier.
pub fn session(secret: &str) -> Option<HeaderValue> {
    set(SESSION, secret, None)
}

/// The secret of sign-ins, for as long as one lasts.
pub fn sign_in(secret: &str) -> Option<HeaderValue> {
    let seconds = anteroom_domain::limits::SIGN_IN_LIFETIME_SECONDS;
    set(SIGN_IN, secret, Some(seconds))
}

/// The mark of a known browser.
pub fn known_browser(mark: &str) -> Option<HeaderValue> {
    set(KNOWN_BROWSER, mark, Some(KNOWN_BROWSER_SECONDS))
}

/// Takes a cookie away.
pub fn cleared(name: &str) -> Option<HeaderValue> {
    set(name, "", Some(0))
}

fn set(name: &str, value: &str, max_age_seconds: Option<u64>) -> Option<HeaderValue> {
    let age = max_age_seconds.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
    HeaderValue::from_str(&format!(
        "{name}={value}; Path=/; HttpOnly; Secure; SameSite=Lax{age}"
    ))
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_read_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("a=1; __Host-anteroom_session=first; b=x=y"),
        );
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("__Host-anteroom_session=second; empty="),
        );
        assert_eq!(read(&headers, SESSION), Some("first"));
        assert_eq!(read(&headers, "b"), Some("x=y"));
        assert_eq!(read(&headers, "anteroom_session"), None);
        assert_eq!(read(&headers, "empty"), None);
    }
}
