//! People are told of what happens to their account.

use serde_json::json;

use super::{caught, caught_with, deliveries, eventually, maja_with_messages};
use crate::provisioning::provision;
use crate::support::{Phone, both_databases};

const ADDRESSES: [&str; 2] = ["maja@example.org", "+46701234567"];

both_databases! {
    async fn both_addresses_hear_of_each_change_of_a_profile(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({})).await;
        let phone = Phone::new(&test.base_url);
        let id = provision(&test, &maja, &phone).await;
        let owner = test.owner().await;
        let told = async |kind: &str| {
            for to in ADDRESSES {
                let message = caught_with(&test, to, "/report#").await;
                assert!(message["text"].as_str().unwrap().contains("Pixel 8") || message["channel"] == "sms", "{message}");
            }
            eventually(kind, async || {
                let sent = deliveries(&test, &format!("kind={kind}&status=sent")).await;
                (sent.len() == 2).then_some(())
            }).await;
        };
        told("profile_added").await;
        assert_eq!(owner.act(&format!("/api/v1/profiles/{id}/suspend")).await.status, 200);
        told("profile_suspended").await;
        assert_eq!(owner.act(&format!("/api/v1/profiles/{id}/resume")).await.status, 200);
        assert_eq!(maja.act(&format!("/api/v1/me/profiles/{id}/report-lost")).await.status, 204);
        told("profile_reported_lost").await;
        let second = provision(&test, &maja, &Phone::new(&test.base_url)).await;
        assert_eq!(maja.delete(&format!("/api/v1/me/profiles/{second}")).await.status, 204);
        told("profile_removed").await;
    }

    async fn nobody_is_told_when_the_setting_is_off(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({ "notify_user_of_changes": false })).await;
        provision(&test, &maja, &Phone::new(&test.base_url)).await;
        assert!(deliveries(&test, "").await.is_empty());
    }

    async fn the_former_address_hears_of_the_change(test: TestApp) {
        let (user, _maja) = maja_with_messages(&test, json!({})).await;
        let owner = test.owner().await;
        let path = format!("/api/v1/users/{}", user.id);
        let etag = owner.get(&path).await.etag();
        let changes = json!({ "email": "new@example.org", "phone_number": null });
        assert_eq!(owner.patch_if_match(&path, &etag, &changes).await.status, 200);
        for to in ADDRESSES {
            caught_with(&test, to, "/report#").await;
        }
        let messages = caught(&test).await;
        assert_eq!(messages.len(), 2, "{messages:?}");
        let etag = owner.get(&path).await.etag();
        assert_eq!(owner.patch_if_match(&path, &etag, &json!({ "display_name": "Maja L" })).await.status, 200);
        assert_eq!(deliveries(&test, "").await.len(), 2);
    }

    async fn a_locked_account_is_told(test: TestApp) {
        let (_user, _maja) = maja_with_messages(&test, json!({})).await;
        let stranger = test.browser();
        let id = stranger.start_sign_in("maja", "/").await;
        for _ in 0..10 {
            stranger.post(&format!("/api/v1/sign-ins/{id}/password"), &json!({ "password": "wrong password" })).await;
        }
        for to in ADDRESSES {
            caught_with(&test, to, "/report#").await;
        }
        assert_eq!(deliveries(&test, "kind=account_locked").await.len(), 2);
    }

    async fn messages_are_written_in_the_language_of_the_user(test: TestApp) {
        let (user, maja) = maja_with_messages(&test, json!({})).await;
        let owner = test.owner().await;
        let path = format!("/api/v1/users/{}", user.id);
        let etag = owner.get(&path).await.etag();
        assert_eq!(owner.patch_if_match(&path, &etag, &json!({ "language": "de" })).await.status, 200);
        provision(&test, &maja, &Phone::new(&test.base_url)).await;
        caught_with(&test, ADDRESSES[0], "Telefon").await;
        assert!(deliveries(&test, "").await.iter().all(|delivery| delivery["language"] == "de"));
    }
}
