//! Verifying a proof: every check, the cheap ones first, the signature last.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use jiff::Timestamp;
use jsonwebtoken::Algorithm;
use serde::Deserialize;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::jwk::PublicKey;
use super::ring_provider;

/// The longest proof that is looked at; the largest honest one has about 900 bytes.
const PROOF_BYTES_MAX: usize = 4096;
/// The longest `jti`.
const JTI_CHARACTERS_MAX: usize = 128;
/// The type of the token (RFC 9449 section 4.2).
const PROOF_TYPE: &str = "dpop+jwt";

/// The request that the proof must be about.
pub struct ProvedRequest<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// Base address and path, without query.
    pub url: &'a str,
    /// The body as it came.
    pub body: &'a [u8],
}

/// What a good proof says.
pub struct Verified {
    /// The key that the phone holds.
    pub key: PublicKey,
    /// Its RFC 7638 thumbprint.
    pub thumbprint: String,
    /// What is remembered of the proof, so that it counts once.
    pub id: [u8; 32],
    /// Until when its nonce counts.
    pub nonce_ends_at: Timestamp,
}

/// Why a proof does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofRefused {
    /// It does not hold; the name of the check that refused, for the log.
    Invalid(&'static str),
    /// The nonce is missing, over, or not ours; a new one comes with the answer.
    Nonce,
}

/// The header; members that are not listed are ignored, a member that stands twice is malformed.
#[derive(Deserialize)]
struct Header {
    typ: Option<Value>,
    alg: Option<Value>,
    jwk: Option<Value>,
    jku: Option<Value>,
    x5u: Option<Value>,
    x5c: Option<Value>,
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct Claims {
    jti: Option<Value>,
    htm: Option<Value>,
    htu: Option<Value>,
    iat: Option<Value>,
    nonce: Option<Value>,
    bh: Option<Value>,
}

/// Verifies a proof. `nonce_ends_at` answers until when a nonce counts, `None` when it does not.
pub fn verify(
    proof: &str,
    request: &ProvedRequest<'_>,
    nonce_ends_at: impl FnOnce(&str) -> Option<Timestamp>,
) -> Result<Verified, ProofRefused> {
    require(proof.len() <= PROOF_BYTES_MAX, "malformed")?;
    let (signed, signature) = proof
        .rsplit_once('.')
        .ok_or(ProofRefused::Invalid("malformed"))?;
    let (header, claims) = signed
        .split_once('.')
        .ok_or(ProofRefused::Invalid("malformed"))?;
    require(!claims.contains('.'), "malformed")?;
    let key = check_header(&part(header)?)?;
    let claims: Claims = part(claims)?;
    let jti = check_claims(&claims, request)?;
    let nonce_ends_at = text(claims.nonce.as_ref())
        .and_then(nonce_ends_at)
        .ok_or(ProofRefused::Nonce)?;
    check_signature(signed, signature, &key)?;
    let thumbprint = key.thumbprint();
    let id = Sha256::new()
        .chain_update(thumbprint.as_bytes())
        .chain_update(jti.as_bytes())
        .finalize()
        .into();
    Ok(Verified {
        key,
        thumbprint,
        id,
        nonce_ends_at,
    })
}

fn check_header(header: &Header) -> Result<PublicKey, ProofRefused> {
    require(text(header.typ.as_ref()) == Some(PROOF_TYPE), "wrong_typ")?;
    let algorithm = match text(header.alg.as_ref()) {
        Some("ES256") => Algorithm::ES256,
        Some("EdDSA") => Algorithm::EdDSA,
        _ => return Err(ProofRefused::Invalid("wrong_alg")),
    };
    // Keys are not fetched, and an extension that must be understood is not understood.
    let forbidden = [&header.jku, &header.x5u, &header.x5c, &header.crit];
    require(
        forbidden.iter().all(|member| member.is_none()),
        "forbidden_header",
    )?;
    header
        .jwk
        .as_ref()
        .and_then(Value::as_object)
        .and_then(|jwk: &Map<String, Value>| PublicKey::read(jwk, algorithm))
        .ok_or(ProofRefused::Invalid("wrong_key"))
}

/// Checks what the proof says of the request; answers its `jti`.
///
/// `iat` must be there, but is not judged: a phone with a wrong clock still works, since the nonce
/// says how fresh the proof is.
fn check_claims<'a>(
    claims: &'a Claims,
    request: &ProvedRequest<'_>,
) -> Result<&'a str, ProofRefused> {
    let jti = text(claims.jti.as_ref())
        .filter(|jti| (1..=JTI_CHARACTERS_MAX).contains(&jti.chars().count()))
        .ok_or(ProofRefused::Invalid("wrong_jti"))?;
    require(claims.iat.as_ref().is_some_and(Value::is_i64), "wrong_iat")?;
    require(
        text(claims.htm.as_ref()) == Some(request.method),
        "wrong_htm",
    )?;
    require(text(claims.htu.as_ref()) == Some(request.url), "wrong_htu")?;
    let body_hash = BASE64.encode(Sha256::digest(request.body));
    require(text(claims.bh.as_ref()) == Some(&body_hash), "wrong_bh")?;
    Ok(jti)
}

fn check_signature(signed: &str, signature: &str, key: &PublicKey) -> Result<(), ProofRefused> {
    ring_provider::install();
    match jsonwebtoken::crypto::verify(
        signature,
        signed.as_bytes(),
        &key.decoding_key,
        key.algorithm,
    ) {
        Ok(true) => Ok(()),
        Ok(false) => Err(ProofRefused::Invalid("wrong_signature")),
        Err(_not_base64) => Err(ProofRefused::Invalid("malformed")),
    }
}

fn part<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, ProofRefused> {
    BASE64
        .decode(text)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .ok_or(ProofRefused::Invalid("malformed"))
}

fn text(member: Option<&Value>) -> Option<&str> {
    member.and_then(Value::as_str)
}

fn require(holds: bool, otherwise: &'static str) -> Result<(), ProofRefused> {
    if holds {
        Ok(())
    } else {
        Err(ProofRefused::Invalid(otherwise))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Vectors {
        proofs: Vec<Vector>,
    }

    #[derive(Deserialize)]
    struct Vector {
        name: String,
        method: String,
        url: String,
        body: String,
        valid_nonce: String,
        proof: String,
        expected: String,
        reason: Option<String>,
        thumbprint: Option<String>,
    }

    #[test]
    fn every_published_vector_is_judged_as_published() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../device/vectors/proofs.json");
        let vectors: Vectors =
            serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        for vector in vectors.proofs {
            let request = ProvedRequest {
                method: &vector.method,
                url: &vector.url,
                body: vector.body.as_bytes(),
            };
            let result = verify(&vector.proof, &request, |nonce| {
                (nonce == vector.valid_nonce).then_some(Timestamp::UNIX_EPOCH)
            });
            match (result, vector.expected.as_str()) {
                (Ok(verified), "ok") => {
                    assert_eq!(
                        Some(verified.thumbprint),
                        vector.thumbprint,
                        "{}",
                        vector.name
                    );
                }
                (Err(ProofRefused::Nonce), "use_dpop_nonce") => {}
                (Err(ProofRefused::Invalid(reason)), "proof_invalid") => {
                    assert_eq!(Some(reason), vector.reason.as_deref(), "{}", vector.name);
                }
                (Ok(_), expected) => panic!("{}: held, expected {expected}", vector.name),
                (Err(refused), expected) => {
                    panic!("{}: {refused:?}, expected {expected}", vector.name)
                }
            }
        }
    }
}
