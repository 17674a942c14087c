//! The HTTP side of a phone: one request with its proof, the nonce of every answer, one retry when a nonce is asked for.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anteroom_api_types::problem::{Problem, ProblemCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{Method, StatusCode};
use ring::rand::{SecureRandom as _, SystemRandom};

use crate::key::{KeyError, KeyPair};
use crate::link::ServerAddress;
use crate::proof::{NONCE_HEADER, PROOF_HEADER, Proof};

/// How long a connection may take.
const CONNECT_SECONDS_MAX: u64 = 10;

/// How long a whole request may take.
const REQUEST_SECONDS_MAX: u64 = 30;

/// No answer of the protocol comes near this size; a stranger's server shall not fill the memory of a phone.
const ANSWER_BYTES_MAX: usize = 256 * 1024;

/// The longest nonce that is kept, in characters.
const NONCE_CHARACTERS_MAX: usize = 512;

/// Bytes of randomness in a `jti`: enough that no two proofs ever have the same.
const JTI_BYTES: usize = 16;

/// Why a call did not bring what was asked for.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    /// The server refused; the problem document says why.
    #[error("the server refused: {}", .0.title)]
    Refused(Box<Problem>),
    /// There was no answer.
    #[error("no connection to the server: {0}")]
    NoConnection(#[source] reqwest::Error),
    /// The answer is not one of this protocol, so something else than Anteroom, or a proxy, answered.
    #[error("the answer (status {status}) is not one of the device protocol")]
    UnexpectedAnswer {
        /// The HTTP status.
        status: u16,
    },
    /// No proof could be made.
    #[error("the proof could not be made: {0}")]
    Proof(#[from] KeyError),
}

impl DeviceError {
    /// The problem document, if the server refused.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Refused(problem) => Some(problem),
            _ => None,
        }
    }

    /// The code of the refusal, if the server refused.
    #[must_use]
    pub fn code(&self) -> Option<ProblemCode> {
        self.problem().map(|problem| problem.code)
    }
}

/// What a phone takes from the machine it runs on.
#[derive(Clone)]
pub struct Surroundings {
    /// The clock. The server does not judge by it.
    pub now: fn() -> Timestamp,
    /// The random source.
    pub random: SystemRandom,
}

/// A phone's connection to one server. It serves several profiles of that server.
pub struct DeviceClient {
    server: ServerAddress,
    http: reqwest::Client,
    surroundings: Surroundings,
    nonce: Mutex<Option<String>>,
}

/// One request before its proof.
pub(crate) struct Call {
    pub(crate) method: Method,
    /// Below the base address, with its first slash.
    pub(crate) path: String,
    /// The bytes and their media type.
    pub(crate) body: Option<(Vec<u8>, &'static str)>,
}

/// An answer as it came.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// An HTTP client as the protocol wants it: rustls on ring, no redirects, time limits.
///
/// # Errors
/// [`DeviceError::NoConnection`] when the machine has no certificates of authorities to trust.
pub fn http_client(server: &ServerAddress) -> Result<reqwest::Client, DeviceError> {
    // A second call finds the provider in place, which is as good.
    let _already_there = rustls::crypto::ring::default_provider().install_default();
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("anteroom-device/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(CONNECT_SECONDS_MAX))
        .timeout(Duration::from_secs(REQUEST_SECONDS_MAX));
    if server.is_loopback() {
        builder = builder.no_proxy();
    }
    if !server.is_encrypted() {
        // Without encryption no authority is asked, and a small machine that has none still gets on.
        builder = builder.tls_certs_only([]);
    }
    builder.build().map_err(DeviceError::NoConnection)
}

impl DeviceClient {
    /// A client for one server.
    #[must_use]
    pub const fn new(
        server: ServerAddress,
        http: reqwest::Client,
        surroundings: Surroundings,
    ) -> Self {
        Self {
            server,
            http,
            surroundings,
            nonce: Mutex::new(None),
        }
    }

    /// The server that it talks to.
    #[must_use]
    pub const fn server(&self) -> &ServerAddress {
        &self.server
    }

    /// Sends a request, with a proof by the key if there is one, and answers the bytes of a success.
    pub(crate) async fn send(
        &self,
        call: &Call,
        key: Option<&KeyPair>,
    ) -> Result<Vec<u8>, DeviceError> {
        let answer = self.send_once(call, key).await?;
        let nonce_is_new = self.remember_nonce(&answer.headers);
        match answer.into_result() {
            // Once is enough: a server that does not take its own newest nonce will not take the next one either.
            Err(error) if nonce_is_new && error.code() == Some(ProblemCode::UseDpopNonce) => {
                let answer = self.send_once(call, key).await?;
                self.remember_nonce(&answer.headers);
                answer.into_result()
            }
            result => result,
        }
    }

    async fn send_once(&self, call: &Call, key: Option<&KeyPair>) -> Result<Answer, DeviceError> {
        let url = format!("{}{}", self.server.as_str(), call.path);
        let mut request = self.http.request(call.method.clone(), &url);
        if let Some(key) = key {
            let body = call.body.as_ref().map_or(&[][..], |(bytes, _)| bytes);
            let proof = self.proof(key, call.method.as_str(), &url, body)?;
            request = request.header(PROOF_HEADER, proof.as_str());
        }
        if let Some((bytes, media_type)) = &call.body {
            request = request
                .header(CONTENT_TYPE, *media_type)
                .body(bytes.clone());
        }
        let mut response = request.send().await.map_err(DeviceError::NoConnection)?;
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(DeviceError::NoConnection)? {
            if body.len() + chunk.len() > ANSWER_BYTES_MAX {
                return Err(DeviceError::UnexpectedAnswer {
                    status: status.as_u16(),
                });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer {
            status,
            headers,
            body,
        })
    }

    fn proof(
        &self,
        key: &KeyPair,
        method: &str,
        url: &str,
        body: &[u8],
    ) -> Result<Proof, KeyError> {
        let mut jti = [0_u8; JTI_BYTES];
        if self.surroundings.random.fill(&mut jti).is_err() {
            return Err(KeyError::RandomSource);
        }
        let nonce = self
            .nonce
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let now = (self.surroundings.now)();
        Proof::new(
            key,
            method,
            url,
            body,
            nonce.as_deref(),
            now,
            &URL_SAFE_NO_PAD.encode(jti),
        )
    }

    /// Keeps the nonce of an answer and says whether it differs from the last one.
    fn remember_nonce(&self, headers: &HeaderMap) -> bool {
        let Some(nonce) = headers
            .get(NONCE_HEADER)
            .and_then(|value| value.to_str().ok())
            .filter(|nonce| !nonce.is_empty() && nonce.len() <= NONCE_CHARACTERS_MAX)
        else {
            return false;
        };
        let mut known = self.nonce.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = known.as_deref() != Some(nonce);
        *known = Some(nonce.to_owned());
        is_new
    }
}

impl Answer {
    fn into_result(self) -> Result<Vec<u8>, DeviceError> {
        if self.status.is_success() {
            return Ok(self.body);
        }
        match serde_json::from_slice::<Problem>(&self.body) {
            Ok(problem) => Err(DeviceError::Refused(Box::new(problem))),
            Err(_not_a_problem) => Err(DeviceError::UnexpectedAnswer {
                status: self.status.as_u16(),
            }),
        }
    }
}
