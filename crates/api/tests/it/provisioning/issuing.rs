//! Asking for tokens: what is offered, what is refused, and how many there may be.

use anteroom_api_types::provisioning::OwnProvisioning;
use serde_json::{Value, json};

use super::{ask_for, provision, signed_in_maja, token_for_phone};
use crate::support::{Phone, both_databases};

async fn offer(browser: &crate::support::Browser) -> OwnProvisioning {
    let answer = browser.get("/api/v1/me/provisioning").await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.read()
}

both_databases! {
    async fn the_page_tells_what_is_offered_and_why_a_channel_is_missing(test: TestApp) {
        test.enable_self_service(json!({})).await;
        test.add_user_with("maja", json!({ "email": "maja@example.org" })).await;
        let maja = test.signed_in("maja").await;
        let seen = maja.get("/api/v1/me/provisioning").await.json();
        assert_eq!(seen["enabled"], true);
        assert_eq!(seen["decision"]["outcome"], "allow");
        assert_eq!(seen["kinds"], json!(["mobile_app", "totp"]));
        let channels = seen["channels"].as_array().unwrap();
        let reasons: Vec<&Value> = channels.iter().map(|channel| &channel["reason"]).collect();
        assert_eq!(reasons, [&json!(null), &json!("switched_off"), &json!("switched_off")]);
        assert_eq!(channels[0]["available"], true);
        assert!(channels[1]["destination"].as_str().unwrap().ends_with("@example.org"));
        assert!(!seen.to_string().contains("maja@example.org"), "addresses are masked");
        assert_eq!((seen["open_tokens_left"].clone(), seen["profiles_left"].clone()), (json!(3), json!(5)));
    }

    async fn what_is_not_offered_is_refused_by_name(test: TestApp) {
        test.add_user("maja").await;
        let maja = test.signed_in("maja").await;
        ask_for(&maja, "mobile_app").await.refused(409, "self_service_disabled");
        assert!(!offer(&maja).await.enabled);
        test.enable_self_service(json!({ "profile_kinds": ["totp"] })).await;
        ask_for(&maja, "mobile_app").await.refused(409, "kind_not_offered");
        for channel in ["email", "sms"] {
            let body = json!({ "kind": "totp", "channel": channel });
            maja.post("/api/v1/me/provisioning-tokens", &body).await.refused(409, "channel_not_offered");
        }
        let body = json!({ "kind": "fax", "channel": "browser" });
        let answer = maja.post("/api/v1/me/provisioning-tokens", &body).await;
        assert_eq!(answer.refused(422, "content_refused").pointers(), ["/kind"]);
        assert_eq!(ask_for(&maja, "totp").await.status, 201);
    }

    async fn only_so_many_tokens_are_open_at_once(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        for _ in 0..3 {
            token_for_phone(&maja).await;
        }
        assert_eq!(offer(&maja).await.open_tokens_left, 0);
        let refused = ask_for(&maja, "mobile_app").await;
        refused.refused(409, "open_tokens_limit");
        assert_eq!(refused.json()["limit"], 3);
        assert!(refused.header("retry-after").is_some());
        test.clock.advance_seconds(300);
        assert_eq!(offer(&maja).await.open_tokens.len(), 0);
        token_for_phone(&maja).await;
    }

    async fn only_so_many_tokens_are_open_even_in_a_race(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let asked = (0..10).map(|_| ask_for(&maja, "mobile_app"));
        let answers = futures_util::future::join_all(asked).await;
        let issued = answers.iter().filter(|answer| answer.status == 201).count();
        assert_eq!(issued, 3, "{answers:?}");
        assert_eq!(offer(&maja).await.open_tokens.len(), 3);
    }

    async fn only_so_many_phones_are_added(test: TestApp) {
        test.enable_self_service(json!({ "profiles_per_user_max": 2 })).await;
        test.add_user("maja").await;
        let maja = test.signed_in("maja").await;
        provision(&test, &maja, &Phone::new(&test.base_url)).await;
        let (first, first_secret) = token_for_phone(&maja).await;
        let (second, second_secret) = token_for_phone(&maja).await;
        let (one, two) = (Phone::new(&test.base_url), Phone::new(&test.base_url));
        assert_eq!(one.claim(&first_secret).await.status, 201);
        assert_eq!(two.claim(&second_secret).await.status, 201);
        let codes = (super::code_of(&maja, &first).await, super::code_of(&maja, &second).await);
        let (first_id, second_id) = (first.id.to_string(), second.id.to_string());
        let answers = futures_util::future::join(
            one.confirm(&first_id, &codes.0),
            two.confirm(&second_id, &codes.1),
        ).await;
        let mut statuses = [answers.0.status, answers.1.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 404], "the limit holds in a race");
        let refused = ask_for(&maja, "mobile_app").await;
        refused.refused(409, "profiles_limit");
        assert_eq!((refused.json()["limit"].clone(), offer(&maja).await.profiles_left), (json!(2), 0));
    }

    async fn secrets_stand_nowhere_but_in_the_first_answer(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, secret) = token_for_phone(&maja).await;
        let owner = test.owner().await;
        for answer in [
            maja.get(&format!("/api/v1/me/provisioning-tokens/{}", token.id)).await,
            maja.get("/api/v1/me/provisioning-tokens").await,
            maja.get("/api/v1/me/provisioning").await,
            owner.get(&format!("/api/v1/provisioning-tokens/{}", token.id)).await,
            owner.get("/api/v1/provisioning-tokens").await,
            owner.get("/api/v1/audit-events").await,
        ] {
            assert_eq!(answer.status, 200, "{answer:?}");
            assert!(!answer.body.contains(&secret), "{answer:?}");
        }
    }
}
