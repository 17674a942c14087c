//! The device protocol as the phone page speaks it: every call but the preview carries a proof by the phone's key.
//!
//! The server hands out nonces in `DPoP-Nonce`. A call goes out with the newest known one; when the server asks
//! for another (`use_dpop_nonce`), the call is repeated once with it.

use std::cell::RefCell;
use std::future::Future;

use anteroom_api_types::device::{
    Claim, ClaimPreview, ConfirmClaim, CreateClaim, DeviceProfile, Phone, PreviewClaim,
};
use anteroom_api_types::problem::ProblemCode;
use anteroom_api_types::profiles::RenameProfile;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::ApiFailure;
use super::client::{self, Answer, Call, Method};

const DEVICE: &str = "/device/v1";

thread_local! {
    static NONCE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What a proof is made for.
pub struct ProofRequest {
    pub method: &'static str,
    /// The path of the request; the prover puts the origin before it.
    pub path: String,
    pub body: String,
    pub nonce: Option<String>,
}

/// Something that can prove the possession of a profile's key.
pub trait Prover {
    /// A proof of RFC 9449 for one request, or nothing when the key cannot be used.
    fn prove(&self, request: &ProofRequest) -> impl Future<Output = Option<String>>;
}

/// Asks what a secret would add. Changes nothing and needs no key.
///
/// # Errors
/// `provisioning_token_unusable`, any other refusal, or no answer.
pub async fn preview(secret: &str) -> Result<ClaimPreview, ApiFailure> {
    let call = json_call(
        Method::Post,
        "/claims/preview",
        client::write(&PreviewClaim {
            secret: secret.to_owned(),
        }),
    );
    let answer = client::send(call).await?;
    remember_nonce(&answer);
    understand(&answer)
}

/// Takes the token for this phone.
///
/// # Errors
/// `provisioning_token_unusable`, any other refusal, or no answer.
pub async fn claim(prover: &impl Prover, secret: &str, phone: Phone) -> Result<Claim, ApiFailure> {
    let body = client::write(&CreateClaim {
        secret: secret.to_owned(),
        phone,
    });
    proved(prover, Method::Post, "/claims".to_owned(), Some(body)).await
}

/// How far the claim has come.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn get_claim(prover: &impl Prover, id: Uuid) -> Result<Claim, ApiFailure> {
    proved(prover, Method::Get, format!("/claims/{id}"), None).await
}

/// Confirms the claim with the digits of the signed-in page.
///
/// # Errors
/// `confirmation_code_wrong`, any other refusal, or no answer.
pub async fn confirm(prover: &impl Prover, id: Uuid, code: &str) -> Result<Claim, ApiFailure> {
    let body = client::write(&ConfirmClaim {
        code: code.to_owned(),
    });
    proved(
        prover,
        Method::Post,
        format!("/claims/{id}/confirm"),
        Some(body),
    )
    .await
}

/// The profile of the key, also when it is suspended or removed.
///
/// # Errors
/// `profile_unknown`, any other refusal, or no answer.
pub async fn profile(prover: &impl Prover) -> Result<DeviceProfile, ApiFailure> {
    proved(prover, Method::Get, "/profile".to_owned(), None).await
}

/// Renames the phone.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn rename(prover: &impl Prover, name: &str) -> Result<DeviceProfile, ApiFailure> {
    let body = client::write(&RenameProfile {
        name: name.to_owned(),
    });
    proved(prover, Method::Patch, "/profile".to_owned(), Some(body)).await
}

/// Gives the profile up.
///
/// # Errors
/// Any refusal, or no answer.
pub async fn give_up(prover: &impl Prover) -> Result<(), ApiFailure> {
    let answer = send_proved(prover, Method::Delete, "/profile", None).await?;
    if answer.status < 300 {
        Ok(())
    } else {
        Err(ApiFailure::from_answer(answer.status, &answer.body))
    }
}

async fn proved<T: DeserializeOwned>(
    prover: &impl Prover,
    method: Method,
    path: String,
    body: Option<String>,
) -> Result<T, ApiFailure> {
    understand(&send_proved(prover, method, &path, body).await?)
}

async fn send_proved(
    prover: &impl Prover,
    method: Method,
    path: &str,
    body: Option<String>,
) -> Result<Answer, ApiFailure> {
    let first = send_with_proof(prover, method, path, body.clone()).await?;
    let asks_for_nonce = first.status >= 400
        && ApiFailure::from_answer(first.status, &first.body).code == ProblemCode::UseDpopNonce;
    if asks_for_nonce {
        send_with_proof(prover, method, path, body).await
    } else {
        Ok(first)
    }
}

async fn send_with_proof(
    prover: &impl Prover,
    method: Method,
    path: &str,
    body: Option<String>,
) -> Result<Answer, ApiFailure> {
    let request = ProofRequest {
        method: method.name(),
        path: format!("{DEVICE}{path}"),
        body: body.clone().unwrap_or_default(),
        nonce: NONCE.with_borrow(Clone::clone),
    };
    let proof = prover
        .prove(&request)
        .await
        .ok_or_else(ApiFailure::no_answer)?;
    let mut call = match body {
        Some(body) => json_call(method, path, body),
        None => Call {
            method,
            address: request.path,
            ..Call::default()
        },
    };
    call.headers.push(("DPoP", proof));
    let answer = client::send(call).await?;
    remember_nonce(&answer);
    Ok(answer)
}

fn json_call(method: Method, path: &str, body: String) -> Call {
    let content_type = if method == Method::Patch {
        "application/merge-patch+json"
    } else {
        "application/json"
    };
    Call {
        method,
        address: format!("{DEVICE}{path}"),
        body: Some(body),
        content_type: Some(content_type),
        headers: Vec::new(),
    }
}

fn remember_nonce(answer: &Answer) {
    if let Some(nonce) = answer.header("DPoP-Nonce") {
        NONCE.replace(Some(nonce));
    }
}

fn understand<T: DeserializeOwned>(answer: &Answer) -> Result<T, ApiFailure> {
    if answer.status < 300 {
        client::read(&answer.body, answer.status)
    } else {
        Err(ApiFailure::from_answer(answer.status, &answer.body))
    }
}
