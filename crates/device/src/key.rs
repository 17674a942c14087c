//! The key pair of a profile: ES256 or Ed25519, made on the phone, which it never leaves.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _,
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Bytes of one coordinate of a P-256 point (RFC 7518 section 6.2.1.2).
const P256_COORDINATE_BYTES: usize = 32;

/// The algorithms that a proof may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256 (RFC 7518 section 3.4).
    #[serde(rename = "ES256")]
    Es256,
    /// Ed25519 (RFC 8037 section 3.1).
    #[serde(rename = "EdDSA")]
    EdDsa,
}

impl Algorithm {
    /// The value of `alg` in a JWS header.
    #[must_use]
    pub const fn jose_name(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::EdDsa => "EdDSA",
        }
    }
}

/// A public key as a JWK (RFC 7517); coordinates are base64url without padding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kty", deny_unknown_fields)]
pub enum PublicJwk {
    /// A point on P-256 (RFC 7518 section 6.2.1).
    #[serde(rename = "EC")]
    EllipticCurve {
        /// `P-256`.
        crv: String,
        /// The first coordinate, 32 bytes.
        x: String,
        /// The second coordinate, 32 bytes.
        y: String,
    },
    /// An Ed25519 key (RFC 8037 section 2).
    #[serde(rename = "OKP")]
    OctetKeyPair {
        /// `Ed25519`.
        crv: String,
        /// The key, 32 bytes.
        x: String,
    },
}

impl PublicJwk {
    /// The thumbprint by which the server finds the profile: base64url of SHA-256 (RFC 7638, RFC 8037 section 2).
    #[must_use]
    pub fn thumbprint(&self) -> String {
        // The members in the order of their names, without white space, as RFC 7638 section 3 asks.
        let members = match self {
            Self::EllipticCurve { crv, x, y } => {
                serde_json::json!({ "crv": crv, "kty": "EC", "x": x, "y": y })
            }
            Self::OctetKeyPair { crv, x } => {
                serde_json::json!({ "crv": crv, "kty": "OKP", "x": x })
            }
        };
        URL_SAFE_NO_PAD.encode(digest(&SHA256, members.to_string().as_bytes()))
    }
}

/// Why a key could not be made or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The system's random source failed.
    #[error("the system's random source failed")]
    RandomSource,
    /// The bytes are not a PKCS#8 key pair of the algorithm.
    #[error("this is not a key pair of the algorithm")]
    NotAKey,
}

/// The key pair of one profile. It has no `Debug`; the private half is wiped when it goes.
pub struct KeyPair {
    signer: Signer,
    public: PublicJwk,
    pkcs8: Zeroizing<Vec<u8>>,
    /// Every ECDSA signature needs a fresh random number.
    random: SystemRandom,
}

enum Signer {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
}

impl KeyPair {
    /// Makes a new key pair.
    ///
    /// # Errors
    /// [`KeyError::RandomSource`] when the system gives no random bytes.
    pub fn generate(algorithm: Algorithm, random: &SystemRandom) -> Result<Self, KeyError> {
        let document = match algorithm {
            Algorithm::Es256 => {
                EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, random)
            }
            Algorithm::EdDsa => Ed25519KeyPair::generate_pkcs8(random),
        };
        match document {
            Ok(document) => Self::from_pkcs8(algorithm, document.as_ref(), random),
            Err(ring::error::Unspecified) => Err(KeyError::RandomSource),
        }
    }

    /// Reads a key pair in the form of PKCS#8 (RFC 5208, RFC 5958).
    ///
    /// # Errors
    /// [`KeyError::NotAKey`] when the bytes are anything else, or a key of another algorithm.
    pub fn from_pkcs8(
        algorithm: Algorithm,
        pkcs8: &[u8],
        random: &SystemRandom,
    ) -> Result<Self, KeyError> {
        let not_a_key = |_: ring::error::KeyRejected| KeyError::NotAKey;
        let signer = match algorithm {
            Algorithm::Es256 => Signer::Es256(
                EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8, random)
                    .map_err(not_a_key)?,
            ),
            // Other programs write Ed25519 keys without the public half (RFC 8410), which is fine too.
            Algorithm::EdDsa => {
                Signer::EdDsa(Ed25519KeyPair::from_pkcs8_maybe_unchecked(pkcs8).map_err(not_a_key)?)
            }
        };
        let public = signer.public_jwk().ok_or(KeyError::NotAKey)?;
        Ok(Self {
            signer,
            public,
            pkcs8: Zeroizing::new(pkcs8.to_vec()),
            random: random.clone(),
        })
    }

    /// The private key as PKCS#8, for the file that keeps it.
    #[must_use]
    pub fn expose_pkcs8(&self) -> &[u8] {
        &self.pkcs8
    }

    /// The algorithm of the key.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        match self.signer {
            Signer::Es256(_) => Algorithm::Es256,
            Signer::EdDsa(_) => Algorithm::EdDsa,
        }
    }

    /// The public key.
    #[must_use]
    pub const fn public_jwk(&self) -> &PublicJwk {
        &self.public
    }

    /// The thumbprint of the public key; see [`PublicJwk::thumbprint`].
    #[must_use]
    pub fn thumbprint(&self) -> String {
        self.public.thumbprint()
    }

    /// Signs bytes in the form of a JWS: for ES256 the two numbers in 64 bytes (RFC 7518 section 3.4).
    ///
    /// # Errors
    /// [`KeyError::RandomSource`] when the system gives no random bytes.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        match &self.signer {
            Signer::Es256(key) => match key.sign(&self.random, message) {
                Ok(signature) => Ok(signature.as_ref().to_vec()),
                Err(ring::error::Unspecified) => Err(KeyError::RandomSource),
            },
            Signer::EdDsa(key) => Ok(key.sign(message).as_ref().to_vec()),
        }
    }
}

impl Signer {
    /// The public half, or nothing if it is not of the length that the curve asks for.
    fn public_jwk(&self) -> Option<PublicJwk> {
        match self {
            Self::Es256(key) => {
                // An uncompressed point: the byte 4, then both coordinates (SEC 1 section 2.3.3).
                let (_form, point) = key.public_key().as_ref().split_first()?;
                let (x, y) = point.split_at_checked(P256_COORDINATE_BYTES)?;
                Some(PublicJwk::EllipticCurve {
                    crv: "P-256".to_owned(),
                    x: URL_SAFE_NO_PAD.encode(x),
                    y: URL_SAFE_NO_PAD.encode(y),
                })
            }
            Self::EdDsa(key) => Some(PublicJwk::OctetKeyPair {
                crv: "Ed25519".to_owned(),
                x: URL_SAFE_NO_PAD.encode(key.public_key().as_ref()),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(jwk: &str, expected_thumbprint: &str) {
        let jwk: PublicJwk = serde_json::from_str(jwk).unwrap();
        assert_eq!(jwk.thumbprint(), expected_thumbprint);
    }

    #[test]
    fn thumbprints_are_those_of_the_standards() {
        // RFC 8037 appendix A.3.
        check(
            r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
            "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
        );
        // RFC 9449, the key of section 4.1 and its thumbprint in section 6.1.
        check(
            r#"{"kty":"EC","crv":"P-256","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
                "y":"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA"}"#,
            "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I",
        );
    }

    #[test]
    fn a_key_survives_its_file_form() {
        let random = SystemRandom::new();
        for algorithm in [Algorithm::Es256, Algorithm::EdDsa] {
            let key = KeyPair::generate(algorithm, &random).unwrap();
            let same = KeyPair::from_pkcs8(algorithm, key.expose_pkcs8(), &random).unwrap();
            assert_eq!(same.thumbprint(), key.thumbprint());
            assert_eq!(same.algorithm(), algorithm);
        }
    }

    #[test]
    fn a_key_of_another_algorithm_is_refused() {
        let random = SystemRandom::new();
        let key = KeyPair::generate(Algorithm::EdDsa, &random).unwrap();
        let read = KeyPair::from_pkcs8(Algorithm::Es256, key.expose_pkcs8(), &random);
        assert_eq!(read.err(), Some(KeyError::NotAKey));
    }
}
