//! What a change of rules may not do: open the provisioning page, or lock its author out.

use serde_json::json;

use super::{authorize, change_resource, create_rule, error_codes, methods, own};
use crate::support::both_databases;

/// The address of the tests themselves.
fn from_here() -> serde_json::Value {
    json!({ "client_network": { "networks": ["127.0.0.0/8", "::1/128"] } })
}

both_databases! {
    async fn provisioning_page_keeps_asking_for_authentication_while_self_service_is_on(test: TestApp) {
        let owner = test.owner().await;
        test.enable_self_service(json!({})).await;
        let answer = authorize(&owner, "/provisioning", own(from_here())).await;
        assert_eq!(answer.refused(422, "content_refused").pointers(), ["/authorization"]);
        assert_eq!(error_codes(&answer), ["self_service_needs_authentication"]);
        let answer = change_resource(&owner, "/provisioning", json!({ "public": true, "authorization": { "inherit": false } })).await;
        assert_eq!(error_codes(&answer), ["self_service_needs_authentication"]);
        let either = json!({ "any": [methods(&["password"]), from_here()] });
        let answer = authorize(&owner, "/provisioning", own(either)).await;
        assert_eq!(error_codes(&answer), ["self_service_needs_authentication"]);
        let answer = authorize(&owner, "/provisioning", json!({ "inherit": false })).await;
        assert_eq!(answer.status, 200, "a signed-in user has authenticated: {answer:?}");
    }

    async fn named_rules_are_guarded_like_resources(test: TestApp) {
        let owner = test.owner().await;
        let general = create_rule(&owner, "Listed", "general", methods(&["password"])).await;
        let id = owner.get(&general).await.json()["id"].clone();
        let global = create_rule(&owner, "For all", "global", methods(&["password"])).await;
        authorize(&owner, "/provisioning", json!({ "inherit": false, "general_rules": [id] })).await;
        test.enable_self_service(json!({})).await;
        let etag = owner.get(&general).await.etag();
        let answer = owner.patch_if_match(&general, &etag, &json!({ "requirement": from_here() })).await;
        assert_eq!(answer.status, 200, "the global rule still asks: {answer:?}");
        let etag = owner.get(&global).await.etag();
        let answer = owner.delete_if_match(&global, &etag).await;
        answer.refused(422, "content_refused");
        assert_eq!(error_codes(&answer), ["self_service_needs_authentication"]);
        let answer = owner.patch_if_match(&global, &etag, &json!({ "requirement": from_here() })).await;
        assert_eq!(answer.refused(422, "content_refused").pointers(), ["/requirement"]);
        let answer = owner.patch_if_match(&global, &etag, &json!({ "scope": "general" })).await;
        assert_eq!(error_codes(&answer), ["self_service_needs_authentication"]);
        assert_eq!(owner.get(&global).await.etag(), etag, "nothing of it stayed");
    }

    async fn while_self_service_is_off_the_page_may_be_opened(test: TestApp) {
        let owner = test.owner().await;
        let answer = authorize(&owner, "/provisioning", own(from_here())).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }

    async fn nobody_saws_off_the_branch_he_sits_on(test: TestApp) {
        let owner = test.owner().await;
        let elsewhere = json!({ "client_network": { "networks": ["192.0.2.0/24"] } });
        let answer = authorize(&owner, "/admin", own(elsewhere.clone())).await;
        answer.refused(422, "content_refused");
        assert_eq!(error_codes(&answer), ["would_lock_you_out"]);
        let answer = authorize(&owner, "/", own(methods(&["totp"]))).await;
        assert_eq!(error_codes(&answer), ["would_lock_you_out"], "no authenticator app is set up");
        let body = json!({ "name": "Elsewhere", "scope": "global", "requirement": elsewhere });
        let answer = owner.post("/api/v1/access-rules", &body).await;
        assert_eq!(answer.refused(422, "content_refused").pointers(), ["/requirement"]);
        assert_eq!(error_codes(&answer), ["would_lock_you_out"]);
        assert_eq!(owner.get("/api/v1/access-rules").await.json()["items"], json!([]));
        let answer = authorize(&owner, "/admin", own(json!({ "all": [methods(&["password"]), from_here()] }))).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(owner.get("/api/v1/access-rules").await.status, 200);
    }

    async fn step_up_that_is_still_possible_locks_nobody_out(test: TestApp) {
        let owner = test.owner().await;
        test.clock.advance_seconds(600);
        let recent = json!({ "authentication_method": { "methods": ["password"], "match": "any", "max_age_seconds": 300 } });
        let answer = authorize(&owner, "/admin", own(recent)).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        owner.get("/api/v1/access-rules").await.refused(403, "step_up_required");
    }

    async fn rule_that_nobody_lists_may_say_anything(test: TestApp) {
        let owner = test.owner().await;
        create_rule(&owner, "Elsewhere", "general", json!({ "client_network": { "networks": ["192.0.2.0/24"] } })).await;
    }
}
