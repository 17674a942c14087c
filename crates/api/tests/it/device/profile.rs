//! The profile, in the hands of its phone.

use serde_json::json;

use crate::provisioning::{actions_about, provision, signed_in_maja};
use crate::support::{Phone, both_databases};

both_databases! {
    async fn a_phone_renames_and_gives_up_its_profile(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let phone = Phone::new(&test.base_url);
        let id = provision(&test, &maja, &phone).await;
        let rename = json!({ "name": "My Pixel" });
        let answer = phone.send("PATCH", "/device/v1/profile", Some(&rename)).await;
        assert_eq!((answer.status, answer.json()["name"].clone()), (200, json!("My Pixel")));
        let answer = phone.send("PATCH", "/device/v1/profile", Some(&json!({ "name": "\u{202e}" }))).await;
        assert_eq!(answer.refused(422, "content_refused").pointers(), ["/name"]);
        let answer = phone.send("PATCH", "/device/v1/profile", Some(&json!({ "name": "x", "status": "active" }))).await;
        answer.refused(422, "content_refused");
        assert_eq!(phone.send("DELETE", "/device/v1/profile", None).await.status, 204);
        assert_eq!(phone.send("DELETE", "/device/v1/profile", None).await.status, 204, "a lost answer");
        phone.send("PATCH", "/device/v1/profile", Some(&rename)).await.refused(409, "state_conflict");
        assert_eq!(phone.get_profile().await.json()["status"], "revoked");
        assert_eq!(actions_about(&test, &id).await, ["profile.created", "profile.removed", "profile.renamed"]);
    }

    async fn an_unknown_key_has_no_profile(test: TestApp) {
        let phone = Phone::new(&test.base_url);
        let answer = phone.get_profile().await;
        answer.refused(401, "profile_unknown");
        assert!(answer.header("www-authenticate").unwrap().starts_with("DPoP"));
        phone.send("DELETE", "/device/v1/profile", None).await.refused(401, "profile_unknown");
        phone.send("PATCH", "/device/v1/profile", Some(&json!({ "name": "x" }))).await.refused(401, "profile_unknown");
    }

    async fn the_last_use_is_noted_once_a_minute(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let phone = Phone::new(&test.base_url);
        let id = provision(&test, &maja, &phone).await;
        let path = format!("/api/v1/me/profiles/{id}");
        let created = maja.get(&path).await.json()["last_used_at"].clone();
        test.clock.advance_seconds(59);
        phone.get_profile().await;
        assert_eq!(maja.get(&path).await.json()["last_used_at"], created);
        test.clock.advance_seconds(1);
        phone.get_profile().await;
        assert_eq!(maja.get(&path).await.json()["last_used_at"], json!(test.now().to_string()));
    }
}
