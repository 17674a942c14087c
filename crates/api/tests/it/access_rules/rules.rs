//! Named rules: making, reading, changing, removing.

use reqwest::Method;
use serde_json::json;

use super::{authorize, create_rule, error_codes, methods, newest_event};
use crate::support::both_databases;

both_databases! {
    async fn rule_lives_from_creation_to_removal(test: TestApp) {
        let owner = test.owner().await;
        let body = json!({
            "name": "Two factors", "description": "For the office.", "scope": "general",
            "requirement": { "all": [methods(&["password", "totp"]), { "client_network": { "networks": ["192.0.2.0/24"] } }] },
        });
        let created = owner.post("/api/v1/access-rules", &body).await;
        assert_eq!(created.status, 201, "{created:?}");
        let rule = created.json();
        assert_eq!(rule["requirement"], body["requirement"]);
        assert_eq!(rule["sentence"], "signed in with password and authenticator app code, from 192.0.2.0/24");
        assert_eq!(rule["used_by"], json!([]));
        let address = created.header("location").unwrap();
        assert_eq!(owner.get(address).await.json(), rule);

        let etag = created.etag();
        let changed = owner.patch_if_match(address, &etag, &json!({ "name": "Only a password", "requirement": methods(&["password"]) })).await;
        assert_eq!(changed.status, 200, "{changed:?}");
        assert_eq!(changed.json()["description"], "For the office.", "what is left out stays");
        assert_ne!(changed.etag(), etag);
        let event = newest_event(&owner, "access_rule.changed").await;
        assert_eq!(event["details"]["changes"]["requirement"], json!({
            "from": "signed in with password and authenticator app code, from 192.0.2.0/24",
            "to": "signed in with password",
        }));
        assert_eq!(event["details"]["changes"]["name"]["from"], "Two factors");
        assert!(event["details"]["changes"]["description"].is_null(), "what stayed is not told");

        let removed = owner.delete_if_match(address, &changed.etag()).await;
        assert_eq!(removed.status, 204, "{removed:?}");
        owner.get(address).await.refused(404, "not_found");
        assert_eq!(newest_event(&owner, "access_rule.removed").await["subject"]["name"], "Only a password");
    }

    async fn changes_need_the_version_that_was_seen(test: TestApp) {
        let owner = test.owner().await;
        let address = create_rule(&owner, "A rule", "general", methods(&["password"])).await;
        let etag = owner.get(&address).await.etag();
        owner.patch(&address, &json!({ "name": "B" })).await.refused(428, "version_required");
        owner.delete(&address).await.refused(428, "version_required");
        let changed = owner.patch_if_match(&address, &etag, &json!({ "name": "B" })).await;
        assert_eq!(changed.status, 200);
        owner.patch_if_match(&address, &etag, &json!({ "name": "C" })).await.refused(412, "version_stale");
        owner.delete_if_match(&address, &etag).await.refused(412, "version_stale");
        let seen = changed.etag();
        let answer = owner.send(Method::GET, &address, &[("if-none-match", &seen)], None).await;
        assert_eq!((answer.status, answer.body.as_str()), (304, ""));
        let answer = owner.send(Method::GET, &address, &[("if-none-match", &etag)], None).await;
        assert_eq!(answer.status, 200);
        let same = owner.patch_if_match(&address, &seen, &json!({ "name": "B" })).await;
        assert_eq!((same.status, same.etag()), (200, seen), "no change, no new version");
    }

    async fn names_are_unique_without_regard_to_case(test: TestApp) {
        let owner = test.owner().await;
        create_rule(&owner, "Größe", "general", methods(&["password"])).await;
        let other = create_rule(&owner, "Other", "general", methods(&["password"])).await;
        let body = json!({ "name": " GRÖßE ", "scope": "general", "requirement": methods(&["totp"]) });
        owner.post("/api/v1/access-rules", &body).await.refused(409, "already_exists");
        let etag = owner.get(&other).await.etag();
        owner.patch_if_match(&other, &etag, &json!({ "name": "größe" })).await.refused(409, "already_exists");
        assert_eq!(owner.get(&other).await.json()["name"], "Other", "a refusal changes nothing");
    }

    async fn bad_requirements_are_refused_with_pointers(test: TestApp) {
        let owner = test.owner().await;
        let nobody = "01890a5d-ac96-774b-bcce-b302099a8057";
        let refused = async |requirement: serde_json::Value| {
            let body = json!({ "name": "Bad", "scope": "general", "requirement": requirement });
            let answer = owner.post("/api/v1/access-rules", &body).await;
            let pointers = answer.refused(422, "content_refused").pointers();
            pointers.join(" ")
        };
        assert_eq!(refused(json!({ "all": [] })).await, "/requirement/all");
        assert_eq!(refused(json!({ "any": [{ "client_network": { "networks": ["nowhere"] } }] })).await, "/requirement/any/0/client_network/networks/0");
        assert_eq!(
            refused(json!({ "time_window": { "zone": "Mars/Olympus", "days": ["mon", "mon"], "from": "08:00", "to": "17:00" } })).await,
            "/requirement/time_window/zone /requirement/time_window/days"
        );
        assert_eq!(
            refused(json!({ "not": { "authentication_method": { "methods": ["password"], "match": "any", "max_age_seconds": 90_000 } } })).await,
            "/requirement/not/authentication_method/max_age_seconds"
        );
        assert_eq!(refused(json!({ "all": [{ "user": { "users": [nobody] } }] })).await, "/requirement/all/0/user/users/0");
        assert_eq!(refused(json!({ "user_group": { "groups": [nobody], "match": "any" } })).await, "/requirement/user_group/groups/0");
        assert_eq!(refused(json!({ "authentication_method": { "methods": ["magic"], "match": "any" } })).await, "/requirement/authentication_method/methods/0");
        let mut deep = methods(&["password"]);
        for _ in 0..9 {
            deep = json!({ "not": deep });
        }
        assert_eq!(refused(deep).await, format!("/requirement{}", "/not".repeat(8)));
        assert_eq!(owner.get("/api/v1/access-rules").await.json()["items"], json!([]));
    }

    async fn rules_speak_of_users_and_groups_by_name_and_in_the_language_of_the_reader(test: TestApp) {
        let owner = test.owner().await;
        let user = test.add_user("maja").await;
        let group = owner.post("/api/v1/user-groups", &json!({ "name": "Staff" })).await.json();
        let requirement = json!({ "any": [
            { "user": { "users": [user.id] } },
            { "user_group": { "groups": [group["id"]], "match": "any" } },
        ] });
        let address = create_rule(&owner, "Staff or Maja", "general", requirement).await;
        assert_eq!(owner.get(&address).await.json()["sentence"], "user is The maja, or member of Staff");
        let german = owner.send(Method::GET, &address, &[("accept-language", "de")], None).await.json();
        assert!(german["sentence"].as_str().unwrap().contains("Mitglied"), "{german}");
    }

    async fn listed_rules_stay_general_and_stay(test: TestApp) {
        let owner = test.owner().await;
        let address = create_rule(&owner, "Password", "general", methods(&["password"])).await;
        let rule = owner.get(&address).await.json();
        let listed = authorize(&owner, "/profiles", json!({ "inherit": false, "general_rules": [rule["id"]] })).await;
        assert_eq!(listed.status, 200, "{listed:?}");
        let shown = owner.get(&address).await;
        assert_eq!(shown.json()["used_by"][0]["name"], "My phones");
        let etag = shown.etag();
        let removal = owner.delete_if_match(&address, &etag).await;
        removal.refused(409, "in_use");
        assert!(removal.json()["detail"].as_str().unwrap().contains("My phones"), "{removal:?}");
        owner.patch_if_match(&address, &etag, &json!({ "scope": "global" })).await.refused(409, "in_use");
        authorize(&owner, "/profiles", json!({ "inherit": true })).await;
        assert_eq!(owner.delete_if_match(&address, &etag).await.status, 204);
    }

    async fn lists_come_newest_first_by_pages_and_can_be_searched(test: TestApp) {
        let owner = test.owner().await;
        for (name, scope) in [("Password", "general"), ("Office 100%", "general"), ("Everywhere", "global")] {
            create_rule(&owner, name, scope, methods(&["password"])).await;
            test.clock.advance_seconds(1);
        }
        let names = async |query: &str| {
            let list = owner.get(&format!("/api/v1/access-rules{query}")).await.json();
            let items = list["items"].as_array().unwrap().clone();
            let names: Vec<String> = items.iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect();
            (names, list["next_cursor"].as_str().map(str::to_owned))
        };
        let (first, cursor) = names("?limit=2").await;
        assert_eq!(first, ["Everywhere", "Office 100%"]);
        assert_eq!(names(&format!("?limit=2&cursor={}", cursor.unwrap())).await, (vec!["Password".to_owned()], None));
        assert_eq!(names("?scope=global").await.0, ["Everywhere"]);
        assert_eq!(names("?q=OFFICE").await.0, ["Office 100%"]);
        assert_eq!(names("?q=0%25").await.0, ["Office 100%"]);
        assert!(names("?q=_").await.0.is_empty());
        let answer = owner.get("/api/v1/access-rules?scope=local").await;
        answer.refused(400, "invalid_parameter");
    }

    async fn forbidden_characters_in_texts_are_refused(test: TestApp) {
        let owner = test.owner().await;
        let body = json!({ "name": "a\u{202e}b", "description": "c\u{7}", "scope": "general", "requirement": methods(&["password"]) });
        let answer = owner.post("/api/v1/access-rules", &body).await;
        assert_eq!(answer.refused(422, "content_refused").pointers(), ["/name", "/description"]);
        assert_eq!(error_codes(&answer), ["forbidden_character", "forbidden_character"]);
    }
}
