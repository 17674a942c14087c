//! Authenticator apps: the key shown once, active after the first right code, a code counts once.

use anteroom_api_types::provisioning::ProvisioningToken;
use anteroom_domain::totp::TotpSeed;
use serde_json::json;

use super::{actions_about, ask_for, read, require, signed_in_maja};
use crate::support::{Browser, TestApp, both_databases};

/// The seed that an authenticator app reads from the key of a token.
fn seed_of(token: &ProvisioningToken) -> TotpSeed {
    let key = &token.totp_key.as_ref().expect("the key is shown once").key;
    let mut bits = 0_u64;
    let mut bytes = Vec::new();
    let letters: Vec<char> = key.chars().filter(|letter| *letter != ' ').collect();
    for chunk in letters.chunks(8) {
        for letter in chunk {
            let value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(*letter).unwrap() as u64;
            bits = bits << 5 | value;
        }
        bytes.extend_from_slice(&bits.to_be_bytes()[3..]);
        bits = 0;
    }
    TotpSeed::from_bytes(bytes.try_into().unwrap())
}

async fn activate(
    browser: &Browser,
    token: &ProvisioningToken,
    code: &str,
) -> crate::support::Answer {
    let path = format!("/api/v1/me/provisioning-tokens/{}/totp", token.id);
    browser.post(&path, &json!({ "code": code })).await
}

async fn sign_in_code(test: &TestApp, code: &str) -> u16 {
    let browser = test.browser();
    let id = browser.start_sign_in("maja", "/provisioning").await;
    let password = json!({ "password": crate::support::OWNER_PASSWORD });
    browser
        .post(&format!("/api/v1/sign-ins/{id}/password"), &password)
        .await;
    let answer = browser
        .post(
            &format!("/api/v1/sign-ins/{id}/totp"),
            &json!({ "code": code }),
        )
        .await;
    answer.status
}

both_databases! {
    async fn the_first_right_code_activates_an_authenticator_app(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let answer = ask_for(&maja, "totp").await;
        assert_eq!(answer.status, 201, "{answer:?}");
        let token: ProvisioningToken = answer.read();
        assert!(token.link.is_none());
        assert!(token.totp_key.as_ref().unwrap().uri.starts_with("otpauth://totp/Anteroom:maja?secret="));
        assert!(read(&maja, &token).await.totp_key.is_none(), "the key is shown once");
        let seed = seed_of(&token);
        let code = seed.code_at(test.now());
        let done = activate(&maja, &token, &format!("{} {}", &code[..3], &code[3..])).await;
        assert_eq!(done.status, 200, "{done:?}");
        assert_eq!(done.json()["status"], "completed");
        let profiles = maja.get("/api/v1/me/profiles").await.json();
        assert_eq!(profiles["items"][0]["name"], "Authenticator app");
        assert_eq!(profiles["items"][0]["kind"], "totp");
        assert_eq!(profiles["items"][0]["id"], done.json()["profile_id"]);
        activate(&maja, &token, &code).await.refused(409, "state_conflict");
        assert_eq!(actions_about(&test, &token.id.to_string()).await, ["provisioning_token.completed", "provisioning_token.issued"]);
    }

    async fn a_code_counts_once_also_the_first(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let token: ProvisioningToken = ask_for(&maja, "totp").await.read();
        let seed = seed_of(&token);
        let first = seed.code_at(test.now());
        assert_eq!(activate(&maja, &token, &first).await.status, 200);
        let both = json!({ "methods": ["password", "totp"], "match": "all" });
        require(&test, json!({ "authentication_method": both })).await;
        assert_ne!(sign_in_code(&test, &first).await, 200, "it was used to activate");
        test.clock.advance_seconds(30);
        let second = seed.code_at(test.now());
        assert_eq!(sign_in_code(&test, &second).await, 200);
        assert_ne!(sign_in_code(&test, &second).await, 200, "it was used to sign in");
    }

    async fn ten_wrong_codes_reject_the_token(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let token: ProvisioningToken = ask_for(&maja, "totp").await.read();
        let code = seed_of(&token).code_at(test.now());
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let malformed = activate(&maja, &token, "12345x").await;
        assert_eq!(malformed.refused(422, "content_refused").pointers(), ["/code"]);
        for left in (0..10).rev() {
            let answer = activate(&maja, &token, wrong).await;
            answer.refused(422, "totp_code_wrong");
            assert_eq!(answer.json()["attempts_left"], left);
        }
        activate(&maja, &token, &code).await.refused(409, "state_conflict");
        assert_eq!(read(&maja, &token).await.status, anteroom_api_types::provisioning::TokenStatus::Rejected);
    }

    async fn an_administrator_never_sees_the_key_but_the_user_does(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let owner = test.owner().await;
        let users = owner.get("/api/v1/users?q=maja").await.json();
        let body = json!({ "user_id": users["items"][0]["id"], "kind": "totp", "channel": "browser" });
        let answer = owner.post("/api/v1/provisioning-tokens", &body).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        let token: ProvisioningToken = answer.read();
        assert!(token.totp_key.is_none() && token.link.is_none());
        activate(&maja, &token, "123456").await.refused(409, "state_conflict");
        let shown = maja.act(&format!("/api/v1/me/provisioning-tokens/{}/replace", token.id)).await;
        assert_eq!(shown.status, 201, "{shown:?}");
        let shown: ProvisioningToken = shown.read();
        let code = seed_of(&shown).code_at(test.now());
        assert_eq!(activate(&maja, &shown, &code).await.status, 200);
    }

    async fn a_phone_cannot_claim_a_token_of_another_kind(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let token: ProvisioningToken = ask_for(&maja, "totp").await.read();
        let (mobile, _) = super::token_for_phone(&maja).await;
        activate(&maja, &mobile, "123456").await.refused(409, "state_conflict");
        let phone = crate::support::Phone::new(&test.base_url);
        phone.get_claim(&token.id.to_string()).await.refused(404, "provisioning_token_unusable");
    }
}
