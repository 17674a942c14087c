//! How sessions end: by changes of their user, by time; and how their secret changes.

use serde_json::json;

use crate::support::{OWNER_PASSWORD, both_databases};

const SESSION: &str = "__Host-anteroom_session";

both_databases! {
    async fn disabling_a_user_ends_the_sessions_at_every_replica_at_once(app: TestApp) {
        let user = app.add_user("mobile.user").await;
        let browser = app.signed_in("mobile.user").await;
        let elsewhere = app.replica().await;
        elsewhere.set_cookie(SESSION, &browser.cookie(SESSION).unwrap());
        assert_eq!(elsewhere.get("/api/v1/session").await.status, 200);
        let path = format!("/api/v1/users/{}", user.id);
        let answer = app.owner().await.patch_if_match(&path, "*", &json!({ "status": "disabled" })).await;
        assert_eq!(answer.json()["status"], "disabled");
        browser.get("/api/v1/session").await.refused(401, "sign_in_required");
        elsewhere.get("/api/v1/session").await.refused(401, "sign_in_required");
        let answer = app.owner().await.patch_if_match(&path, "*", &json!({ "status": "enabled" })).await;
        assert_eq!(answer.status, 200);
        browser.get("/api/v1/session").await.refused(401, "sign_in_required");
    }

    async fn a_new_password_ends_the_sessions(app: TestApp) {
        let user = app.add_user("mobile.user").await;
        let browser = app.signed_in("mobile.user").await;
        let pending = app.browser();
        let path = format!("/api/v1/users/{}", user.id);
        let change = json!({ "password": "another password" });
        assert_eq!(app.owner().await.patch_if_match(&path, "*", &change).await.status, 200);
        browser.get("/api/v1/session").await.refused(401, "sign_in_required");
        let id = pending.start_sign_in("mobile.user", "/").await;
        let path = format!("/api/v1/sign-ins/{id}/password");
        pending.post(&path, &json!({ "password": OWNER_PASSWORD })).await.refused(401, "credentials_wrong");
        assert_eq!(pending.post(&path, &change).await.status, 200);
    }

    async fn another_role_or_removal_ends_the_sessions(app: TestApp) {
        let user = app.add_administrator("helper", "help_desk").await;
        let owner = app.owner().await;
        let path = format!("/api/v1/administrators/{}", user.id);
        let browser = app.signed_in("helper").await;
        assert_eq!(owner.put(&path, &json!({ "role": "help_desk" })).await.status, 200);
        assert_eq!(browser.get("/api/v1/session").await.status, 200);
        assert_eq!(owner.put(&path, &json!({ "role": "auditor" })).await.status, 200);
        browser.get("/api/v1/session").await.refused(401, "sign_in_required");
        let browser = app.signed_in("helper").await;
        assert_eq!(owner.delete(&path).await.status, 204);
        browser.get("/api/v1/session").await.refused(401, "sign_in_required");
        let browser = app.signed_in("helper").await;
        assert_eq!(owner.delete_if_match(&format!("/api/v1/users/{}", user.id), "*").await.status, 204);
        browser.get("/api/v1/session").await.refused(401, "sign_in_required");
    }

    async fn a_session_ends_after_half_an_hour_without_use(app: TestApp) {
        let browser = app.owner().await;
        for _ in 0..4 {
            app.clock.advance_seconds(1_799);
            assert_eq!(browser.get("/api/v1/session").await.status, 200);
        }
        app.clock.advance_seconds(1_800);
        browser.get("/api/v1/session").await.refused(401, "sign_in_required");
    }

    async fn a_session_ends_after_twelve_hours_in_any_case(app: TestApp) {
        let browser = app.owner().await;
        for _ in 0..28 {
            app.clock.advance_seconds(1_500);
            assert_eq!(browser.get("/api/v1/session").await.status, 200);
        }
        app.clock.advance_seconds(1_200);
        browser.get("/api/v1/session").await.refused(401, "sign_in_required");
    }

    async fn the_fifty_newest_sessions_of_a_user_are_kept(app: TestApp) {
        let first = app.owner().await;
        for _ in 0..50 {
            app.clock.advance_seconds(1);
            app.owner().await;
        }
        first.get("/api/v1/session").await.refused(401, "sign_in_required");
    }

    async fn each_sign_in_gets_a_secret_of_its_own(app: TestApp) {
        let mut browser = app.owner().await;
        let before = browser.cookie(SESSION).unwrap();
        browser.delete("/api/v1/session").await;
        browser.sign_in("owner", OWNER_PASSWORD).await;
        assert_ne!(browser.cookie(SESSION).unwrap(), before);
    }
}
