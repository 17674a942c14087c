//! The sign-in story: name, password, session, sign-out.

use serde_json::json;

use crate::support::{Answer, OWNER_PASSWORD, both_databases};

const SESSION: &str = "__Host-anteroom_session";

/// All cookies that an answer sets.
fn set_cookies(answer: &Answer) -> Vec<String> {
    answer
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|value| value.to_str().unwrap().to_owned())
        .collect()
}

both_databases! {
    async fn a_password_opens_a_session_and_signing_out_ends_it(app: TestApp) {
        let browser = app.browser();
        browser.get("/api/v1/session").await.refused(401, "sign_in_required");
        let started = browser.post("/api/v1/sign-ins", &json!({ "user_name": " OWNER ", "return_to": "/provisioning" })).await;
        assert_eq!(started.status, 201, "{started:?}");
        let sign_in = started.json();
        assert_eq!(sign_in["status"], "pending");
        assert_eq!(sign_in["methods"], json!(["password"]));
        assert_eq!(sign_in["step_up"], false);
        assert_eq!(sign_in["return_to"], "/provisioning");
        let id = sign_in["id"].as_str().unwrap();
        assert_eq!(started.header("location"), Some(format!("/api/v1/sign-ins/{id}").as_str()));

        let proved = browser.post(&format!("/api/v1/sign-ins/{id}/password"), &json!({ "password": OWNER_PASSWORD })).await;
        assert_eq!(proved.status, 200, "{proved:?}");
        assert_eq!(proved.json()["status"], "complete");
        assert_eq!(proved.json()["passed"], json!(["password"]));
        for cookie in set_cookies(&started).into_iter().chain(set_cookies(&proved)) {
            assert!(cookie.starts_with("__Host-"), "{cookie}");
            for attribute in ["; Path=/;", "; HttpOnly", "; Secure", "; SameSite=Lax"] {
                assert!(cookie.contains(attribute), "{cookie}");
            }
        }
        assert_eq!(browser.get(&format!("/api/v1/sign-ins/{id}")).await.json()["status"], "complete");

        let session = browser.get("/api/v1/session").await;
        assert_eq!(session.status, 200, "{session:?}");
        assert_eq!(session.json()["user"]["user_name"], "owner");
        assert_eq!(session.json()["user"]["role"], "owner");
        assert_eq!(session.json()["permissions"].as_array().unwrap().len(), 18);
        assert_eq!(session.json()["methods"][0]["method"], "password");

        let secret = browser.cookie(SESSION).unwrap();
        assert_eq!(browser.delete("/api/v1/session").await.status, 204);
        assert_eq!(browser.cookie(SESSION), None);
        browser.set_cookie(SESSION, &secret);
        browser.get("/api/v1/session").await.refused(401, "sign_in_required");
        assert_eq!(app.browser().delete("/api/v1/session").await.status, 204);
    }

    async fn a_sign_in_belongs_to_the_browser_that_started_it(app: TestApp) {
        let browser = app.browser();
        let id = browser.start_sign_in("owner", "/").await;
        let stranger = app.browser();
        stranger.start_sign_in("owner", "/").await;
        stranger.get(&format!("/api/v1/sign-ins/{id}")).await.refused(404, "not_found");
        stranger
            .post(&format!("/api/v1/sign-ins/{id}/password"), &json!({ "password": OWNER_PASSWORD }))
            .await
            .refused(404, "not_found");
        assert_eq!(browser.get(&format!("/api/v1/sign-ins/{id}")).await.status, 200);
        app.clock.advance_seconds(600);
        browser.get(&format!("/api/v1/sign-ins/{id}")).await.refused(404, "not_found");
        browser
            .post(&format!("/api/v1/sign-ins/{id}/password"), &json!({ "password": OWNER_PASSWORD }))
            .await
            .refused(404, "not_found");
    }

    async fn a_completed_sign_in_takes_no_further_proof(app: TestApp) {
        let browser = app.browser();
        let id = browser.start_sign_in("owner", "/").await;
        let path = format!("/api/v1/sign-ins/{id}/password");
        assert_eq!(browser.post(&path, &json!({ "password": OWNER_PASSWORD })).await.status, 200);
        browser.post(&path, &json!({ "password": OWNER_PASSWORD })).await.refused(409, "state_conflict");
    }

    async fn the_code_of_an_app_cannot_come_before_the_password(app: TestApp) {
        let browser = app.browser();
        for name in ["owner", "nobody"] {
            let id = browser.start_sign_in(name, "/").await;
            browser
                .post(&format!("/api/v1/sign-ins/{id}/totp"), &json!({ "code": "123456" }))
                .await
                .refused(409, "state_conflict");
        }
    }

    async fn one_returns_only_to_a_page_of_anteroom(app: TestApp) {
        let browser = app.browser();
        for path in ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "/a;b"] {
            let answer = browser.post("/api/v1/sign-ins", &json!({ "user_name": "owner", "return_to": path })).await;
            answer.refused(422, "content_refused");
            assert_eq!(answer.pointers(), ["/return_to"]);
        }
        browser.post("/api/v1/sign-ins", &json!({ "return_to": "/" })).await.refused(401, "sign_in_required");
    }

    async fn somebody_who_is_signed_in_steps_up_without_a_name(app: TestApp) {
        let owner = app.owner().await;
        let answer = owner.post("/api/v1/sign-ins", &json!({ "return_to": "/admin" })).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        assert_eq!(answer.json()["step_up"], true);
        assert_eq!(answer.json()["status"], "complete");
        assert_eq!(answer.json()["passed"], json!(["password"]));
        let other = owner.post("/api/v1/sign-ins", &json!({ "user_name": "somebody.else" })).await;
        assert_eq!(other.json()["step_up"], false);
        assert_eq!(other.json()["passed"], json!([]));
    }

    async fn signing_in_as_another_ends_the_session_before(app: TestApp) {
        app.add_user("mobile.user").await;
        let mut browser = app.owner().await;
        let before = browser.cookie(SESSION).unwrap();
        browser.sign_in("mobile.user", OWNER_PASSWORD).await;
        assert_eq!(browser.get("/api/v1/session").await.json()["user"]["user_name"], "mobile.user");
        let old = app.browser();
        old.set_cookie(SESSION, &before);
        old.get("/api/v1/session").await.refused(401, "sign_in_required");
    }

    async fn a_request_from_another_page_signs_nobody_in_or_out(app: TestApp) {
        let owner = app.owner().await;
        let json_header = ("content-type", "application/json");
        let body = || Some(br#"{"user_name":"owner"}"#.to_vec());
        let cases: [&[(&str, &str)]; 3] = [
            &[json_header, ("x-anteroom-csrf", "0")],
            &[json_header, ("origin", "https://evil.example")],
            &[json_header, ("origin", "null")],
        ];
        for headers in cases {
            owner.send(reqwest::Method::POST, "/api/v1/sign-ins", headers, body()).await.refused(403, "csrf_refused");
            owner.send(reqwest::Method::DELETE, "/api/v1/session", headers, None).await.refused(403, "csrf_refused");
        }
        let own = [json_header, ("origin", app.base_url.as_str())];
        assert_eq!(owner.send(reqwest::Method::POST, "/api/v1/sign-ins", &own, body()).await.status, 201);
        assert_eq!(owner.get("/api/v1/session").await.status, 200);
    }
}
