//! My phones: seen, renamed, removed, reported lost.

use serde_json::{Value, json};

use crate::provisioning::{actions_about, provision, signed_in_maja};
use crate::support::{Phone, both_databases};

fn items(list: &Value) -> &Vec<Value> {
    list["items"].as_array().unwrap()
}

both_databases! {
    async fn a_phone_is_seen_and_renamed(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let phone = Phone::new(&test.base_url);
        let id = provision(&test, &maja, &phone).await;
        let path = format!("/api/v1/me/profiles/{id}");
        let seen = maja.get(&path).await.json();
        assert_eq!(seen["user"]["user_name"], "maja");
        assert_eq!(seen["phone"], json!({ "platform": "android", "model": "GKWS6", "app_name": "test" }));
        assert_eq!((seen["kind"].as_str(), seen["status"].as_str()), (Some("mobile_app"), Some("active")));
        assert_eq!(items(&maja.get("/api/v1/me/profiles").await.json()), &[seen]);
        let renamed = maja.patch(&path, &json!({ "name": "  Work phone " })).await;
        assert_eq!((renamed.status, renamed.json()["name"].clone()), (200, json!("Work phone")));
        assert_eq!(phone.get_profile().await.json()["name"], "Work phone");
        assert_eq!(maja.patch(&path, &json!({ "name": "Work phone" })).await.status, 200);
        for name in ["", "a\nb", "\u{202e}abc"] {
            let answer = maja.patch(&path, &json!({ "name": name })).await;
            assert_eq!(answer.refused(422, "content_refused").pointers(), ["/name"]);
        }
        assert_eq!(actions_about(&test, &id).await, ["profile.created", "profile.renamed"]);
    }

    async fn a_removed_phone_is_gone_and_hears_so(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let phone = Phone::new(&test.base_url);
        let id = provision(&test, &maja, &phone).await;
        let path = format!("/api/v1/me/profiles/{id}");
        assert_eq!(maja.delete(&path).await.status, 204);
        maja.delete(&path).await.refused(404, "not_found");
        maja.get(&path).await.refused(404, "not_found");
        maja.patch(&path, &json!({ "name": "x" })).await.refused(404, "not_found");
        assert!(items(&maja.get("/api/v1/me/profiles").await.json()).is_empty());
        let told = phone.get_profile().await;
        assert_eq!((told.status, told.json()["status"].clone()), (200, json!("revoked")));
        assert_eq!(actions_about(&test, &id).await, ["profile.created", "profile.removed"]);
    }

    async fn a_lost_phone_is_removed_at_once(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let phone = Phone::new(&test.base_url);
        let id = provision(&test, &maja, &phone).await;
        let path = format!("/api/v1/me/profiles/{id}/report-lost");
        assert_eq!(maja.act(&path).await.status, 204);
        maja.act(&path).await.refused(404, "not_found");
        assert_eq!(phone.get_profile().await.json()["status"], "revoked");
        assert_eq!(actions_about(&test, &id).await, ["profile.created", "profile.reported_lost"]);
    }

    async fn foreign_phones_look_like_missing_ones(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let id = provision(&test, &maja, &Phone::new(&test.base_url)).await;
        test.add_user("nils").await;
        let nils = test.signed_in("nils").await;
        for id in [id.as_str(), "01890000-0000-7000-8000-000000000000", "no-id"] {
            let path = format!("/api/v1/me/profiles/{id}");
            nils.get(&path).await.refused(404, "not_found");
            nils.patch(&path, &json!({ "name": "Mine" })).await.refused(404, "not_found");
            nils.delete(&path).await.refused(404, "not_found");
            nils.act(&format!("{path}/report-lost")).await.refused(404, "not_found");
        }
        assert_eq!(maja.get(&format!("/api/v1/me/profiles/{id}")).await.json()["status"], "active");
    }
}
