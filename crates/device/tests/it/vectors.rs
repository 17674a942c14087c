//! Runs the library over the published vectors in `crates/device/vectors`.

use anteroom_device::key::{Algorithm, KeyPair, PublicJwk};
use anteroom_device::link::{PlainHttp, ProvisioningLink};
use anteroom_device::proof::Proof;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use ring::rand::SystemRandom;
use serde::{Deserialize, Serialize};

use crate::reference_verifier::{Request, verify};

pub const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors");

#[derive(Deserialize)]
pub struct Keys {
    pub keys: Vec<KeyVector>,
}

#[derive(Deserialize)]
pub struct KeyVector {
    pub name: String,
    pub algorithm: String,
    pub public_jwk: serde_json::Value,
    pub private_jwk: serde_json::Value,
    pub pkcs8: String,
    pub thumbprint: String,
}

#[derive(Serialize, Deserialize)]
pub struct Proofs {
    pub about: String,
    pub proofs: Vec<ProofVector>,
}

#[derive(Serialize, Deserialize)]
pub struct ProofVector {
    pub name: String,
    pub about: String,
    pub method: String,
    pub url: String,
    pub body: String,
    pub valid_nonce: String,
    pub proof: String,
    /// `ok`, or the code of the problem document.
    pub expected: String,
    /// Which check refuses it; `null` for `ok`.
    pub reason: Option<String>,
    /// The key's thumbprint; `null` unless `ok`.
    pub thumbprint: Option<String>,
}

#[derive(Deserialize)]
struct Links {
    links: Vec<LinkVector>,
}

#[derive(Deserialize)]
struct LinkVector {
    link: String,
    server: Option<String>,
    secret: Option<String>,
}

pub fn read<Content: for<'a> Deserialize<'a>>(file: &str) -> Content {
    let content = std::fs::read_to_string(format!("{FOLDER}/{file}")).unwrap();
    serde_json::from_str(&content).unwrap()
}

impl KeyVector {
    pub fn pkcs8_bytes(&self) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(&self.pkcs8).unwrap()
    }

    pub fn open(&self) -> KeyPair {
        let algorithm: Algorithm = serde_json::from_value(self.algorithm.clone().into()).unwrap();
        KeyPair::from_pkcs8(algorithm, &self.pkcs8_bytes(), &SystemRandom::new()).unwrap()
    }

    fn is_of_an_allowed_algorithm(&self) -> bool {
        self.algorithm != "ES384"
    }
}

#[test]
fn every_key_has_its_public_half_and_thumbprint() {
    for vector in read::<Keys>("keys.json")
        .keys
        .iter()
        .filter(|key| key.is_of_an_allowed_algorithm())
    {
        let key = vector.open();
        let public: PublicJwk = serde_json::from_value(vector.public_jwk.clone()).unwrap();
        assert_eq!(key.public_jwk(), &public, "{}", vector.name);
        assert_eq!(key.thumbprint(), vector.thumbprint, "{}", vector.name);
    }
}

#[test]
fn every_proof_has_the_expected_result() {
    for vector in read::<Proofs>("proofs.json").proofs {
        let request = Request {
            method: &vector.method,
            url: &vector.url,
            body: vector.body.as_bytes(),
            nonce: &vector.valid_nonce,
        };
        let (expected, reason) = match verify(&vector.proof, &request) {
            Ok(thumbprint) => {
                assert_eq!(Some(thumbprint), vector.thumbprint, "{}", vector.name);
                ("ok", None)
            }
            Err(reason @ "wrong_nonce") => ("use_dpop_nonce", Some(reason)),
            Err(reason) => ("proof_invalid", Some(reason)),
        };
        assert_eq!(reason, vector.reason.as_deref(), "{}", vector.name);
        assert_eq!(expected, vector.expected, "{}", vector.name);
    }
}

#[test]
fn proofs_of_the_library_hold() {
    let body = br#"{"code":"4711"}"#;
    let url = "https://id.example.org/device/v1/claims/x/confirm";
    for vector in read::<Keys>("keys.json")
        .keys
        .iter()
        .filter(|key| key.is_of_an_allowed_algorithm())
    {
        let now = Timestamp::from_second(1_767_225_600).unwrap();
        let with_query = format!("{url}?a=b#c");
        let proof = Proof::new(
            &vector.open(),
            "POST",
            &with_query,
            body,
            Some("n-1"),
            now,
            "j-1",
        )
        .unwrap();
        let request = Request {
            method: "POST",
            url,
            body,
            nonce: "n-1",
        };
        assert_eq!(
            verify(proof.as_str(), &request).as_ref(),
            Ok(&vector.thumbprint)
        );
        assert_eq!(
            verify(
                proof.as_str(),
                &Request {
                    nonce: "n-2",
                    ..request
                }
            ),
            Err("wrong_nonce")
        );
    }
}

#[test]
fn every_link_is_read_as_published() {
    for vector in read::<Links>("links.json").links {
        let read = ProvisioningLink::parse(&vector.link, PlainHttp::Loopback).ok();
        let server = read.as_ref().map(|link| link.server.as_str());
        let secret = read.as_ref().map(|link| link.secret.expose());
        assert_eq!(
            (server, secret),
            (vector.server.as_deref(), vector.secret.as_deref()),
            "{:?}",
            vector.link
        );
    }
}
