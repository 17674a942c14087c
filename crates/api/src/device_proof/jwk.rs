//! The public key of a phone, as the header of its proof brings it (RFC 7517, RFC 7518, RFC 8037).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

/// Bytes of a coordinate on P-256, and of an Ed25519 key.
const COORDINATE_BYTES: usize = 32;
/// Members that only private and symmetric keys have (RFC 7518 section 6).
const PRIVATE_MEMBERS: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// A public key on one of the two curves.
pub struct PublicKey {
    /// The algorithm that it verifies.
    pub algorithm: Algorithm,
    /// The key itself.
    pub decoding_key: DecodingKey,
    /// The required members in lexicographic order: what RFC 7638 section 3 hashes, and what is stored.
    pub canonical_json: String,
}

impl PublicKey {
    /// Reads the member `jwk`; `None` unless it is a public key that fits the algorithm.
    pub fn read(jwk: &Map<String, Value>, algorithm: Algorithm) -> Option<Self> {
        if PRIVATE_MEMBERS.iter().any(|name| jwk.contains_key(*name)) {
            return None;
        }
        let text = |name: &str| jwk.get(name).and_then(Value::as_str);
        match (algorithm, text("kty")?, text("crv")?) {
            (Algorithm::ES256, "EC", "P-256") => {
                let (x, y) = (coordinate(text("x")?)?, coordinate(text("y")?)?);
                let point = [[4].as_slice(), &x, &y].concat();
                Some(Self {
                    algorithm,
                    decoding_key: DecodingKey::from_ec_der(&point),
                    canonical_json: format!(
                        r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#,
                        BASE64.encode(x),
                        BASE64.encode(y)
                    ),
                })
            }
            (Algorithm::EdDSA, "OKP", "Ed25519") => {
                let x = coordinate(text("x")?)?;
                Some(Self {
                    algorithm,
                    decoding_key: DecodingKey::from_ed_der(&x),
                    canonical_json: format!(
                        r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#,
                        BASE64.encode(x)
                    ),
                })
            }
            _ => None,
        }
    }

    /// The RFC 7638 thumbprint, SHA-256 in base64url.
    pub fn thumbprint(&self) -> String {
        BASE64.encode(Sha256::digest(self.canonical_json.as_bytes()))
    }
}

fn coordinate(text: &str) -> Option<[u8; COORDINATE_BYTES]> {
    BASE64.decode(text).ok()?.try_into().ok()
}
