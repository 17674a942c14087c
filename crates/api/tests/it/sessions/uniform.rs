//! What a stranger learns of a name: nothing.

use serde_json::{Value, json};

use crate::support::{Answer, Browser, OWNER_PASSWORD, both_databases};

/// An answer without what differs between any two answers.
fn plain(answer: &Answer) -> (u16, Vec<String>, Value) {
    let mut headers: Vec<String> = answer
        .headers
        .keys()
        .map(|name| name.as_str().to_owned())
        .collect();
    headers.sort();
    let mut body = answer.json();
    for member in ["id", "request_id"] {
        body.as_object_mut().unwrap().remove(member);
    }
    (answer.status, headers, body)
}

/// Everything that a stranger gets to see of a name.
async fn seen(browser: &Browser, name: &str) -> Vec<(u16, Vec<String>, Value)> {
    let start = json!({ "user_name": name, "return_to": "/provisioning" });
    let started = browser.post("/api/v1/sign-ins", &start).await;
    let id = started.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/sign-ins/{id}");
    let mut seen = vec![plain(&started), plain(&browser.get(&path).await)];
    for _ in 0..12 {
        let wrong = json!({ "password": "not the password" });
        let answer = browser.post(&format!("{path}/password"), &wrong).await;
        seen.push(plain(&answer));
    }
    let code = json!({ "code": "123456" });
    seen.push(plain(&browser.post(&format!("{path}/totp"), &code).await));
    seen
}

both_databases! {
    async fn unknown_disabled_and_password_less_users_look_like_any_other(app: TestApp) {
        app.add_user("known").await;
        let owner = app.owner().await;
        let without = json!({ "user_name": "without", "display_name": "Without password" });
        assert_eq!(owner.post("/api/v1/users", &without).await.status, 201);
        let disabled = app.add_user("disabled").await;
        let path = format!("/api/v1/users/{}", disabled.id);
        let answer = owner.patch_if_match(&path, "*", &json!({ "status": "disabled" })).await;
        assert_eq!(answer.status, 200, "{answer:?}");

        let expected = seen(&app.browser(), "known").await;
        let statuses: Vec<u16> = expected.iter().map(|(status, _, _)| *status).collect();
        assert_eq!(statuses[..2], [201, 200]);
        assert_eq!(statuses[2..12], [401; 10]);
        assert_eq!(statuses[12..], [429, 429, 409]);
        for name in ["unknown", "without", "disabled"] {
            assert_eq!(seen(&app.browser(), name).await, expected, "{name}");
        }
    }

    async fn the_right_password_of_a_disabled_user_is_as_wrong_as_any(app: TestApp) {
        let user = app.add_user("mobile.user").await;
        let owner = app.owner().await;
        let path = format!("/api/v1/users/{}", user.id);
        owner.patch_if_match(&path, "*", &json!({ "status": "disabled" })).await;
        let browser = app.browser();
        let id = browser.start_sign_in("mobile.user", "/").await;
        browser
            .post(&format!("/api/v1/sign-ins/{id}/password"), &json!({ "password": OWNER_PASSWORD }))
            .await
            .refused(401, "credentials_wrong");
    }

    async fn of_an_unknown_name_the_audit_keeps_nothing(app: TestApp) {
        let browser = app.browser();
        let typed_into_the_wrong_field = "my-secret-password";
        let id = browser.start_sign_in(typed_into_the_wrong_field, "/").await;
        browser.post(&format!("/api/v1/sign-ins/{id}/password"), &json!({ "password": "x" })).await.refused(401, "credentials_wrong");
        let events = app.owner().await.get("/api/v1/audit-events?action=sign_in.failed").await;
        assert_eq!(events.json()["items"][0]["details"]["user_known"], false);
        assert!(!events.body.contains(typed_into_the_wrong_field), "{}", events.body);
    }
}
