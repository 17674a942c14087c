//! Limits protect people from floods of messages and the owner from costs.

use serde_json::{Value, json};

use super::{ask_by, deliveries, eventually, maja_with_messages, token_by};
use crate::support::{TestApp, both_databases};

const PATH: &str = "/api/v1/notification-limits";

async fn set_limits(test: &TestApp, limits: &Value) {
    let owner = test.owner().await;
    let etag = owner.get(PATH).await.etag();
    let answer = owner.put_if_match(PATH, &etag, limits).await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

both_databases! {
    async fn limits_are_read_and_changed_by_version(test: TestApp) {
        let owner = test.owner().await;
        let first = owner.get(PATH).await;
        assert_eq!(first.json(), json!({ "per_user_per_hour": 20, "per_address_per_hour": 20, "sms_segments_per_day": 1000, "sms_segments_last_day": 0 }));
        let changed = json!({ "per_user_per_hour": 5, "per_address_per_hour": 6, "sms_segments_per_day": 7 });
        let answer = owner.put_if_match(PATH, &first.etag(), &changed).await;
        assert_eq!((answer.status, answer.json()["sms_segments_per_day"].clone()), (200, json!(7)));
        owner.put_if_match(PATH, &first.etag(), &changed).await.refused(412, "version_stale");
        let wrong = json!({ "per_user_per_hour": 0, "per_address_per_hour": 1001, "sms_segments_per_day": 7 });
        let refused = owner.put_if_match(PATH, &answer.etag(), &wrong).await;
        assert_eq!(refused.refused(422, "content_refused").pointers(), ["/per_address_per_hour", "/per_user_per_hour"]);
    }

    async fn a_user_gets_so_many_messages_in_an_hour(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({ "open_tokens_per_user_max": 10 })).await;
        set_limits(&test, &json!({ "per_user_per_hour": 3, "per_address_per_hour": 100, "sms_segments_per_day": 1000 })).await;
        token_by(&maja, "email").await;
        token_by(&maja, "sms").await;
        test.clock.advance_seconds(600);
        token_by(&maja, "email").await;
        let refused = ask_by(&maja, "mobile_app", "sms").await;
        let wait: i64 = refused.refused(429, "too_many_messages").header("retry-after").unwrap().parse().unwrap();
        assert!((2_990..=3_001).contains(&wait), "{wait}");
        assert_eq!(deliveries(&test, "").await.len(), 3);
        test.clock.advance_seconds(wait);
        let maja = test.signed_in("maja").await;
        token_by(&maja, "email").await;
    }

    async fn an_address_gets_so_many_messages_in_an_hour_whoever_has_it(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({})).await;
        set_limits(&test, &json!({ "per_user_per_hour": 100, "per_address_per_hour": 1, "sms_segments_per_day": 1000 })).await;
        token_by(&maja, "email").await;
        let other = json!({ "email": "MAJA@example.org" });
        test.add_user_with("olof", other).await;
        let olof = test.signed_in("olof").await;
        ask_by(&olof, "mobile_app", "email").await.refused(429, "too_many_messages");
        token_by(&maja, "sms").await;
    }

    async fn when_the_budget_is_spent_no_text_message_is_offered(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({})).await;
        set_limits(&test, &json!({ "per_user_per_hour": 100, "per_address_per_hour": 100, "sms_segments_per_day": 1 })).await;
        token_by(&maja, "sms").await;
        eventually("a sent message", async || (deliveries(&test, "status=sent").await.len() == 1).then_some(())).await;
        ask_by(&maja, "mobile_app", "sms").await.refused(409, "channel_not_offered");
        let offer = maja.get("/api/v1/me/provisioning").await.json();
        assert_eq!(offer["channels"][2]["reason"], "budget_spent");
        test.clock.advance_seconds(86_401);
        let maja = test.signed_in("maja").await;
        token_by(&maja, "sms").await;
    }
}
