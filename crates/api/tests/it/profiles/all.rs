//! The help desk and the phones of all users.

use serde_json::{Value, json};

use crate::provisioning::{actions_about, provision, signed_in_maja};
use crate::support::{Phone, both_databases};

fn names(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["name"].as_str().unwrap())
        .collect()
}

both_databases! {
    async fn a_profile_is_suspended_resumed_and_revoked(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let phone = Phone::new(&test.base_url);
        let id = provision(&test, &maja, &phone).await;
        test.add_administrator("helga", "help_desk").await;
        let helga = test.signed_in("helga").await;
        let path = format!("/api/v1/profiles/{id}");
        for (verb, expected) in [
            ("resume", None),
            ("suspend", Some("suspended")),
            ("suspend", None),
            ("resume", Some("active")),
            ("revoke", Some("revoked")),
            ("revoke", None),
            ("resume", None),
            ("suspend", None),
        ] {
            let answer = helga.act(&format!("{path}/{verb}")).await;
            let Some(status) = expected else {
                answer.refused(409, "state_conflict");
                continue;
            };
            assert_eq!((answer.status, answer.json()["status"].clone()), (200, json!(status)));
            assert_eq!(answer.json()["ended_at"].is_null(), status == "active");
            let told = phone.get_profile().await;
            assert_eq!((told.status, told.json()["status"].clone()), (200, json!(status)));
        }
        assert_eq!(helga.get(&path).await.json()["status"], "revoked");
        helga.act("/api/v1/profiles/01890000-0000-7000-8000-000000000000/revoke").await.refused(404, "not_found");
        assert_eq!(actions_about(&test, &id).await, ["profile.created", "profile.resumed", "profile.revoked", "profile.suspended"]);
    }

    async fn suspended_phones_still_count_for_the_limit(test: TestApp) {
        test.enable_self_service(json!({ "profiles_per_user_max": 1 })).await;
        test.add_user("maja").await;
        let maja = test.signed_in("maja").await;
        let id = provision(&test, &maja, &Phone::new(&test.base_url)).await;
        let owner = test.owner().await;
        assert_eq!(owner.act(&format!("/api/v1/profiles/{id}/suspend")).await.status, 200);
        let body = json!({ "kind": "mobile_app", "channel": "browser" });
        maja.post("/api/v1/me/provisioning-tokens", &body).await.refused(409, "profiles_limit");
        assert_eq!(owner.act(&format!("/api/v1/profiles/{id}/revoke")).await.status, 200);
        assert_eq!(maja.post("/api/v1/me/provisioning-tokens", &body).await.status, 201);
    }

    async fn profiles_are_searched_by_name_user_state_and_kind(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let first = provision(&test, &maja, &Phone::new(&test.base_url)).await;
        test.clock.advance_seconds(1);
        let second = provision(&test, &maja, &Phone::new(&test.base_url)).await;
        maja.patch(&format!("/api/v1/me/profiles/{first}"), &json!({ "name": "ÅSAS 100% phone" })).await;
        let owner = test.owner().await;
        owner.act(&format!("/api/v1/profiles/{second}/suspend")).await;
        let user = owner.get(&format!("/api/v1/profiles/{first}")).await.json()["user"]["id"].as_str().unwrap().to_owned();
        for (query, expected) in [
            (String::new(), vec!["Pixel 8", "ÅSAS 100% phone"]),
            ("?q=%C3%A5sas".to_owned(), vec!["ÅSAS 100% phone"]),
            ("?q=100%25".to_owned(), vec!["ÅSAS 100% phone"]),
            ("?q=1%25p".to_owned(), vec![]),
            ("?q=MAJA".to_owned(), vec!["Pixel 8", "ÅSAS 100% phone"]),
            ("?status=suspended".to_owned(), vec!["Pixel 8"]),
            ("?kind=totp".to_owned(), vec![]),
            (format!("?user_id={user}&status=active"), vec!["ÅSAS 100% phone"]),
            ("?user_id=01890000-0000-7000-8000-000000000000".to_owned(), vec![]),
        ] {
            let list = owner.get(&format!("/api/v1/profiles{query}")).await.json();
            assert_eq!(names(&list), expected, "{query}");
        }
    }
}
