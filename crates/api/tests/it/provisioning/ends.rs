//! How tokens end otherwise: too late, taken back, replaced, not my phone.

use anteroom_api_types::provisioning::{ProvisioningToken, TokenStatus};

use super::{actions_about, ask_for, code_of, read, secret_of, signed_in_maja, token_for_phone};
use crate::support::{Phone, both_databases};

both_databases! {
    async fn a_token_is_over_the_second_its_time_is(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, secret) = token_for_phone(&maja).await;
        let phone = Phone::new(&test.base_url);
        test.clock.advance_seconds(299);
        assert_eq!(phone.preview(&secret).await.status, 200);
        test.clock.advance_seconds(1);
        phone.preview(&secret).await.refused(404, "provisioning_token_unusable");
        phone.claim(&secret).await.refused(404, "provisioning_token_unusable");
        assert_eq!(read(&maja, &token).await.status, TokenStatus::Expired);
        let listed = test.owner().await.get("/api/v1/provisioning-tokens?status=expired").await.json();
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
        for _ in 0..100 {
            if actions_about(&test, &token.id.to_string()).await.len() == 2 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        assert_eq!(actions_about(&test, &token.id.to_string()).await, ["provisioning_token.expired", "provisioning_token.issued"]);
    }

    async fn a_late_claim_still_leaves_time_for_the_code(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, secret) = token_for_phone(&maja).await;
        let phone = Phone::new(&test.base_url);
        test.clock.advance_seconds(299);
        assert_eq!(phone.claim(&secret).await.status, 201);
        test.clock.advance_seconds(298);
        let code = code_of(&maja, &token).await;
        test.clock.advance_seconds(1);
        assert_eq!(phone.confirm(&token.id.to_string(), &code).await.status, 200);
        let (token, secret) = token_for_phone(&maja).await;
        let late = Phone::new(&test.base_url);
        assert_eq!(late.claim(&secret).await.status, 201);
        let code = code_of(&maja, &token).await;
        test.clock.advance_seconds(300);
        late.confirm(&token.id.to_string(), &code).await.refused(404, "provisioning_token_unusable");
        late.claim(&secret).await.refused(404, "provisioning_token_unusable");
    }

    async fn a_cancelled_token_is_of_no_use(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, secret) = token_for_phone(&maja).await;
        let path = format!("/api/v1/me/provisioning-tokens/{}", token.id);
        assert_eq!(maja.delete(&path).await.status, 204);
        maja.delete(&path).await.refused(409, "state_conflict");
        let phone = Phone::new(&test.base_url);
        phone.claim(&secret).await.refused(404, "provisioning_token_unusable");
        assert_eq!(read(&maja, &token).await.status, TokenStatus::Revoked);
        assert_eq!(actions_about(&test, &token.id.to_string()).await, ["provisioning_token.cancelled", "provisioning_token.issued"]);
    }

    async fn a_claimed_token_can_be_cancelled_before_the_code_is_typed(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, secret) = token_for_phone(&maja).await;
        let phone = Phone::new(&test.base_url);
        phone.claim(&secret).await;
        let code = code_of(&maja, &token).await;
        assert_eq!(maja.delete(&format!("/api/v1/me/provisioning-tokens/{}", token.id)).await.status, 204);
        phone.confirm(&token.id.to_string(), &code).await.refused(404, "provisioning_token_unusable");
        phone.get_profile().await.refused(401, "profile_unknown");
    }

    async fn a_new_code_takes_the_place_of_the_old_one(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        for _ in 0..2 {
            token_for_phone(&maja).await;
        }
        let (old, old_secret) = token_for_phone(&maja).await;
        let path = format!("/api/v1/me/provisioning-tokens/{}/replace", old.id);
        let answer = maja.act(&path).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        let new: ProvisioningToken = answer.read();
        assert_eq!(answer.header("location").unwrap(), format!("/api/v1/me/provisioning-tokens/{}", new.id));
        assert_eq!(read(&maja, &old).await.status, TokenStatus::Revoked);
        let phone = Phone::new(&test.base_url);
        phone.claim(&old_secret).await.refused(404, "provisioning_token_unusable");
        assert_eq!(phone.claim(&secret_of(&new)).await.status, 201);
        maja.act(&path).await.refused(409, "state_conflict");
        assert_eq!(actions_about(&test, &old.id.to_string()).await, ["provisioning_token.issued", "provisioning_token.replaced"]);
    }

    async fn a_phone_that_is_not_mine_gets_nothing(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, secret) = token_for_phone(&maja).await;
        let path = format!("/api/v1/me/provisioning-tokens/{}/reject", token.id);
        maja.act(&path).await.refused(409, "state_conflict");
        let thief = Phone::new(&test.base_url);
        thief.claim(&secret).await;
        let code = code_of(&maja, &token).await;
        let answer = maja.act(&path).await;
        assert_eq!((answer.status, answer.json()["status"].clone()), (200, "rejected".into()));
        thief.confirm(&token.id.to_string(), &code).await.refused(404, "provisioning_token_unusable");
        maja.act(&path).await.refused(409, "state_conflict");
    }

    async fn foreign_tokens_look_like_missing_ones(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, _) = token_for_phone(&maja).await;
        test.add_user("nils").await;
        let nils = test.signed_in("nils").await;
        let missing = "01890000-0000-7000-8000-000000000000".to_owned();
        let mut answers = Vec::new();
        for id in [token.id.to_string(), missing, "no-id".to_owned()] {
            let base = format!("/api/v1/me/provisioning-tokens/{id}");
            for answer in [
                nils.get(&base).await,
                nils.delete(&base).await,
                nils.act(&format!("{base}/replace")).await,
                nils.act(&format!("{base}/reject")).await,
                nils.get(&format!("{base}/events")).await,
                nils.post(&format!("{base}/totp"), &serde_json::json!({ "code": "123456" })).await,
            ] {
                answer.refused(404, "not_found");
                answers.push(answer.json()["detail"].clone());
            }
        }
        answers.dedup();
        assert_eq!(answers.len(), 1);
        assert_eq!(read(&maja, &token).await.status, TokenStatus::Issued);
        assert_eq!(nils.get("/api/v1/me/provisioning-tokens").await.json()["items"], serde_json::json!([]));
        assert_eq!(ask_for(&nils, "mobile_app").await.status, 201);
    }
}
