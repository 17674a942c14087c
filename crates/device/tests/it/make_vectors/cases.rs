//! The cases of `vectors/proofs.json`: right proofs, and one wrong in every place.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::{Signer, Vectors};

impl Vectors {
    pub(super) fn right_ones(&mut self) {
        self.case("es256", "All right, ES256.", None, |_| {});
        let draft = self.draft("eddsa");
        let proof = self.sign(&draft);
        self.push("eddsa", "All right, Ed25519.", &draft, proof, None);
        self.case(
            "empty_body",
            "Without a body, `bh` is the hash of the empty string.",
            None,
            |draft| {
                draft.method = "GET";
                draft.url = "https://id.example.org/device/v1/profile";
                draft.body = "";
                draft.claims["htm"] = draft.method.into();
                draft.claims["htu"] = draft.url.into();
                draft.claims["bh"] = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU".into();
            },
        );
        self.case(
            "iat_long_ago",
            "A phone with a wrong clock: the nonce says how fresh it is.",
            None,
            |draft| {
                draft.claims["iat"] = 86_400.into();
            },
        );
        self.case(
            "iat_in_the_future",
            "The same, the other way.",
            None,
            |draft| {
                draft.claims["iat"] = 4_102_444_800_i64.into();
            },
        );
        self.case("longest_jti", "A `jti` of 128 characters.", None, |draft| {
            draft.claims["jti"] = "j".repeat(128).into();
        });
        self.case(
            "unknown_members",
            "Unknown members of header and claims are ignored.",
            None,
            |draft| {
                draft.header["kid"] = "1".into();
                draft.claims["ath"] = "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo".into();
            },
        );
    }

    pub(super) fn wrong_headers(&mut self) {
        let typ = Some("wrong_typ");
        self.case("typ_jwt", "An ordinary JWT is no proof.", typ, |draft| {
            draft.header["typ"] = "JWT".into();
        });
        self.case("typ_missing", "No `typ`.", typ, |draft| {
            remove(&mut draft.header, "typ");
        });
        let alg = Some("wrong_alg");
        self.case("alg_none", "No signature at all.", alg, |draft| {
            draft.header["alg"] = "none".into();
            draft.signer = Signer::None;
        });
        self.case("alg_missing", "No `alg`.", alg, |draft| {
            remove(&mut draft.header, "alg");
        });
        self.case(
            "alg_hs256",
            "HMAC with the public key as the secret.",
            alg,
            |draft| {
                draft.header["alg"] = "HS256".into();
                draft.signer = Signer::Hs256;
            },
        );
        let p384 = self.key("es384").public_jwk.clone();
        self.case(
            "alg_es384",
            "A right signature by an algorithm that is not on the list.",
            alg,
            |draft| {
                draft.header["alg"] = "ES384".into();
                draft.header["jwk"] = p384;
                draft.signer = Signer::P384;
            },
        );
        let header = Some("forbidden_header");
        let address = "https://id.example.org/keys.json";
        self.case("jku", "A key to be fetched.", header, |draft| {
            draft.header["jku"] = address.into();
        });
        self.case("x5u", "A certificate to be fetched.", header, |draft| {
            draft.header["x5u"] = address.into();
        });
        self.case(
            "crit",
            "An extension that must be understood (RFC 7515 section 4.1.11).",
            header,
            |draft| {
                draft.header["crit"] = json!(["exp"]);
                draft.header["exp"] = 1.into();
            },
        );
    }

    pub(super) fn wrong_keys(&mut self) {
        let key = Some("wrong_key");
        let private = self.key("es256").private_jwk.clone();
        let eddsa = self.key("eddsa").public_jwk.clone();
        self.case("jwk_missing", "No key.", key, |draft| {
            remove(&mut draft.header, "jwk");
        });
        self.case("jwk_private", "The private key is in it.", key, |draft| {
            draft.header["jwk"] = private;
        });
        self.case(
            "jwk_symmetric",
            "A shared secret instead of a key.",
            key,
            |draft| {
                draft.header["jwk"] = json!({ "kty": "oct", "k": "c2VjcmV0" });
            },
        );
        self.case(
            "jwk_of_another_kind",
            "ES256 with an Ed25519 key.",
            key,
            |draft| draft.header["jwk"] = eddsa,
        );
        self.case(
            "jwk_wrong_curve",
            "The point is said to be on another curve.",
            key,
            |draft| {
                draft.header["jwk"]["crv"] = "secp256k1".into();
            },
        );
        self.case(
            "jwk_coordinate_too_short",
            "A coordinate of 31 bytes.",
            key,
            |draft| {
                draft.header["jwk"]["x"] = URL_SAFE_NO_PAD.encode([1; 31]).into();
            },
        );
        self.case("jwk_without_y", "Half a point.", key, |draft| {
            remove(&mut draft.header["jwk"], "y");
        });
    }

    pub(super) fn wrong_claims(&mut self) {
        self.case(
            "htm_other",
            "For another method.",
            Some("wrong_htm"),
            |draft| draft.claims["htm"] = "PUT".into(),
        );
        self.case(
            "htm_lower_case",
            "Methods are capital letters.",
            Some("wrong_htm"),
            |draft| {
                draft.claims["htm"] = "post".into();
            },
        );
        self.case(
            "htu_other_path",
            "For another call.",
            Some("wrong_htu"),
            |draft| {
                draft.claims["htu"] = "https://id.example.org/device/v1/claims/preview".into();
            },
        );
        self.case(
            "htu_other_host",
            "For another server, which passes it on.",
            Some("wrong_htu"),
            |draft| {
                draft.claims["htu"] = "https://id.example.net/device/v1/claims".into();
            },
        );
        self.case(
            "htu_plain_http",
            "For the same address without encryption.",
            Some("wrong_htu"),
            |draft| {
                draft.claims["htu"] = "http://id.example.org/device/v1/claims".into();
            },
        );
        self.case(
            "nonce_other",
            "A nonce that is not the server's.",
            Some("wrong_nonce"),
            |draft| {
                draft.claims["nonce"] = "eyJ7S_zG.eyJH0-Z.HX4w-7w".into();
            },
        );
        self.case(
            "bh_other",
            "The hash of another body.",
            Some("wrong_bh"),
            |draft| {
                draft.claims["bh"] = anteroom_device::proof::body_hash(b"{}").into();
            },
        );
        self.case("body_changed", "The body was changed on the way.", Some("wrong_bh"), |draft| {
            draft.body = r#"{"secret":"7ZC4MH2K0V9D1QWXRT5NB3EJ6A","phone":{"name":"Mallory's phone","platform":"other","key_storage":"software"}}"#;
        });
    }

    pub(super) fn wrong_or_missing_members(&mut self) {
        self.case(
            "jti_too_long",
            "A `jti` of 129 characters.",
            Some("wrong_jti"),
            |draft| {
                draft.claims["jti"] = "j".repeat(129).into();
            },
        );
        self.case("jti_empty", "An empty `jti`.", Some("wrong_jti"), |draft| {
            draft.claims["jti"] = "".into();
        });
        self.case(
            "jti_number",
            "A `jti` that is no string.",
            Some("wrong_jti"),
            |draft| draft.claims["jti"] = 1.into(),
        );
        self.case(
            "iat_text",
            "An `iat` that is no number.",
            Some("wrong_iat"),
            |draft| draft.claims["iat"] = "now".into(),
        );
        for (claim, reason) in [
            ("jti", "wrong_jti"),
            ("htm", "wrong_htm"),
            ("htu", "wrong_htu"),
            ("iat", "wrong_iat"),
            ("nonce", "wrong_nonce"),
            ("bh", "wrong_bh"),
        ] {
            let about = format!("No `{claim}`.");
            self.case(&format!("{claim}_missing"), &about, Some(reason), |draft| {
                remove(&mut draft.claims, claim);
            });
        }
    }

    pub(super) fn wrong_signatures(&mut self) {
        let signature = Some("wrong_signature");
        self.case(
            "signature_of_another_key",
            "Signed by somebody else.",
            signature,
            |draft| {
                draft.signer = Signer::Key("es256_other");
            },
        );
        self.case(
            "signature_asn1",
            "ASN.1 instead of the 64 bytes of JWS.",
            signature,
            |draft| {
                draft.signer = Signer::Asn1;
            },
        );
        self.case(
            "signature_empty",
            "ES256 is named, nothing is signed.",
            signature,
            |draft| {
                draft.signer = Signer::None;
            },
        );
        self.changed(
            "signature_tampered",
            "One bit of the signature is changed.",
            "wrong_signature",
            |parts| {
                let mut bytes = URL_SAFE_NO_PAD.decode(&parts[2]).unwrap();
                bytes[40] ^= 1;
                parts[2] = URL_SAFE_NO_PAD.encode(bytes);
            },
        );
        self.changed(
            "signature_of_zeros",
            "Zeros, which some verifiers once took.",
            "wrong_signature",
            |parts| {
                parts[2] = URL_SAFE_NO_PAD.encode([0; 64]);
            },
        );
        self.changed(
            "claims_tampered",
            "A claim that was added after signing.",
            "wrong_signature",
            |parts| {
                let mut claims: Value =
                    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(&parts[1]).unwrap()).unwrap();
                claims["sub"] = "somebody".into();
                parts[1] = URL_SAFE_NO_PAD.encode(claims.to_string());
            },
        );
    }

    pub(super) fn wrong_forms(&mut self) {
        self.changed(
            "two_parts",
            "The signature is cut off.",
            "malformed",
            |parts| parts.truncate(2),
        );
        self.changed("four_parts", "Something follows.", "malformed", |parts| {
            parts.push("e30".to_owned());
        });
        self.changed("empty", "Nothing at all.", "malformed", |parts| {
            parts.clear();
        });
        self.changed("padded", "base64 with padding.", "malformed", |parts| {
            parts[2].push_str("==");
        });
        self.changed(
            "header_no_json",
            "The header is no JSON.",
            "malformed",
            |parts| {
                parts[0] = URL_SAFE_NO_PAD.encode("dpop");
            },
        );
        self.case(
            "too_long",
            "A proof of more than 4096 bytes.",
            Some("malformed"),
            |draft| {
                draft.claims["filler"] = "f".repeat(4096).into();
            },
        );
    }
}

fn remove(object: &mut Value, member: &str) {
    object.as_object_mut().unwrap().remove(member);
}
