//! Two factors: the sign-in that asks for both, and the step-up that adds one.

use anteroom_domain::totp::TotpSeed;
use serde_json::{Value, json};

use crate::access_rules::{authorize, methods, own};
use crate::support::{Browser, OWNER_PASSWORD, TestApp, both_databases};

const SESSION: &str = "__Host-anteroom_session";

/// An authenticator app, and the user whose it is.
struct AuthenticatorApp(TotpSeed);

impl AuthenticatorApp {
    /// A user with the usual password and an active authenticator app.
    async fn of_new_user(app: &TestApp, user_name: &str) -> Self {
        app.add_user(user_name).await;
        let browser = app.signed_in(user_name).await;
        let body = json!({ "kind": "totp", "channel": "browser" });
        let token = browser.post("/api/v1/me/provisioning-tokens", &body).await;
        assert_eq!(token.status, 201, "{token:?}");
        let token = token.json();
        let authenticator = Self(seed(token["totp_key"]["key"].as_str().unwrap()));
        let id = token["id"].as_str().unwrap();
        let path = format!("/api/v1/me/provisioning-tokens/{id}/totp");
        let answer = browser.post(&path, &authenticator.code(app)).await;
        assert!((200..300).contains(&answer.status), "{answer:?}");
        app.clock.advance_seconds(60);
        authenticator
    }

    fn code(&self, app: &TestApp) -> Value {
        json!({ "code": self.0.code_at(app.now()) })
    }
}

/// Reads base32 (RFC 4648) as a person would type it.
fn seed(typed: &str) -> TotpSeed {
    let mut bits = 0_u32;
    let mut count = 0;
    let mut bytes = Vec::new();
    for character in typed.bytes().filter(u8::is_ascii_alphanumeric) {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            digit => digit - b'2' + 26,
        };
        bits = (bits << 5) | u32::from(value);
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).unwrap());
        }
    }
    TotpSeed::from_bytes(bytes.try_into().unwrap())
}

async fn ask_for_both_at_profiles(app: &TestApp) {
    let rule = own(methods(&["password", "totp"]));
    let answer = authorize(&app.owner().await, "/profiles", rule).await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

async fn prove_password(browser: &Browser, user_name: &str) -> (String, Value) {
    let id = browser.start_sign_in(user_name, "/profiles").await;
    let path = format!("/api/v1/sign-ins/{id}");
    let body = json!({ "password": OWNER_PASSWORD });
    let answer = browser.post(&format!("{path}/password"), &body).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    (path, answer.json())
}

both_databases! {
    async fn a_sign_in_asks_for_what_its_destination_asks_for(app: TestApp) {
        app.enable_self_service(json!({})).await;
        let authenticator = AuthenticatorApp::of_new_user(&app, "mobile.user").await;
        ask_for_both_at_profiles(&app).await;
        let browser = app.browser();
        let body = json!({ "user_name": "mobile.user", "return_to": "/profiles" });
        let started = browser.post("/api/v1/sign-ins", &body).await.json();
        assert_eq!((&started["methods"], &started["proofs_needed"]), (&json!(["password"]), &json!(2)));

        let (path, sign_in) = prove_password(&browser, "mobile.user").await;
        assert_eq!(sign_in["status"], "pending");
        assert_eq!((&sign_in["methods"], &sign_in["passed"]), (&json!(["totp"]), &json!(["password"])));
        assert_eq!(sign_in["proofs_needed"], 2);
        let before = browser.cookie(SESSION).unwrap();
        browser.get("/api/v1/me/profiles").await.refused(403, "step_up_required");

        let path = format!("{path}/totp");
        browser.post(&path, &json!({ "code": "000000" })).await.refused(401, "credentials_wrong");
        let complete = browser.post(&path, &authenticator.code(&app)).await;
        assert_eq!(complete.json()["status"], "complete", "{complete:?}");
        assert_eq!(complete.json()["passed"], json!(["password", "totp"]));
        assert_eq!(browser.get("/api/v1/me/profiles").await.status, 200);

        let old = app.browser();
        old.set_cookie(SESSION, &before);
        old.get("/api/v1/session").await.refused(401, "sign_in_required");

        // A code counts once.
        let second = app.browser();
        let (path, _) = prove_password(&second, "mobile.user").await;
        second.post(&format!("{path}/totp"), &authenticator.code(&app)).await.refused(401, "credentials_wrong");
    }

    async fn a_step_up_adds_to_the_session_and_changes_its_secret(app: TestApp) {
        app.enable_self_service(json!({})).await;
        let authenticator = AuthenticatorApp::of_new_user(&app, "mobile.user").await;
        ask_for_both_at_profiles(&app).await;
        let browser = app.signed_in("mobile.user").await;
        let refused = browser.get("/api/v1/me/profiles").await;
        refused.refused(403, "step_up_required");
        assert_eq!(refused.json()["decision"]["missing_methods"], json!(["totp"]));
        let session = browser.get("/api/v1/session").await.json();

        let started = browser.post("/api/v1/sign-ins", &json!({ "return_to": "/profiles" })).await.json();
        assert_eq!((&started["step_up"], &started["status"]), (&json!(true), &json!("pending")));
        assert_eq!(started["methods"], json!(["totp"]));
        let before = browser.cookie(SESSION).unwrap();
        let path = format!("/api/v1/sign-ins/{}/totp", started["id"].as_str().unwrap());
        let answer = browser.post(&path, &authenticator.code(&app)).await;
        assert_eq!(answer.json()["status"], "complete", "{answer:?}");
        assert_ne!(browser.cookie(SESSION).unwrap(), before);
        assert_eq!(browser.get("/api/v1/me/profiles").await.status, 200);
        let after = browser.get("/api/v1/session").await.json();
        assert_eq!(after["id"], session["id"]);
        assert_eq!(after["methods"].as_array().unwrap().len(), 2);
    }

    async fn who_lacks_a_method_is_signed_in_and_told_at_the_destination(app: TestApp) {
        app.add_user("mobile.user").await;
        ask_for_both_at_profiles(&app).await;
        let browser = app.browser();
        let (_path, sign_in) = prove_password(&browser, "mobile.user").await;
        assert_eq!(sign_in["status"], "complete");
        let refused = browser.get("/api/v1/me/profiles").await;
        refused.refused(403, "access_denied");
        assert_eq!(refused.json()["decision"]["unavailable_methods"], json!(["totp"]));
    }

    async fn ten_wrong_codes_make_one_wait_in_a_known_browser_too(app: TestApp) {
        app.enable_self_service(json!({})).await;
        let authenticator = AuthenticatorApp::of_new_user(&app, "mobile.user").await;
        ask_for_both_at_profiles(&app).await;
        let browser = app.browser();
        let (path, _) = prove_password(&browser, "mobile.user").await;
        let path = format!("{path}/totp");
        for _ in 0..10 {
            browser.post(&path, &json!({ "code": "000000" })).await.refused(401, "credentials_wrong");
        }
        browser.post(&path, &authenticator.code(&app)).await.refused(429, "too_many_tries");
        let elsewhere = app.browser();
        let (path, _) = prove_password(&elsewhere, "mobile.user").await;
        elsewhere.post(&format!("{path}/totp"), &authenticator.code(&app)).await.refused(429, "too_many_tries");
    }
}
