//! Signatures for the `jsonwebtoken` crate by `ring`, which takes a third of the time of its own
//! choices, and knows ES256 and EdDSA alone here.

use std::sync::Once;

use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{Error, ErrorKind, new_error};
use jsonwebtoken::jwk::{EllipticCurve, ThumbprintHash};
use jsonwebtoken::signature;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use ring::signature::{ECDSA_P256_SHA256_FIXED, ED25519, UnparsedPublicKey, VerificationAlgorithm};

static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: no_signer,
    verifier_factory: verifier,
    key_utils: KeyUtils {
        rsa_pub_components_from_private_key: |_key| Err(unsupported()),
        rsa_pub_components_from_public_key: |_key| Err(unsupported()),
        ec_pub_components_from_private_key: no_curve_point,
        ed_pub_components_from_private_key: |_key, _curve| Err(unsupported()),
        compute_digest,
    },
};

/// Makes `ring` the provider of this process; safe to call again.
pub fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        // Another provider cannot be there: the features that bring one along are switched off.
        let _already_installed = PROVIDER.install_default();
    });
}

struct RingVerifier {
    algorithm: Algorithm,
    scheme: &'static dyn VerificationAlgorithm,
    key: Vec<u8>,
}

impl signature::Verifier<Vec<u8>> for RingVerifier {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), signature::Error> {
        UnparsedPublicKey::new(self.scheme, &self.key)
            .verify(message, signature)
            .map_err(|_opaque| signature::Error::new())
    }
}

impl JwtVerifier for RingVerifier {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that the library asks for"
)]
fn verifier(algorithm: &Algorithm, key: &DecodingKey) -> Result<Box<dyn JwtVerifier>, Error> {
    let scheme: &'static dyn VerificationAlgorithm = match algorithm {
        Algorithm::ES256 => &ECDSA_P256_SHA256_FIXED,
        Algorithm::EdDSA => &ED25519,
        _ => return Err(unsupported()),
    };
    Ok(Box::new(RingVerifier {
        algorithm: *algorithm,
        scheme,
        key: key.try_get_as_bytes()?.to_vec(),
    }))
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that the library asks for"
)]
fn no_signer(_algorithm: &Algorithm, _key: &EncodingKey) -> Result<Box<dyn JwtSigner>, Error> {
    Err(unsupported())
}

fn no_curve_point(
    _key: &[u8],
    _algorithm: Algorithm,
) -> Result<(EllipticCurve, Vec<u8>, Vec<u8>), Error> {
    Err(unsupported())
}

fn compute_digest(data: &[u8], function: ThumbprintHash) -> Result<Vec<u8>, Error> {
    match function {
        ThumbprintHash::SHA256 => Ok(ring::digest::digest(&ring::digest::SHA256, data)
            .as_ref()
            .to_vec()),
        _ => Err(unsupported()),
    }
}

fn unsupported() -> Error {
    new_error(ErrorKind::UnsupportedAlgorithm)
}
