//! The key of a profile: ES256 by WebCrypto, not extractable; and the proofs that it signs.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, CryptoKeyPair, SubtleCrypto};

use super::proof::{ProofClaims, PublicJwk, base64url, proof, signing_input};
use crate::api::device::{ProofRequest, Prover};
use crate::kit::browser;

/// A key pair of this phone.
#[derive(Clone)]
pub struct DeviceKey {
    pub private: CryptoKey,
    pub public: PublicJwk,
}

impl DeviceKey {
    /// Makes a new key. The private half cannot be read by anything, this page included.
    pub async fn generate() -> Result<Self, JsValue> {
        let subtle = subtle()?;
        let algorithm = object(&[("name", "ECDSA"), ("namedCurve", "P-256")]);
        let usages = Array::of2(&JsValue::from_str("sign"), &JsValue::from_str("verify"));
        let pair = resolved(subtle.generate_key_with_object(&algorithm, false, &usages)).await?;
        let pair: CryptoKeyPair = pair.unchecked_into();
        let exported = resolved(subtle.export_key("jwk", &pair.get_public_key())).await?;
        let public = PublicJwk {
            crv: member(&exported, "crv")?,
            kty: member(&exported, "kty")?,
            x: member(&exported, "x")?,
            y: member(&exported, "y")?,
        };
        Ok(Self {
            private: pair.get_private_key(),
            public,
        })
    }

    /// Signs bytes; the signature is the two numbers of 32 bytes that a JWS wants (RFC 7518, section 3.4).
    pub async fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
        let algorithm = object(&[("name", "ECDSA"), ("hash", "SHA-256")]);
        let signature = subtle()?.sign_with_object_and_js_u8_array(
            &algorithm,
            &self.private,
            &Uint8Array::from(bytes),
        );
        Ok(Uint8Array::new(&resolved(signature).await?).to_vec())
    }

    async fn prove_request(&self, request: &ProofRequest) -> Result<String, JsValue> {
        let body_hash = subtle()?
            .digest_with_str_and_js_u8_array("SHA-256", &Uint8Array::from(request.body.as_bytes()));
        let body_hash = Uint8Array::new(&resolved(body_hash).await?).to_vec();
        let claims = ProofClaims {
            jti: random_text()?,
            htm: request.method,
            htu: format!("{}{}", browser::origin(), request.path),
            iat: browser::now().as_second(),
            nonce: request.nonce.as_deref(),
            bh: base64url(&body_hash),
        };
        let input = signing_input(&self.public, &claims);
        let signature = self.sign(input.as_bytes()).await?;
        Ok(proof(&input, &signature))
    }
}

impl Prover for DeviceKey {
    async fn prove(&self, request: &ProofRequest) -> Option<String> {
        self.prove_request(request).await.ok()
    }
}

/// The cryptography of the browser, which pages of plain HTTP do not have.
fn subtle() -> Result<SubtleCrypto, JsValue> {
    let crypto = browser::window().crypto()?;
    let subtle = Reflect::get(&crypto, &JsValue::from_str("subtle"))?;
    if subtle.is_undefined() {
        Err(JsValue::from_str("no cryptography here"))
    } else {
        Ok(subtle.unchecked_into())
    }
}

/// A random text of 128 bits, for ids that need not be secret but must never meet.
pub fn random_text() -> Result<String, JsValue> {
    let mut bytes = [0_u8; 16];
    browser::window()
        .crypto()?
        .get_random_values_with_u8_array(&mut bytes)?;
    Ok(base64url(&bytes))
}

async fn resolved(promise: Result<Promise, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(promise?).await
}

fn object(members: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        // Setting a member of a fresh object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    object
}

fn member(object: &JsValue, name: &str) -> Result<String, JsValue> {
    Reflect::get(object, &JsValue::from_str(name))?
        .as_string()
        .ok_or(JsValue::NULL)
}
