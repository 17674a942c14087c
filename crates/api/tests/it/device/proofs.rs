//! Proofs of possession: right and wrong in every place, and never twice.

use serde_json::{Value, json};

use crate::provisioning::{provision, signed_in_maja, token_for_phone};
use crate::support::{Phone, both_databases, claim_body};

const PROFILE: &str = "/device/v1/profile";
const CLAIMS: &str = "/device/v1/claims";

both_databases! {
    async fn every_answer_carries_a_nonce_and_an_old_one_is_refused(test: TestApp) {
        let browser = test.browser();
        for answer in [
            browser.get(PROFILE).await,
            browser.get("/device/v1/nothing-here").await,
            browser.post("/device/v1/claims/preview", &json!({ "secret": "x" })).await,
            browser.post("/device/v1/claims/preview", &json!({})).await,
        ] {
            assert!(answer.header("dpop-nonce").is_some(), "{answer:?}");
        }
        browser.get(PROFILE).await.refused(401, "proof_invalid");
        let phone = Phone::new(&test.base_url);
        let nonce = phone.fresh_nonce().await;
        let made_up = phone.proof("GET", PROFILE, b"", "made-up");
        phone.send_proof("GET", PROFILE, None, &made_up).await.refused(401, "use_dpop_nonce");
        test.clock.advance_seconds(299);
        let proof = phone.proof("GET", PROFILE, b"", &nonce);
        phone.send_proof("GET", PROFILE, None, &proof).await.refused(401, "profile_unknown");
        test.clock.advance_seconds(1);
        let proof = phone.proof("GET", PROFILE, b"", &nonce);
        phone.send_proof("GET", PROFILE, None, &proof).await.refused(401, "use_dpop_nonce");
    }

    async fn a_nonce_counts_at_every_replica(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let phone = Phone::new(&test.base_url);
        provision(&test, &maja, &phone).await;
        let nonce = phone.fresh_nonce().await;
        let phone = phone.at(&test.replica_url().await);
        let proof = phone.proof("GET", PROFILE, b"", &nonce);
        assert_eq!(phone.send_proof("GET", PROFILE, None, &proof).await.status, 200);
    }

    async fn a_proof_counts_once(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (_, secret) = token_for_phone(&maja).await;
        let phone = Phone::new(&test.base_url);
        let nonce = phone.fresh_nonce().await;
        let body = claim_body(&secret, "Pixel 8");
        let proof = phone.proof("POST", CLAIMS, body.to_string().as_bytes(), &nonce);
        assert_eq!(phone.send_proof("POST", CLAIMS, Some(&body), &proof).await.status, 201);
        phone.send_proof("POST", CLAIMS, Some(&body), &proof).await.refused(401, "proof_invalid");
        let other = Phone::new(&test.base_url);
        let refused = other.proof("POST", CLAIMS, body.to_string().as_bytes(), &nonce);
        other.send_proof("POST", CLAIMS, Some(&body), &refused).await.refused(404, "provisioning_token_unusable");
        other.send_proof("POST", CLAIMS, Some(&body), &refused).await.refused(401, "proof_invalid");
        let get = phone.proof("GET", PROFILE, b"", &nonce);
        phone.send_proof("GET", PROFILE, None, &get).await.refused(401, "profile_unknown");
        phone.send_proof("GET", PROFILE, None, &get).await.refused(401, "proof_invalid");
    }

    async fn of_one_proof_sent_many_times_at_once_one_counts(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let phone = Phone::new(&test.base_url);
        provision(&test, &maja, &phone).await;
        let proof = phone.proof("GET", PROFILE, b"", &phone.fresh_nonce().await);
        let answers = futures_util::future::join_all((0..10).map(|_| phone.send_proof("GET", PROFILE, None, &proof))).await;
        let taken = answers.iter().filter(|answer| answer.status == 200).count();
        assert_eq!(taken, 1, "{answers:?}");
    }

    async fn a_proof_is_for_one_request_alone(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let phone = Phone::new(&test.base_url);
        provision(&test, &maja, &phone).await;
        let nonce = phone.fresh_nonce().await;
        let rename = json!({ "name": "Work phone" });
        let body = rename.to_string().into_bytes();
        let tries: [(&str, &str, Option<&Value>, String); 4] = [
            ("DELETE", PROFILE, None, phone.proof("GET", PROFILE, b"", &nonce)),
            ("GET", PROFILE, None, phone.proof("GET", CLAIMS, b"", &nonce)),
            ("PATCH", PROFILE, Some(&rename), phone.proof("PATCH", PROFILE, b"{}", &nonce)),
            ("GET", PROFILE, None, phone.proof("GET", PROFILE, b"", &nonce).replace('.', "..")),
        ];
        for (method, path, body, proof) in tries {
            phone.send_proof(method, path, body, &proof).await.refused(401, "proof_invalid");
        }
        let good = phone.proof("PATCH", PROFILE, &body, &nonce);
        assert_eq!(phone.send_proof("PATCH", PROFILE, Some(&rename), &good).await.status, 200);
        let elsewhere = phone.at("http://localhost:1");
        let proof = elsewhere.proof("GET", PROFILE, b"", &nonce);
        let phone = elsewhere.at(&test.base_url);
        phone.send_proof("GET", PROFILE, None, &proof).await.refused(401, "proof_invalid");
    }

    async fn the_body_is_bounded_and_of_the_right_type(test: TestApp) {
        let phone = Phone::new(&test.base_url);
        let nonce = phone.fresh_nonce().await;
        let huge = json!({ "secret": "x".repeat(1024 * 1024) });
        let proof = phone.proof("POST", CLAIMS, huge.to_string().as_bytes(), &nonce);
        phone.send_proof("POST", CLAIMS, Some(&huge), &proof).await.refused(413, "body_too_large");
        let body = claim_body("x", "Pixel 8").to_string().into_bytes();
        let proof = phone.proof("POST", CLAIMS, &body, &nonce);
        let headers = [("dpop", proof.as_str()), ("content-type", "text/plain")];
        let browser = test.browser();
        let answer = browser.send(reqwest::Method::POST, CLAIMS, &headers, Some(body)).await;
        answer.refused(415, "media_type_wrong");
        let headers = [("dpop", proof.as_str()), ("dpop", proof.as_str())];
        let answer = browser.send(reqwest::Method::GET, PROFILE, &headers, None).await;
        answer.refused(401, "proof_invalid");
    }
}
