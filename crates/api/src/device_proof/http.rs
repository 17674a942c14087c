//! The extractors of the device protocol, and the fresh nonce on every answer.

use std::future::Future;
use std::pin::Pin;

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpRequest, web};
use anteroom_api_types::problem::ProblemCode;
use anteroom_domain::ids::ProfileId;
use garde::Validate;
use jiff::Timestamp;
use serde::de::DeserializeOwned;

use super::nonce;
use super::verify::{ProofRefused, ProvedRequest, Verified, verify};
use crate::app::App;
use crate::audit::{Actor, Origin};
use crate::failure::Unexpected;
use crate::http::{ApiError, RequestContext, body};

/// The request header that carries the proof (RFC 9449 section 4.1).
const PROOF_HEADER: HeaderName = HeaderName::from_static("dpop");
/// The answer header that carries the nonce of the next proof (RFC 9449 section 8).
const NONCE_HEADER: HeaderName = HeaderName::from_static("dpop-nonce");

/// A phone that has proved to hold its key.
pub struct DeviceProof {
    /// The RFC 7638 thumbprint of the key.
    pub thumbprint: String,
    /// The public key as canonical JSON.
    pub public_key: String,
    /// What must be remembered in the transaction of the change.
    pub used: UsedProof,
    /// The request.
    pub context: RequestContext,
}

/// What is remembered of a proof.
#[derive(Clone, Copy)]
pub struct UsedProof {
    pub(super) id: [u8; 32],
    pub(super) nonce_ends_at: Timestamp,
}

/// The same proof was used before.
#[derive(Clone, Copy, Debug)]
pub struct ProofReplayed;

/// A proof, and the JSON body (`application/json`) that it covers.
pub struct ProvedBody<T>(pub DeviceProof, pub T);

/// A proof, and the JSON merge patch (`application/merge-patch+json`) that it covers.
pub struct ProvedPatch<T>(pub DeviceProof, pub T);

impl DeviceProof {
    /// Where the changes of this phone come from, for the audit events.
    pub fn origin(&self, profile: Option<ProfileId>, phone_name: impl Into<String>) -> Origin {
        Origin {
            actor: Actor::Phone {
                id: profile,
                name: phone_name.into(),
            },
            client_address: self.context.client_address(),
            request_id: Some(self.context.request_id().to_owned()),
        }
    }
}

impl From<ProofReplayed> for ApiError {
    fn from(_replayed: ProofReplayed) -> Self {
        Self::new(
            ProblemCode::ProofInvalid,
            "This proof was used before; each counts once.",
        )
    }
}

type Extracting<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

impl FromRequest for DeviceProof {
    type Error = ApiError;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, bytes) = (request.clone(), body::read_any(request, payload));
        Box::pin(async move { prove(&request, &bytes.await?) })
    }
}

impl<T: DeserializeOwned + Validate<Context = ()> + 'static> FromRequest for ProvedBody<T> {
    type Error = ApiError;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, bytes) = (request.clone(), body::read_any(request, payload));
        Box::pin(async move {
            let bytes = bytes.await?;
            let proof = prove(&request, &bytes)?;
            body::require_media_type(&request, "application/json")?;
            Ok(Self(proof, body::parse(&bytes)?))
        })
    }
}

impl<T: DeserializeOwned + Validate<Context = ()> + 'static> FromRequest for ProvedPatch<T> {
    type Error = ApiError;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, bytes) = (request.clone(), body::read_any(request, payload));
        Box::pin(async move {
            let bytes = bytes.await?;
            let proof = prove(&request, &bytes)?;
            body::require_media_type(&request, "application/merge-patch+json")?;
            Ok(Self(proof, body::parse(&bytes)?))
        })
    }
}

fn prove(request: &HttpRequest, body: &[u8]) -> Result<DeviceProof, ApiError> {
    let app = request
        .app_data::<web::Data<App>>()
        .ok_or_else(|| Unexpected::new("verifying a proof", "the app is missing"))?;
    let context = RequestContext::from_request(request, &mut Payload::None).into_inner()?;
    let proof = the_one_header(request)?;
    let url = format!("{}{}", app.config.http.origin(), request.path());
    let proved = ProvedRequest {
        method: request.method().as_str(),
        url: &url,
        body,
    };
    let now = app.now();
    verify(proof, &proved, |nonce| {
        nonce::ends_at(&app.keys, nonce, now)
    })
    .map(|verified: Verified| DeviceProof {
        thumbprint: verified.thumbprint,
        public_key: verified.key.canonical_json,
        used: UsedProof {
            id: verified.id,
            nonce_ends_at: verified.nonce_ends_at,
        },
        context,
    })
    .map_err(refusal)
}

/// Exactly one proof comes with a request (RFC 9449 section 4.3).
fn the_one_header(request: &HttpRequest) -> Result<&str, ApiError> {
    let mut values = request.headers().get_all(PROOF_HEADER);
    match (values.next().map(HeaderValue::to_str), values.next()) {
        (Some(Ok(proof)), None) => Ok(proof),
        (None, _) => Err(ApiError::new(
            ProblemCode::ProofInvalid,
            "Send a proof of possession in the header `DPoP`.",
        )),
        _ => Err(refusal(ProofRefused::Invalid("malformed"))),
    }
}

fn refusal(refused: ProofRefused) -> ApiError {
    match refused {
        ProofRefused::Nonce => ApiError::new(
            ProblemCode::UseDpopNonce,
            "Repeat the proof with the nonce of the header `DPoP-Nonce`.",
        ),
        ProofRefused::Invalid(check) => {
            tracing::debug!(check, "A proof of possession was refused.");
            ApiError::new(
                ProblemCode::ProofInvalid,
                format!("The proof of possession does not hold: {check}."),
            )
        }
    }
}

/// Puts a fresh nonce on every answer of the device protocol, refusals included.
pub async fn nonce_header(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let app = request
        .app_data::<web::Data<App>>()
        .map(|data| App::clone(data));
    let mut response = next.call(request).await?;
    if let Some(app) = app {
        let nonce = nonce::make(&app.keys, app.now());
        if let Ok(value) = HeaderValue::from_str(&nonce) {
            response.headers_mut().insert(NONCE_HEADER, value);
        }
    }
    Ok(response)
}
