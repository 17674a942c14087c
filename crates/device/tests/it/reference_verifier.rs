//! A verifier written down from `docs/device-protocol.md` alone, which shows that the vectors are what they claim to be.
//!
//! The server has a verifier of its own; both run over the same file.

use anteroom_device::key::PublicJwk;
use anteroom_device::proof::{JTI_CHARACTERS_MAX, PROOF_BYTES_MAX, PROOF_TYPE, body_hash};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ECDSA_P256_SHA256_FIXED, ED25519, UnparsedPublicKey};
use serde_json::Value;

/// The request that a proof came with, and the nonce that counts at that moment.
pub struct Request<'a> {
    pub method: &'a str,
    pub url: &'a str,
    pub body: &'a [u8],
    pub nonce: &'a str,
}

/// The thumbprint of the key, or the reason of the refusal.
pub fn verify(proof: &str, request: &Request<'_>) -> Result<String, &'static str> {
    if proof.len() > PROOF_BYTES_MAX {
        return Err("malformed");
    }
    let parts: Vec<&str> = proof.split('.').collect();
    let [header_part, claims_part, signature_part] = parts[..] else {
        return Err("malformed");
    };
    let header = object(header_part)?;
    let claims = object(claims_part)?;
    let signature = URL_SAFE_NO_PAD
        .decode(signature_part)
        .map_err(|_| "malformed")?;

    check(header["typ"] == PROOF_TYPE, "wrong_typ")?;
    check(
        header["alg"] == "ES256" || header["alg"] == "EdDSA",
        "wrong_alg",
    )?;
    for fetched_or_unknown in ["jku", "x5u", "x5c", "crit"] {
        check(header.get(fetched_or_unknown).is_none(), "forbidden_header")?;
    }
    let jwk: PublicJwk = serde_json::from_value(header["jwk"].clone()).map_err(|_| "wrong_key")?;
    let signed = format!("{header_part}.{claims_part}");
    check_signature(&header["alg"], &jwk, signed.as_bytes(), &signature)?;

    let jti = claims["jti"].as_str().map_or(0, |jti| jti.chars().count());
    check((1..=JTI_CHARACTERS_MAX).contains(&jti), "wrong_jti")?;
    check(claims["iat"].is_i64(), "wrong_iat")?;
    check(claims["htm"] == request.method, "wrong_htm")?;
    check(claims["htu"] == request.url, "wrong_htu")?;
    check(claims["bh"] == body_hash(request.body), "wrong_bh")?;
    check(claims["nonce"] == request.nonce, "wrong_nonce")?;
    Ok(jwk.thumbprint())
}

fn check(holds: bool, otherwise: &'static str) -> Result<(), &'static str> {
    if holds { Ok(()) } else { Err(otherwise) }
}

fn object(part: &str) -> Result<Value, &'static str> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| "malformed")?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|_| "malformed")?;
    if value.is_object() {
        Ok(value)
    } else {
        Err("malformed")
    }
}

fn check_signature(
    alg: &Value,
    jwk: &PublicJwk,
    signed: &[u8],
    signature: &[u8],
) -> Result<(), &'static str> {
    let verified = match jwk {
        PublicJwk::EllipticCurve { crv, x, y } if crv == "P-256" && alg == "ES256" => {
            let point = [vec![4], coordinate(x)?, coordinate(y)?].concat();
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(signed, signature)
        }
        PublicJwk::OctetKeyPair { crv, x } if crv == "Ed25519" && alg == "EdDSA" => {
            UnparsedPublicKey::new(&ED25519, coordinate(x)?).verify(signed, signature)
        }
        _ => return Err("wrong_key"),
    };
    verified.map_err(|_| "wrong_signature")
}

fn coordinate(text: &str) -> Result<Vec<u8>, &'static str> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| "wrong_key")?;
    if bytes.len() == 32 {
        Ok(bytes)
    } else {
        Err("wrong_key")
    }
}
