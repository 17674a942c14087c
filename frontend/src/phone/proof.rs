//! The text of a proof of possession: a JWS of RFC 9449 with the body hash of the device protocol, in plain Rust.
//!
//! The browser signs; this file says what.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

/// A public key on P-256 as a JWK (RFC 7517, RFC 7518 section 6.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicJwk {
    pub crv: String,
    pub kty: String,
    pub x: String,
    pub y: String,
}

#[derive(Serialize)]
struct ProofHeader<'a> {
    typ: &'a str,
    alg: &'a str,
    jwk: &'a PublicJwk,
}

/// The claims of a proof.
#[derive(Clone, Debug, Serialize)]
pub struct ProofClaims<'a> {
    /// Unique per proof; the server refuses a replay.
    pub jti: String,
    pub htm: &'a str,
    /// The whole address of the request, without query and fragment.
    pub htu: String,
    /// Seconds since 1970 by this device's clock. The nonce is what counts.
    pub iat: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nonce: Option<&'a str>,
    /// base64url of SHA-256 over the bytes of the body.
    pub bh: String,
}

/// base64url without padding (RFC 7515, section 2).
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The signing input of a proof (RFC 7515, section 5.1).
pub fn signing_input(jwk: &PublicJwk, claims: &ProofClaims<'_>) -> String {
    let header = ProofHeader {
        typ: "dpop+jwt",
        alg: "ES256",
        jwk,
    };
    let header = serde_json::to_vec(&header).unwrap_or_default();
    let claims = serde_json::to_vec(claims).unwrap_or_default();
    format!("{}.{}", base64url(&header), base64url(&claims))
}

/// The whole proof.
pub fn proof(signing_input: &str, signature: &[u8]) -> String {
    format!("{signing_input}.{}", base64url(signature))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jwk() -> PublicJwk {
        PublicJwk {
            crv: "P-256".to_owned(),
            kty: "EC".to_owned(),
            x: "eA".to_owned(),
            y: "eQ".to_owned(),
        }
    }

    fn claims(nonce: Option<&str>) -> ProofClaims<'_> {
        ProofClaims {
            jti: "j-1".to_owned(),
            htm: "POST",
            htu: "https://id.example/device/v1/claims".to_owned(),
            iat: 1_700_000_000,
            nonce,
            bh: "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU".to_owned(),
        }
    }

    fn decoded(part: &str) -> serde_json::Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
    }

    #[test]
    fn a_proof_holds_the_public_key_and_every_claim() {
        let input = signing_input(&jwk(), &claims(Some("n-1")));
        let (header, body) = input.split_once('.').unwrap();
        assert_eq!(
            decoded(header),
            serde_json::json!({"typ":"dpop+jwt","alg":"ES256","jwk":{"crv":"P-256","kty":"EC","x":"eA","y":"eQ"}})
        );
        assert_eq!(decoded(body)["nonce"], "n-1");
        assert_eq!(decoded(body)["htu"], "https://id.example/device/v1/claims");
        assert_eq!(proof(&input, &[0xff; 3]), format!("{input}.____"));
    }

    #[test]
    fn without_a_nonce_the_claim_is_left_out() {
        let input = signing_input(&jwk(), &claims(None));
        let (_, body) = input.split_once('.').unwrap();
        assert!(decoded(body).get("nonce").is_none());
    }
}
