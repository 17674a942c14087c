//! The world is asked again at every step, not only when a token is issued.

use anteroom_api_types::provisioning::TokenStatus;
use serde_json::{Value, json};

use super::{ask_for, code_of, provision, read, require, signed_in_maja, token_for_phone};
use crate::support::{Browser, Phone, TestApp, both_databases};

async fn change_settings(test: &TestApp, change: Value) {
    let owner = test.owner().await;
    let answer = owner.get("/api/v1/self-service-settings").await;
    let mut settings = answer.json();
    settings.as_object_mut().unwrap().remove("readiness");
    settings
        .as_object_mut()
        .unwrap()
        .extend(change.as_object().unwrap().clone());
    let answer = owner
        .put_if_match("/api/v1/self-service-settings", &answer.etag(), &settings)
        .await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

async fn user_id(owner: &Browser, name: &str) -> String {
    let users = owner.get(&format!("/api/v1/users?q={name}")).await.json();
    users["items"][0]["id"].as_str().unwrap().to_owned()
}

async fn set_status(test: &TestApp, name: &str, status: &str) {
    let owner = test.owner().await;
    let path = format!("/api/v1/users/{}", user_id(&owner, name).await);
    let etag = owner.get(&path).await.etag();
    let answer = owner
        .patch_if_match(&path, &etag, &json!({ "status": status }))
        .await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

fn password() -> Value {
    json!({ "authentication_method": { "methods": ["password"], "match": "all" } })
}

both_databases! {
    async fn settings_that_change_stop_open_tokens(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, secret) = token_for_phone(&maja).await;
        let (waiting, waiting_secret) = token_for_phone(&maja).await;
        let phone = Phone::new(&test.base_url);
        assert_eq!(phone.claim(&waiting_secret).await.status, 201);
        let code = code_of(&maja, &waiting).await;
        let other = Phone::new(&test.base_url);
        for change in [json!({ "enabled": false }), json!({ "enabled": true, "profile_kinds": ["totp"] })] {
            change_settings(&test, change).await;
            other.preview(&secret).await.refused(404, "provisioning_token_unusable");
            other.claim(&secret).await.refused(404, "provisioning_token_unusable");
            phone.confirm(&waiting.id.to_string(), &code).await.refused(404, "provisioning_token_unusable");
        }
        change_settings(&test, json!({ "profile_kinds": ["mobile_app"] })).await;
        assert_eq!(other.claim(&secret).await.status, 201);
        assert_eq!(phone.confirm(&waiting.id.to_string(), &code).await.status, 200);
        let actions = super::actions_about(&test, &token.id.to_string()).await;
        assert!(actions.contains(&"provisioning_token.claim_refused".to_owned()));
    }

    async fn a_disabled_user_loses_open_tokens_and_keeps_phones_asleep(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let phone = Phone::new(&test.base_url);
        let profile = provision(&test, &maja, &phone).await;
        let (token, secret) = token_for_phone(&maja).await;
        set_status(&test, "maja", "disabled").await;
        assert_eq!(maja.get("/api/v1/me/provisioning").await.status, 401);
        Phone::new(&test.base_url).claim(&secret).await.refused(404, "provisioning_token_unusable");
        let owner = test.owner().await;
        let seen = owner.get(&format!("/api/v1/provisioning-tokens/{}", token.id)).await.json();
        assert_eq!(seen["status"], "revoked");
        assert_eq!(owner.get(&format!("/api/v1/profiles/{profile}")).await.json()["status"], "active");
        let body = json!({ "user_id": seen["user_id"], "kind": "mobile_app", "channel": "browser" });
        owner.post("/api/v1/provisioning-tokens", &body).await.refused(409, "user_not_active");
        set_status(&test, "maja", "enabled").await;
        assert_eq!(phone.get_profile().await.json()["status"], "active");
    }

    async fn a_removed_user_takes_tokens_and_phones_along(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let phone = Phone::new(&test.base_url);
        provision(&test, &maja, &phone).await;
        let (_, secret) = token_for_phone(&maja).await;
        let owner = test.owner().await;
        let path = format!("/api/v1/users/{}", user_id(&owner, "maja").await);
        let etag = owner.get(&path).await.etag();
        assert_eq!(owner.delete_if_match(&path, &etag).await.status, 204);
        phone.get_profile().await.refused(401, "profile_unknown");
        Phone::new(&test.base_url).claim(&secret).await.refused(404, "provisioning_token_unusable");
        assert_eq!(owner.get("/api/v1/provisioning-tokens").await.json()["items"], json!([]));
    }

    async fn the_rule_is_asked_again_with_the_groups_of_now(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let owner = test.owner().await;
        let group = owner.post("/api/v1/user-groups", &json!({ "name": "Phones" })).await.json();
        let path = format!("/api/v1/users/{}", user_id(&owner, "maja").await);
        let etag = owner.get(&path).await.etag();
        owner.patch_if_match(&path, &etag, &json!({ "groups": [group["id"]] })).await;
        let in_group = json!({ "user_group": { "groups": [group["id"]], "match": "any" } });
        require(&test, json!({ "all": [password(), in_group] })).await;
        let (token, secret) = token_for_phone(&maja).await;
        let (waiting, waiting_secret) = token_for_phone(&maja).await;
        let phone = Phone::new(&test.base_url);
        assert_eq!(phone.claim(&waiting_secret).await.status, 201);
        let code = code_of(&maja, &waiting).await;
        let etag = owner.get(&path).await.etag();
        let answer = owner.patch_if_match(&path, &etag, &json!({ "groups": [] })).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        Phone::new(&test.base_url).claim(&secret).await.refused(404, "provisioning_token_unusable");
        phone.confirm(&waiting.id.to_string(), &code).await.refused(404, "provisioning_token_unusable");
        ask_for(&maja, "mobile_app").await.refused(403, "access_denied");
        let seen = maja.get("/api/v1/me/provisioning").await.json();
        assert_eq!(seen["decision"]["outcome"], "deny");
        let claimed = seen["open_tokens"].as_array().unwrap().iter().find(|token| token["status"] == "claimed").unwrap();
        assert_eq!(claimed["claim"]["confirmation_code"], json!(null), "the digits are for those whom the rule lets in");
        let open = owner.get(&format!("/api/v1/provisioning-tokens/{}", token.id)).await.json();
        assert_eq!(open["status"], "issued");
    }

    async fn proofs_of_identity_count_from_the_moment_of_the_issue(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        require(&test, json!({ "authentication_method": { "methods": ["password"], "match": "all", "max_age_seconds": 60 } })).await;
        let (token, secret) = token_for_phone(&maja).await;
        test.clock.advance_seconds(61);
        ask_for(&maja, "mobile_app").await.refused(403, "step_up_required");
        let phone = Phone::new(&test.base_url);
        assert_eq!(phone.claim(&secret).await.status, 201, "the issuing evidence still meets the rule");
        let fresh = test.signed_in("maja").await;
        let code = code_of(&fresh, &token).await;
        assert_eq!(phone.confirm(&token.id.to_string(), &code).await.status, 200);
        assert_eq!(read(&fresh, &token).await.status, TokenStatus::Completed);
    }

    async fn confirmation_that_became_stricter_counts_for_open_tokens(test: TestApp) {
        test.enable_self_service(json!({ "confirmation": "off" })).await;
        test.add_user("maja").await;
        let maja = test.signed_in("maja").await;
        let (_, secret) = token_for_phone(&maja).await;
        change_settings(&test, json!({ "confirmation": "required" })).await;
        let phone = Phone::new(&test.base_url);
        assert_eq!(phone.preview(&secret).await.json()["confirmation"], "required");
        assert_eq!(phone.claim(&secret).await.json()["status"], "awaiting_confirmation");
    }
}
