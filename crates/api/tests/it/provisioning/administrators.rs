//! Tokens issued for users, and the tokens of all users.

use anteroom_api_types::provisioning::{ProvisioningToken, TokenStatus};
use serde_json::{Value, json};

use super::{code_of, read, secret_of, signed_in_maja, token_for_phone};
use crate::support::{Phone, both_databases};

fn ids(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

both_databases! {
    async fn the_help_desk_issues_a_token_and_only_the_user_sees_the_code(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        test.add_administrator("helga", "help_desk").await;
        let helga = test.signed_in("helga").await;
        let user = test.owner().await.get("/api/v1/users?q=maja").await.json()["items"][0]["id"].clone();
        let body = json!({ "user_id": user, "kind": "mobile_app", "channel": "browser", "lifetime_seconds": 60 });
        let answer = helga.post("/api/v1/provisioning-tokens", &body).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        let token: ProvisioningToken = answer.read();
        assert_eq!(answer.header("location").unwrap(), format!("/api/v1/provisioning-tokens/{}", token.id));
        assert_eq!(answer.json()["issued_by"], "administrator");
        let phone = Phone::new(&test.base_url);
        assert_eq!(phone.claim(&secret_of(&token)).await.status, 201);
        let path = format!("/api/v1/provisioning-tokens/{}", token.id);
        let seen = helga.get(&path).await.json();
        assert_eq!(seen["claim"]["phone"]["name"], "Pixel 8");
        assert_eq!(seen["claim"]["confirmation_code"], json!(null));
        assert_eq!(seen["link"], json!(null));
        let code = code_of(&maja, &token).await;
        assert_eq!(phone.confirm(&token.id.to_string(), &code).await.status, 200);
    }

    async fn a_lifetime_beyond_the_setting_and_an_unknown_user_are_refused(test: TestApp) {
        signed_in_maja(&test).await;
        let owner = test.owner().await;
        let user = owner.get("/api/v1/users?q=maja").await.json()["items"][0]["id"].clone();
        for lifetime in [59, 301, 604_801] {
            let body = json!({ "user_id": user, "kind": "mobile_app", "channel": "browser", "lifetime_seconds": lifetime });
            let answer = owner.post("/api/v1/provisioning-tokens", &body).await;
            assert_eq!(answer.refused(422, "content_refused").pointers(), ["/lifetime_seconds"]);
        }
        let body = json!({ "user_id": "01890000-0000-7000-8000-000000000000", "kind": "mobile_app", "channel": "browser" });
        let answer = owner.post("/api/v1/provisioning-tokens", &body).await;
        assert_eq!(answer.refused(422, "content_refused").pointers(), ["/user_id"]);
    }

    async fn a_revoked_token_cannot_be_claimed(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, secret) = token_for_phone(&maja).await;
        let owner = test.owner().await;
        let path = format!("/api/v1/provisioning-tokens/{}/revoke", token.id);
        let answer = owner.act(&path).await;
        assert_eq!((answer.status, answer.json()["status"].clone()), (200, json!("revoked")));
        owner.act(&path).await.refused(409, "state_conflict");
        owner.act("/api/v1/provisioning-tokens/01890000-0000-7000-8000-000000000000/revoke").await.refused(404, "not_found");
        Phone::new(&test.base_url).claim(&secret).await.refused(404, "provisioning_token_unusable");
        assert_eq!(read(&maja, &token).await.status, TokenStatus::Revoked);
    }

    async fn tokens_are_searched_and_paged(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        test.add_user("nils").await;
        let nils = test.signed_in("nils").await;
        let (first, _) = token_for_phone(&maja).await;
        test.clock.advance_seconds(1);
        let second: ProvisioningToken = super::ask_for(&nils, "totp").await.read();
        test.clock.advance_seconds(1);
        let (third, secret) = token_for_phone(&nils).await;
        Phone::new(&test.base_url).claim(&secret).await;
        let (first, second, third) = (first.id.to_string(), second.id.to_string(), third.id.to_string());
        let owner = test.owner().await;
        let nils_id = owner.get("/api/v1/users?q=nils").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        for (query, expected) in [
            (String::new(), vec![&third, &second, &first]),
            ("?q=NIL".to_owned(), vec![&third, &second]),
            ("?q=nobody%25".to_owned(), vec![]),
            (format!("?user_id={nils_id}"), vec![&third, &second]),
            (format!("?user_id={nils_id}&q=maja"), vec![]),
            ("?status=claimed".to_owned(), vec![&third]),
            ("?status=issued&kind=totp".to_owned(), vec![&second]),
            ("?channel=sms".to_owned(), vec![]),
            ("?limit=1".to_owned(), vec![&third]),
        ] {
            let list = owner.get(&format!("/api/v1/provisioning-tokens{query}")).await.json();
            assert_eq!(ids(&list), expected, "{query}");
        }
        let page = owner.get("/api/v1/provisioning-tokens?limit=2").await.json();
        let next = page["next_cursor"].as_str().unwrap();
        let rest = owner.get(&format!("/api/v1/provisioning-tokens?limit=2&cursor={next}")).await.json();
        assert_eq!((ids(&rest), &rest["next_cursor"]), (vec![first.as_str()], &json!(null)));
        owner.get("/api/v1/provisioning-tokens?status=gone").await.refused(400, "invalid_parameter");
        owner.get("/api/v1/provisioning-tokens?nonsense=1").await.refused(400, "invalid_parameter");
    }
}
