//! "This was not me": the link in a notice takes away, and only by its button.

use serde_json::json;

use super::{after, caught_with, deliveries, maja_with_messages};
use crate::provisioning::{actions_about, provision, read, token_for_phone};
use crate::support::{Phone, both_databases};

const PREVIEW: &str = "/api/v1/change-reports/preview";
const REPORT: &str = "/api/v1/change-reports";

both_databases! {
    async fn a_report_takes_the_profile_the_sessions_and_the_open_tokens(test: TestApp) {
        let (user, maja) = maja_with_messages(&test, json!({})).await;
        let phone = Phone::new(&test.base_url);
        let profile = provision(&test, &maja, &phone).await;
        let (token, _secret) = token_for_phone(&maja).await;
        let mail = caught_with(&test, "maja@example.org", "/report#").await;
        let key = json!({ "key": after(&mail["text"], "/report#") });
        let stranger = test.browser();
        let preview = stranger.post(PREVIEW, &key).await;
        assert_eq!(preview.status, 200, "{preview:?}");
        let expected = json!({
            "kind": "profile_added", "occurred_at": "2026-03-02T09:00:00Z", "issuer": "Anteroom", "profile_name": "Pixel 8",
            "removes_profile": true, "expires_at": "2026-03-16T09:00:00Z",
        });
        assert_eq!(preview.json(), expected);
        assert_eq!(phone.get_profile().await.json()["status"], "active", "looking changes nothing");
        assert_eq!(read(&maja, &token).await.status, token.status);
        let done = stranger.post(REPORT, &key).await;
        assert_eq!((done.status, done.json()), (200, json!({ "profile_removed": true, "sessions_ended": 1, "tokens_revoked": 1 })));
        assert_eq!(phone.get_profile().await.json()["status"], "revoked");
        maja.get("/api/v1/session").await.refused(401, "sign_in_required");
        assert_eq!(actions_about(&test, &profile).await, ["profile.created", "profile.reported_lost"]);
        assert!(actions_about(&test, &user.id.to_string()).await.contains(&"user.reported_change".to_owned()));
        let again = stranger.post(REPORT, &key).await;
        assert_eq!(again.json(), json!({ "profile_removed": false, "sessions_ended": 0, "tokens_revoked": 0 }));
        assert_eq!(stranger.post(PREVIEW, &key).await.json()["removes_profile"], false);
    }

    async fn forged_old_and_foreign_keys_are_of_no_use(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({})).await;
        let phone = Phone::new(&test.base_url);
        provision(&test, &maja, &phone).await;
        let mail = caught_with(&test, "maja@example.org", "/report#").await;
        let key = after(&mail["text"], "/report#");
        let mut forged = key.clone().into_bytes();
        *forged.last_mut().unwrap() = if forged.last() == Some(&b'A') { b'Q' } else { b'A' };
        let long = "A".repeat(64);
        for wrong in [String::from_utf8(forged).unwrap().as_str(), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &long] {
            for path in [PREVIEW, REPORT] {
                test.browser().post(path, &json!({ "key": wrong })).await.refused(404, "report_key_unusable");
            }
        }
        test.browser().post(REPORT, &json!({ "key": "short" })).await.refused(422, "content_refused");
        test.clock.advance_seconds(14 * 86_400);
        test.browser().post(REPORT, &json!({ "key": key })).await.refused(404, "report_key_unusable");
        assert_eq!(phone.get_profile().await.json()["status"], "active");
        assert_eq!(deliveries(&test, "kind=profile_reported_lost").await.len(), 0);
    }
}
