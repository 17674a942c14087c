//! A phone under test: a key pair, and requests whose every part a test may spoil.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use anteroom_device::key::{Algorithm, KeyPair};
use anteroom_device::proof::Proof;
use jiff::Timestamp;
use reqwest::Method;
use ring::rand::SystemRandom;
use serde_json::{Value, json};

use super::browser::{Answer, Browser};

/// A phone with one key.
pub struct Phone {
    key: KeyPair,
    http: Browser,
    base_url: String,
    nonce: Mutex<Option<String>>,
    proofs: AtomicU32,
}

impl Phone {
    /// A phone with a new ES256 key.
    pub fn new(base_url: &str) -> Self {
        Self::with_key(base_url, Algorithm::Es256)
    }

    /// A phone with a new key of this algorithm.
    pub fn with_key(base_url: &str, algorithm: Algorithm) -> Self {
        Self {
            key: KeyPair::generate(algorithm, &SystemRandom::new()).unwrap(),
            http: Browser::new(base_url),
            base_url: base_url.to_owned(),
            nonce: Mutex::new(None),
            proofs: AtomicU32::new(0),
        }
    }

    /// The same phone, talking to another replica.
    pub fn at(self, base_url: &str) -> Self {
        Self {
            http: Browser::new(base_url),
            base_url: base_url.to_owned(),
            ..self
        }
    }

    /// A nonce of the server.
    pub async fn fresh_nonce(&self) -> String {
        let answer = self.http.get("/device/v1/profile").await;
        answer.header("dpop-nonce").unwrap().to_owned()
    }

    /// A good proof of a request, with this nonce.
    pub fn proof(&self, method: &str, path: &str, body: &[u8], nonce: &str) -> String {
        let jti = format!("jti-{}", self.proofs.fetch_add(1, Ordering::SeqCst));
        let url = format!("{}{path}", self.base_url);
        let proof = Proof::new(
            &self.key,
            method,
            &url,
            body,
            Some(nonce),
            Timestamp::UNIX_EPOCH,
            &jti,
        );
        proof.unwrap().as_str().to_owned()
    }

    /// Sends a request with this very proof.
    pub async fn send_proof(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
        proof: &str,
    ) -> Answer {
        let media_type = if method == "PATCH" {
            "application/merge-patch+json"
        } else {
            "application/json"
        };
        let headers = [("dpop", proof), ("content-type", media_type)];
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let body = body.map(|body| body.to_string().into_bytes());
        let answer = self.http.send(method, path, &headers, body).await;
        *self.nonce.lock().unwrap() = answer.header("dpop-nonce").map(str::to_owned);
        answer
    }

    /// Sends a request with a good proof; once more when the nonce was over.
    pub async fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let answer = self.send_once(method, path, body).await;
        if answer.status == 401 && answer.problem() == "use_dpop_nonce" {
            return self.send_once(method, path, body).await;
        }
        answer
    }

    async fn send_once(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let known = self.nonce.lock().unwrap().clone();
        let nonce = match known {
            Some(nonce) => nonce,
            None => self.fresh_nonce().await,
        };
        let bytes = body.map(ToString::to_string).unwrap_or_default();
        let proof = self.proof(method, path, bytes.as_bytes(), &nonce);
        self.send_proof(method, path, body, &proof).await
    }

    /// Asks what a secret would add.
    pub async fn preview(&self, secret: &str) -> Answer {
        self.http
            .post("/device/v1/claims/preview", &json!({ "secret": secret }))
            .await
    }

    /// Takes a token.
    pub async fn claim(&self, secret: &str) -> Answer {
        self.send(
            "POST",
            "/device/v1/claims",
            Some(&claim_body(secret, "Pixel 8")),
        )
        .await
    }

    /// Types the digits.
    pub async fn confirm(&self, claim_id: &str, code: &str) -> Answer {
        let path = format!("/device/v1/claims/{claim_id}/confirm");
        self.send("POST", &path, Some(&json!({ "code": code })))
            .await
    }

    /// Reads a claim.
    pub async fn get_claim(&self, claim_id: &str) -> Answer {
        self.send("GET", &format!("/device/v1/claims/{claim_id}"), None)
            .await
    }

    /// Asks for its profile.
    pub async fn get_profile(&self) -> Answer {
        self.send("GET", "/device/v1/profile", None).await
    }
}

/// The body of a claim.
pub fn claim_body(secret: &str, phone_name: &str) -> Value {
    json!({ "secret": secret, "phone": {
        "name": phone_name, "platform": "android", "model": "GKWS6",
        "app_name": "test", "app_version": "1", "key_storage": "hardware",
    } })
}
