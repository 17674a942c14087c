//! A caller with cookies: what a browser sends, and what comes back.

use std::collections::BTreeMap;
use std::sync::Mutex;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Method};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A browser, or a program that behaves like one. It keeps cookies and sends the CSRF header.
pub struct Browser {
    client: Client,
    base_url: String,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// An answer of the server.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.body))
    }

    /// The body as a type of the wire contract.
    pub fn read<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("another shape ({error}): {}", self.body))
    }

    /// The header `ETag`.
    pub fn etag(&self) -> String {
        self.header("etag").expect("there is an ETag").to_owned()
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The code of the problem document; checks that it is a whole one.
    pub fn problem(&self) -> String {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{self:?}"
        );
        let problem: anteroom_api_types::problem::Problem = self.read();
        assert_eq!(problem.status, self.status, "{self:?}");
        assert!(
            problem.type_uri.ends_with(problem.code.name()) && !problem.request_id.is_empty(),
            "{self:?}"
        );
        problem.code.name().to_owned()
    }

    /// Checks the status and the code of a refusal.
    pub fn refused(&self, status: u16, code: &str) -> &Self {
        assert_eq!(
            (self.status, self.problem().as_str()),
            (status, code),
            "{self:?}"
        );
        self
    }

    /// The JSON pointers that a refusal names.
    pub fn pointers(&self) -> Vec<String> {
        let errors = self.json()["errors"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        errors
            .iter()
            .map(|error| error["pointer"].as_str().unwrap().to_owned())
            .collect()
    }
}

impl Browser {
    /// A browser without cookies.
    pub fn new(base_url: &str) -> Self {
        // The client wants somebody who knows TLS, even where it never speaks it.
        let _already_there = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .tls_danger_accept_invalid_certs(true);
        let client = client.build().expect("a client can be made");
        Self {
            client,
            base_url: base_url.to_owned(),
            cookies: Mutex::default(),
        }
    }

    /// Sends a request with these headers and body; keeps the cookies of the answer.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Answer {
        let mut request = self
            .client
            .request(method.clone(), format!("{}{path}", self.base_url));
        if !method.is_safe()
            && !headers
                .iter()
                .any(|(name, _)| name.eq_ignore_ascii_case("x-anteroom-csrf"))
        {
            request = request.header("x-anteroom-csrf", "1");
        }
        let cookies = self.cookie_header();
        if !cookies.is_empty() {
            request = request.header("cookie", cookies);
        }
        for (name, value) in headers {
            request = request.header(
                HeaderName::from_bytes(name.as_bytes()).unwrap(),
                HeaderValue::from_str(value).unwrap(),
            );
        }
        if let Some(body) = body {
            request = request.body(body);
        }
        let response = request.send().await.expect("the server answers");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        self.keep_cookies(&headers);
        let body = response.text().await.expect("the body is text");
        Answer {
            status,
            headers,
            body,
        }
    }

    /// Whether a GET is answered with success; false as well while nobody listens.
    pub async fn is_answered(&self, path: &str) -> bool {
        let url = format!("{}{path}", self.base_url);
        let answer = self.client.get(url).send().await;
        answer.is_ok_and(|answer| answer.status().is_success())
    }

    /// A POST to a server that may be killed in the middle; the status, if there is one.
    pub async fn try_post(&self, path: &str, body: &Value) -> Option<u16> {
        let request = self
            .client
            .post(format!("{}{path}", self.base_url))
            .header("x-anteroom-csrf", "1")
            .header("cookie", self.cookie_header())
            .json(body);
        let answer = request.send().await.ok()?;
        Some(answer.status().as_u16())
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut jar = self.cookies.lock().unwrap();
        for cookie in headers.get_all("set-cookie") {
            let text = cookie.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() || text.contains("Max-Age=0") {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// The cookies as one header.
    pub fn cookie_header(&self) -> String {
        let jar = self.cookies.lock().unwrap();
        jar.iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Puts a cookie in.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies
            .lock()
            .unwrap()
            .insert(name.to_owned(), value.to_owned());
    }

    /// The same cookies in a second browser, or the same browser at another replica.
    pub fn with_cookies_of(&self, other: &Self) {
        self.cookies
            .lock()
            .unwrap()
            .clone_from(&other.cookies.lock().unwrap());
    }

    async fn send_json(
        &self,
        method: Method,
        path: &str,
        media_type: &str,
        if_match: Option<&str>,
        body: &Value,
    ) -> Answer {
        let mut headers = vec![("content-type", media_type)];
        headers.extend(if_match.map(|etag| ("if-match", etag)));
        self.send(method, path, &headers, Some(body.to_string().into_bytes()))
            .await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], None).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send_json(Method::POST, path, "application/json", None, body)
            .await
    }

    /// A POST without a body.
    pub async fn act(&self, path: &str) -> Answer {
        self.send(Method::POST, path, &[], None).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.send_json(Method::PUT, path, "application/json", None, body)
            .await
    }

    pub async fn put_if_match(&self, path: &str, etag: &str, body: &Value) -> Answer {
        self.send_json(Method::PUT, path, "application/json", Some(etag), body)
            .await
    }

    pub async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send_json(
            Method::PATCH,
            path,
            "application/merge-patch+json",
            None,
            body,
        )
        .await
    }

    pub async fn patch_if_match(&self, path: &str, etag: &str, body: &Value) -> Answer {
        self.send_json(
            Method::PATCH,
            path,
            "application/merge-patch+json",
            Some(etag),
            body,
        )
        .await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, &[], None).await
    }

    pub async fn delete_if_match(&self, path: &str, etag: &str) -> Answer {
        self.send(Method::DELETE, path, &[("if-match", etag)], None)
            .await
    }

    /// Starts a sign-in on the way to a path; answers its id.
    pub async fn start_sign_in(&self, user_name: &str, return_to: &str) -> String {
        let answer = self
            .post(
                "/api/v1/sign-ins",
                &json!({ "user_name": user_name, "return_to": return_to }),
            )
            .await;
        assert_eq!(answer.status, 201, "{answer:?}");
        answer.json()["id"].as_str().unwrap().to_owned()
    }

    /// Signs in with a password; panics when refused.
    pub async fn sign_in(&mut self, user_name: &str, password: &str) {
        let id = self.start_sign_in(user_name, "/").await;
        let answer = self
            .post(
                &format!("/api/v1/sign-ins/{id}/password"),
                &json!({ "password": password }),
            )
            .await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }
}
