//! Writes `vectors/proofs.json` anew: `cargo test -p anteroom-device --test it -- --ignored make_vectors`.
//!
//! The file is committed and stays as it is, so that a verifier that changes its mind is noticed;
//! this is run only when a case is added. Each wrong proof is wrong in one place and right in all others.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair,
    EcdsaSigningAlgorithm,
};
use serde_json::{Value, json};

use crate::vectors::{FOLDER, KeyVector, Keys, ProofVector, Proofs, read};

mod cases;

const METHOD: &str = "POST";
const URL: &str = "https://id.example.org/device/v1/claims";
const BODY: &str = r#"{"secret":"7ZC4MH2K0V9D1QWXRT5NB3EJ6A","phone":{"name":"Zoë's phone","platform":"other","key_storage":"software"}}"#;
const NONCE: &str = "eyJ7S_zG.eyJH0-Z.HX4w-7v";

/// A proof before it is signed, with the key that signs it.
#[derive(Clone)]
struct Draft {
    method: &'static str,
    url: &'static str,
    body: &'static str,
    header: Value,
    claims: Value,
    signer: Signer,
}

/// Who signs, and how.
#[derive(Clone, Copy)]
enum Signer {
    /// As the protocol asks, by the named key.
    Key(&'static str),
    /// ECDSA in the form of ASN.1, which JWS does not know.
    Asn1,
    /// ES384.
    P384,
    /// HMAC-SHA-256 with the bytes of the public key as the secret.
    Hs256,
    /// Nobody.
    None,
}

struct Vectors {
    keys: Vec<KeyVector>,
    proofs: Vec<ProofVector>,
}

#[test]
#[ignore = "writes the vectors anew"]
fn make_vectors() {
    let mut vectors = Vectors {
        keys: read::<Keys>("keys.json").keys,
        proofs: Vec::new(),
    };
    vectors.right_ones();
    vectors.wrong_headers();
    vectors.wrong_keys();
    vectors.wrong_claims();
    vectors.wrong_or_missing_members();
    vectors.wrong_signatures();
    vectors.wrong_forms();
    let about = "Proofs right and wrong in every place. `valid_nonce` is the nonce that counts; compare it as a \
        string. `expected` is `ok` or the code of the problem document, `reason` the check that refuses."
        .to_owned();
    let content = serde_json::to_string_pretty(&Proofs {
        about,
        proofs: vectors.proofs,
    })
    .unwrap();
    std::fs::write(format!("{FOLDER}/proofs.json"), content + "\n").unwrap();
}

impl Vectors {
    fn key(&self, name: &str) -> &KeyVector {
        self.keys.iter().find(|key| key.name == name).unwrap()
    }

    fn draft(&self, key: &'static str) -> Draft {
        let key_vector = self.key(key);
        Draft {
            method: METHOD,
            url: URL,
            body: BODY,
            header: json!({ "typ": "dpop+jwt", "alg": key_vector.algorithm, "jwk": key_vector.public_jwk }),
            claims: json!({
                "jti": "TDz4mP0nQx2hG1yJ7s9aVw", "htm": METHOD, "htu": URL, "iat": 1_767_225_600, "nonce": NONCE,
                "bh": anteroom_device::proof::body_hash(BODY.as_bytes()),
            }),
            signer: Signer::Key(key),
        }
    }

    fn sign(&self, draft: &Draft) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&draft.header), part(&draft.claims));
        let signature = match draft.signer {
            Signer::Key(name) => self.key(name).open().sign(signed.as_bytes()).unwrap(),
            Signer::Asn1 => self.ecdsa("es256", &ECDSA_P256_SHA256_ASN1_SIGNING, &signed),
            Signer::P384 => self.ecdsa("es384", &ECDSA_P384_SHA384_FIXED_SIGNING, &signed),
            Signer::Hs256 => {
                let secret = self.key("es256").public_jwk.to_string();
                let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret.as_bytes());
                ring::hmac::sign(&key, signed.as_bytes()).as_ref().to_vec()
            }
            Signer::None => Vec::new(),
        };
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn ecdsa(&self, key: &str, form: &'static EcdsaSigningAlgorithm, signed: &str) -> Vec<u8> {
        let random = SystemRandom::new();
        let key = EcdsaKeyPair::from_pkcs8(form, &self.key(key).pkcs8_bytes(), &random).unwrap();
        key.sign(&random, signed.as_bytes())
            .unwrap()
            .as_ref()
            .to_vec()
    }

    fn push(
        &mut self,
        name: &str,
        about: &str,
        draft: &Draft,
        proof: String,
        reason: Option<&str>,
    ) {
        let thumbprint = match (reason, draft.signer) {
            (None, Signer::Key(key)) => Some(self.key(key).thumbprint.clone()),
            _ => None,
        };
        let expected = match reason {
            None => "ok",
            Some("wrong_nonce") => "use_dpop_nonce",
            Some(_) => "proof_invalid",
        };
        self.proofs.push(ProofVector {
            name: name.to_owned(),
            about: about.to_owned(),
            method: draft.method.to_owned(),
            url: draft.url.to_owned(),
            body: draft.body.to_owned(),
            valid_nonce: NONCE.to_owned(),
            proof,
            expected: expected.to_owned(),
            reason: reason.map(str::to_owned),
            thumbprint,
        });
    }

    /// A right proof of the ES256 key with one change.
    fn case(
        &mut self,
        name: &str,
        about: &str,
        reason: Option<&str>,
        change: impl FnOnce(&mut Draft),
    ) {
        let mut draft = self.draft("es256");
        change(&mut draft);
        let proof = self.sign(&draft);
        self.push(name, about, &draft, proof, reason);
    }

    /// A right proof whose parts are changed after signing.
    fn changed(
        &mut self,
        name: &str,
        about: &str,
        reason: &str,
        change: impl FnOnce(&mut Vec<String>),
    ) {
        let draft = self.draft("es256");
        let mut parts: Vec<String> = self.sign(&draft).split('.').map(str::to_owned).collect();
        change(&mut parts);
        self.push(name, about, &draft, parts.join("."), Some(reason));
    }
}
