//! From the code on the page to the working phone, and every wrong turn on the way.

use anteroom_api_types::provisioning::TokenStatus;
use anteroom_device::key::Algorithm;
use serde_json::json;

use super::{actions_about, code_of, read, signed_in_maja, token_for_phone, wrong};
use crate::support::{Phone, both_databases, claim_body};

both_databases! {
    async fn a_token_becomes_a_working_phone(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, secret) = token_for_phone(&maja).await;
        assert_eq!((token.status, secret.len()), (TokenStatus::Issued, 26));
        assert!(read(&maja, &token).await.link.is_none(), "the link is shown once");

        let phone = Phone::with_key(&test.base_url, Algorithm::EdDsa);
        let preview = phone.preview(&secret).await;
        assert_eq!(preview.status, 200, "{preview:?}");
        assert_eq!(preview.json()["account"]["user_name"], "maja");
        assert_eq!(preview.json()["confirmation"], "required");

        let claim = phone.claim(&secret.to_lowercase()).await;
        assert_eq!(claim.status, 201, "{claim:?}");
        assert_eq!(claim.json()["status"], "awaiting_confirmation");
        assert_eq!(claim.json()["confirmation"], json!({ "digits": 4, "attempts_left": 3 }));
        let seen = read(&maja, &token).await;
        assert_eq!(seen.status, TokenStatus::Claimed);
        assert_eq!(seen.claim.as_ref().unwrap().phone.name, "Pixel 8");

        let id = token.id.to_string();
        let code = seen.claim.unwrap().confirmation_code.unwrap();
        let done = phone.confirm(&id, &code).await;
        assert_eq!(done.status, 200, "{done:?}");
        assert_eq!(done.json()["status"], "completed");
        assert_eq!(done.json()["profile"]["status"], "active");
        assert_eq!(done.json()["profile"]["name"], "Pixel 8");
        let seen = read(&maja, &token).await;
        assert_eq!(seen.status, TokenStatus::Completed);
        assert_eq!(json!(seen.profile_id), done.json()["profile"]["id"]);
        assert_eq!(seen.claim.unwrap().confirmation_code, None);
        assert_eq!(phone.get_profile().await.status, 200);
        assert_eq!(actions_about(&test, &id).await, ["provisioning_token.claimed", "provisioning_token.completed", "provisioning_token.issued"]);
    }

    async fn without_confirmation_the_claim_completes_the_token(test: TestApp) {
        test.enable_self_service(json!({ "confirmation": "off" })).await;
        test.add_user("maja").await;
        let maja = test.signed_in("maja").await;
        let (token, secret) = token_for_phone(&maja).await;
        let phone = Phone::new(&test.base_url);
        let claim = phone.claim(&secret).await;
        assert_eq!(claim.status, 201, "{claim:?}");
        assert_eq!(claim.json()["status"], "completed");
        assert_eq!(claim.json()["confirmation"], json!(null));
        assert_eq!(phone.get_profile().await.json()["id"], claim.json()["profile"]["id"]);
        assert_eq!(read(&maja, &token).await.status, TokenStatus::Completed);
        let repeated = phone.claim(&secret).await;
        assert_eq!((repeated.status, repeated.json()), (201, claim.json()));
    }

    async fn a_lost_answer_is_asked_for_again_and_changes_nothing(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, secret) = token_for_phone(&maja).await;
        let phone = Phone::new(&test.base_url);
        let first = phone.claim(&secret).await;
        let again = phone.claim(&secret).await;
        assert_eq!((again.status, again.json()), (201, first.json()));
        let id = token.id.to_string();
        assert_eq!(phone.get_claim(&id).await.json(), first.json());
        let code = code_of(&maja, &token).await;
        let done = phone.confirm(&id, &code).await;
        assert_eq!(done.status, 200, "{done:?}");
        for answer in [phone.confirm(&id, &code).await, phone.get_claim(&id).await] {
            assert_eq!((answer.status, answer.json()), (200, done.json()));
        }
        let late = phone.claim(&secret).await;
        assert_eq!((late.status, late.json()), (201, done.json()));
        let profiles = maja.get("/api/v1/me/profiles").await.json();
        assert_eq!(profiles["items"].as_array().unwrap().len(), 1);
        assert_eq!(actions_about(&test, &id).await.len(), 3);
    }

    async fn three_wrong_codes_reject_the_token(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, secret) = token_for_phone(&maja).await;
        let phone = Phone::new(&test.base_url);
        phone.claim(&secret).await;
        let id = token.id.to_string();
        let code = code_of(&maja, &token).await;
        for left in [2, 1, 0] {
            let answer = phone.confirm(&id, &wrong(&code)).await;
            answer.refused(422, "confirmation_code_wrong");
            assert_eq!(answer.json()["attempts_left"], left);
        }
        phone.confirm(&id, &code).await.refused(404, "provisioning_token_unusable");
        phone.get_claim(&id).await.refused(404, "provisioning_token_unusable");
        assert_eq!(read(&maja, &token).await.status, TokenStatus::Rejected);
        let actions = actions_about(&test, &id).await;
        assert!(actions.contains(&"provisioning_token.rejected".to_owned()));
        let failed = "provisioning_token.confirmation_failed";
        assert_eq!(actions.iter().filter(|action| *action == failed).count(), 3);
    }

    async fn only_the_phone_that_claimed_it_confirms_it(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, secret) = token_for_phone(&maja).await;
        let phone = Phone::new(&test.base_url);
        phone.claim(&secret).await;
        let thief = Phone::new(&test.base_url);
        thief.claim(&secret).await.refused(404, "provisioning_token_unusable");
        thief.preview(&secret).await.refused(404, "provisioning_token_unusable");
        let id = token.id.to_string();
        let code = code_of(&maja, &token).await;
        thief.confirm(&id, &code).await.refused(404, "provisioning_token_unusable");
        thief.get_claim(&id).await.refused(404, "provisioning_token_unusable");
        assert_eq!(read(&maja, &token).await.claim.unwrap().attempts_left, 3);
        assert_eq!(phone.confirm(&id, &code).await.status, 200);
    }

    async fn one_key_makes_one_profile(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let phone = Phone::new(&test.base_url);
        super::provision(&test, &maja, &phone).await;
        let (_, secret) = token_for_phone(&maja).await;
        phone.claim(&secret).await.refused(409, "state_conflict");
        let other = Phone::new(&test.base_url);
        let (first, first_secret) = token_for_phone(&maja).await;
        assert_eq!(other.claim(&secret).await.status, 201);
        assert_eq!(other.claim(&first_secret).await.status, 201);
        let code = code_of(&maja, &first).await;
        assert_eq!(other.confirm(&first.id.to_string(), &code).await.status, 200);
        let tokens = maja.get("/api/v1/me/provisioning-tokens").await.json();
        let open = tokens["items"].as_array().unwrap().iter().find(|token| token["status"] == "claimed").unwrap().clone();
        let code = open["claim"]["confirmation_code"].as_str().unwrap();
        other.confirm(open["id"].as_str().unwrap(), code).await.refused(409, "state_conflict");
    }

    async fn a_secret_that_is_none_is_unusable(test: TestApp) {
        signed_in_maja(&test).await;
        let phone = Phone::new(&test.base_url);
        for secret in ["7ZC4MH2K0V9D1QWXRT5NB3EJ6A", "x", "7ZC4MH2K0V9D1QWXRT5NB3EJ6U", "' OR 1=1 --"] {
            phone.claim(secret).await.refused(404, "provisioning_token_unusable");
            phone.preview(secret).await.refused(404, "provisioning_token_unusable");
        }
    }

    async fn what_a_phone_says_of_itself_is_checked(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (_, secret) = token_for_phone(&maja).await;
        let phone = Phone::new(&test.base_url);
        let long = "x".repeat(101);
        for name in ["", "  ", "a\u{202e}b", "a\nb", "a\u{0}b", &long] {
            let answer = phone.send("POST", "/device/v1/claims", Some(&claim_body(&secret, name))).await;
            answer.refused(422, "content_refused");
        }
        let mut body = claim_body(&secret, "Pixel 8");
        body["phone"]["model"] = json!("GKWS6\u{7}");
        let answer = phone.send("POST", "/device/v1/claims", Some(&body)).await;
        assert_eq!(answer.refused(422, "content_refused").pointers(), ["/phone/model"]);
        body["phone"]["model"] = json!("");
        body["extra"] = json!(1);
        phone.send("POST", "/device/v1/claims", Some(&body)).await.refused(422, "content_refused");
        body.as_object_mut().unwrap().remove("extra");
        assert_eq!(phone.send("POST", "/device/v1/claims", Some(&body)).await.status, 201);
    }
}
