//! The simulator: decisions with their traces.

use reqwest::Method;
use serde_json::{Value, json};

use super::{authorize, create_rule, methods};
use crate::support::{Browser, both_databases};

async fn simulate(owner: &Browser, question: Value) -> Value {
    let answer = owner.post("/api/v1/access-decisions", &question).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

both_databases! {
    async fn simulator_says_what_each_user_would_get_and_why(test: TestApp) {
        let owner = test.owner().await;
        let user = test.add_user("maja").await;
        let ask = async |changes: Value| {
            let mut question = json!({ "user_id": user.id, "resource_path": "/provisioning", "client_address": "192.0.2.10" });
            question.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
            simulate(&owner, question).await
        };
        let step_up = ask(json!({})).await;
        assert_eq!(step_up["outcome"], "step_up");
        assert_eq!(step_up["missing_methods"], json!(["password"]));
        assert_eq!(step_up["reason"], "You also need to confirm with: password.");
        let allowed = ask(json!({ "methods": ["password"] })).await;
        assert_eq!((&allowed["outcome"], &allowed["reason"]), (&json!("allow"), &Value::Null));

        let rule = create_rule(&owner, "Office hours", "general", json!({ "all": [
            { "client_network": { "networks": ["192.0.2.0/24"] } },
            { "time_window": { "zone": "Europe/Stockholm", "days": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "to": "17:00" } },
        ] })).await;
        let rule = owner.get(&rule).await.json();
        authorize(&owner, "/provisioning", json!({ "inherit": false, "general_rules": [rule["id"]], "requirement": methods(&["password", "totp"]) })).await;
        let denied = ask(json!({ "methods": ["password"] })).await;
        assert_eq!(denied["outcome"], "deny");
        assert_eq!(denied["unavailable_methods"], json!(["totp"]));
        assert_eq!(denied["trace"][0]["rule"], json!({ "id": rule["id"], "name": "Office hours" }));
        assert_eq!(denied["trace"][0]["state"], "held");
        assert_eq!(denied["trace"][1]["rule"], Value::Null);
        assert_eq!(denied["trace"][1]["state"], "not_held");
        assert_eq!(denied["trace"][1]["children"][0]["sentence"], "signed in with password and authenticator app code");

        let at_night = ask(json!({ "methods": ["password", "totp"], "at": "2026-03-02T22:00:00Z" })).await;
        assert_eq!(at_night["outcome"], "deny");
        assert_eq!(at_night["trace"][0]["children"][0]["children"][1]["state"], "not_held");
        let elsewhere = ask(json!({ "methods": ["password", "totp"], "client_address": "198.51.100.1" })).await;
        assert_eq!(elsewhere["outcome"], "deny");
        assert_eq!(elsewhere["trace"][0]["children"][0]["children"][1]["state"], "not_reached");
        let at_work = ask(json!({ "methods": ["password", "totp"] })).await;
        assert_eq!(at_work["outcome"], "allow");
    }

    async fn groups_of_the_user_count(test: TestApp) {
        let owner = test.owner().await;
        let group = owner.post("/api/v1/user-groups", &json!({ "name": "Staff" })).await;
        assert_eq!(group.status, 201, "{group:?}");
        let group = group.json()["id"].as_str().unwrap().to_owned();
        let member = test.add_user_with("member", json!({ "groups": [group] })).await;
        let stranger = test.add_user("stranger").await;
        let rule = json!({ "all": [methods(&["password"]), { "user_group": { "groups": [group], "match": "any" } }] });
        authorize(&owner, "/provisioning", super::own(rule)).await;
        let outcome = async |user: uuid::Uuid| {
            simulate(&owner, json!({ "user_id": user, "resource_path": "/provisioning", "methods": ["password"] })).await["outcome"].clone()
        };
        assert_eq!(outcome(member.id).await, "allow");
        assert_eq!(outcome(stranger.id).await, "deny");
    }

    async fn simulator_speaks_the_language_of_the_administrator(test: TestApp) {
        let owner = test.owner().await;
        let body = json!({ "resource_path": "/profiles" }).to_string().into_bytes();
        let headers = [("content-type", "application/json"), ("accept-language", "sv")];
        let answer = owner.send(Method::POST, "/api/v1/access-decisions", &headers, Some(body)).await;
        assert_ne!(answer.json()["trace"][0]["sentence"], "built-in rule \u{201c}signed in\u{201d}", "{answer:?}");
    }

    async fn questions_that_cannot_be_asked_are_refused(test: TestApp) {
        let owner = test.owner().await;
        let refused = async |question: Value| {
            let answer = owner.post("/api/v1/access-decisions", &question).await;
            answer.refused(422, "content_refused").pointers()
        };
        assert_eq!(refused(json!({ "resource_path": "/a%5Cb", "client_address": "here" })).await, ["/resource_path", "/client_address"]);
        assert_eq!(refused(json!({ "resource_path": "/", "user_id": "01890a5d-ac96-774b-bcce-b302099a8057" })).await, ["/user_id"]);
        assert_eq!(refused(json!({ "resource_path": "/", "at": "yesterday" })).await, ["/at"]);
    }
}
