//! The proof of possession that a request carries in the header `DPoP` (RFC 9449), with the hash of the body.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use ring::digest::{SHA256, digest};
use serde::Serialize;

use crate::key::{KeyError, KeyPair, PublicJwk};

/// The request header that carries the proof.
pub const PROOF_HEADER: &str = "DPoP";

/// The answer header that carries the nonce for the next proof (RFC 9449 section 8).
pub const NONCE_HEADER: &str = "DPoP-Nonce";

/// The value of `typ` in the header of a proof (RFC 9449 section 4.2).
pub const PROOF_TYPE: &str = "dpop+jwt";

/// The longest `jti` that a server takes, in characters; it remembers each one while the nonce lives.
pub const JTI_CHARACTERS_MAX: usize = 128;

/// The longest proof that a server takes, in bytes; the largest honest one has about 900.
pub const PROOF_BYTES_MAX: usize = 4096;

/// A proof that whoever holds the key sends exactly this request, in the compact form of a JWS.
#[derive(Clone, PartialEq, Eq)]
pub struct Proof(String);

#[derive(Serialize)]
struct Header<'a> {
    typ: &'static str,
    alg: &'static str,
    jwk: &'a PublicJwk,
}

#[derive(Serialize)]
struct Claims<'a> {
    jti: &'a str,
    htm: &'a str,
    htu: &'a str,
    iat: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<&'a str>,
    bh: String,
}

impl Proof {
    /// Makes the proof for one request.
    ///
    /// - `method` is the HTTP method in capitals; `url` is the whole address, of which the query
    ///   and the fragment are left out (RFC 9449 section 4.2).
    /// - `body` holds the bytes exactly as they are sent; it is empty when there is no body.
    /// - `nonce` is the latest that the server gave, if there was one.
    /// - `jti` is unique for each proof and has 1 to [`JTI_CHARACTERS_MAX`] characters.
    ///
    /// # Errors
    /// [`KeyError::RandomSource`] when the system gives no random bytes for the signature.
    pub fn new(
        key: &KeyPair,
        method: &str,
        url: &str,
        body: &[u8],
        nonce: Option<&str>,
        now: Timestamp,
        jti: &str,
    ) -> Result<Self, KeyError> {
        let header = Header {
            typ: PROOF_TYPE,
            alg: key.algorithm().jose_name(),
            jwk: key.public_jwk(),
        };
        let claims = Claims {
            jti,
            htm: method,
            htu: url.split(['?', '#']).next().unwrap_or(url),
            iat: now.as_second(),
            nonce,
            bh: body_hash(body),
        };
        let mut text = segment(&header);
        text.push('.');
        text.push_str(&segment(&claims));
        let signature = key.sign(text.as_bytes())?;
        text.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut text);
        Ok(Self(text))
    }

    /// The value of the header `DPoP`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Proof {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whoever reads a fresh proof in a log could send it before its owner does.
        formatter.write_str("Proof(..)")
    }
}

/// The claim `bh`: base64url of SHA-256 over the bytes of the body, of the empty string when there is none.
#[must_use]
pub fn body_hash(body: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, body))
}

/// One part of a compact JWS. Structures of strings and numbers always serialise, so there is no error to hand on.
fn segment(part: &impl Serialize) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(part).unwrap_or_default())
}
