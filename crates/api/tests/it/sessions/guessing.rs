//! Guessing: ten tries, then waits; strangers cannot lock a user out of a known browser.

use futures_util::future::join_all;
use serde_json::json;

use crate::support::{Answer, Browser, OWNER_PASSWORD, TestApp, both_databases};

async fn try_password(browser: &Browser, name: &str, password: &str) -> Answer {
    let id = browser.start_sign_in(name, "/").await;
    let path = format!("/api/v1/sign-ins/{id}/password");
    browser.post(&path, &json!({ "password": password })).await
}

async fn guess_wrong(app: &TestApp, name: &str, times: usize) {
    for _ in 0..times {
        let answer = try_password(&app.browser(), name, "wrong password").await;
        answer.refused(401, "credentials_wrong");
    }
}

both_databases! {
    async fn after_ten_wrong_passwords_one_must_wait(app: TestApp) {
        let user = app.add_user("mobile.user").await;
        guess_wrong(&app, "mobile.user", 10).await;
        let answer = try_password(&app.browser(), "mobile.user", OWNER_PASSWORD).await;
        answer.refused(429, "too_many_tries");
        let wait = answer.json()["retry_after_seconds"].as_u64().unwrap();
        assert!((1..=31).contains(&wait), "{answer:?}");
        assert_eq!(answer.header("retry-after").unwrap(), wait.to_string());

        let owner = app.owner().await;
        let path = format!("/api/v1/users/{}", user.id);
        assert!(owner.get(&path).await.json()["locked_until"].is_string());
        let events = owner.get("/api/v1/audit-events?action=user.locked").await;
        assert_eq!(events.json()["items"][0]["subject"]["name"], "mobile.user");

        app.clock.advance_seconds(31);
        assert_eq!(try_password(&app.browser(), "mobile.user", OWNER_PASSWORD).await.status, 200);
        guess_wrong(&app, "mobile.user", 9).await;
        assert_eq!(try_password(&app.browser(), "mobile.user", OWNER_PASSWORD).await.status, 200);
        assert!(owner.get(&path).await.json()["locked_until"].is_null());
    }

    async fn the_help_desk_unlocks(app: TestApp) {
        let user = app.add_user("mobile.user").await;
        app.add_administrator("helper", "help_desk").await;
        guess_wrong(&app, "mobile.user", 10).await;
        let helper = app.signed_in("helper").await;
        let path = format!("/api/v1/users/{}/unlock", user.id);
        assert_eq!(helper.act(&path).await.status, 204);
        assert_eq!(try_password(&app.browser(), "mobile.user", OWNER_PASSWORD).await.status, 200);
    }

    async fn strangers_cannot_lock_a_user_out_of_a_known_browser(app: TestApp) {
        app.add_user("mobile.user").await;
        let known = app.signed_in("mobile.user").await;
        known.delete("/api/v1/session").await;
        guess_wrong(&app, "mobile.user", 10).await;
        try_password(&app.browser(), "mobile.user", OWNER_PASSWORD).await.refused(429, "too_many_tries");
        assert_eq!(try_password(&known, "mobile.user", OWNER_PASSWORD).await.status, 200);

        // The mark is tied to its user, and has a counter of its own that fills as any other.
        let mark = known.cookie("__Host-anteroom_known_browser").unwrap();
        let thief = app.browser();
        thief.set_cookie("__Host-anteroom_known_browser", &mark);
        guess_wrong(&app, "owner", 10).await;
        try_password(&thief, "owner", OWNER_PASSWORD).await.refused(429, "too_many_tries");
        for _ in 0..10 {
            try_password(&thief, "mobile.user", "wrong").await.refused(401, "credentials_wrong");
        }
        try_password(&thief, "mobile.user", OWNER_PASSWORD).await.refused(429, "too_many_tries");
    }

    async fn many_guesses_at_once_are_evaluated_ten_times(app: TestApp) {
        app.add_user("mobile.user").await;
        let browser = app.browser();
        let id = browser.start_sign_in("mobile.user", "/").await;
        let path = format!("/api/v1/sign-ins/{id}/password");
        let guess = json!({ "password": "wrong password" });
        let answers = join_all((0..200).map(|_| browser.post(&path, &guess))).await;
        let count = |status: u16| answers.iter().filter(|answer| answer.status == status).count();
        // On a busy machine some wait too long for the database; they are not evaluated either.
        assert!((1..=10).contains(&count(401)), "{}", count(401));
        assert_eq!(count(401) + count(429) + count(503), 200);
        assert!(count(429) > 0);
    }

    async fn one_source_cannot_try_a_few_passwords_on_everybody(app: TestApp) {
        for name in 0..10 {
            guess_wrong(&app, &format!("name{name}"), 10).await;
        }
        try_password(&app.browser(), "name10", "wrong password").await.refused(429, "too_many_tries");
    }
}
