//! The first owner, by the one-time set-up link.

use serde_json::{Value, json};

use crate::support::{OWNER_PASSWORD, TestApp, TestDatabase};

fn owner(token: &str, name: &str) -> Value {
    json!({ "token": token, "user_name": name, "display_name": "Ada", "email": null, "password": OWNER_PASSWORD })
}

async fn token(app: &TestApp) -> String {
    let link = anteroom_api::make_setup_link(&app.app).await.unwrap();
    let link = link.expect("there is no owner yet");
    let (page, token) = link.split_once('#').unwrap();
    assert_eq!(page, format!("{}/setup", app.base_url));
    token.to_owned()
}

async fn the_link_works_once_and_only_in_its_hour(app: TestApp) {
    let browser = app.browser();
    assert_eq!(browser.get("/api/v1/setup").await.json()["needed"], true);
    let late = token(&app).await;
    app.clock.advance_seconds(3_600);
    for wrong in [late.as_str(), "7ZC4MH2K0V9D1QWXRT5NB3EJ6A", "x"] {
        let answer = browser.post("/api/v1/setup", &owner(wrong, "ada")).await;
        answer.refused(401, "credentials_wrong");
    }
    let good = token(&app).await;
    let answer = browser
        .post("/api/v1/setup", &owner(&good, "with space"))
        .await;
    answer.refused(422, "content_refused");
    assert_eq!(answer.pointers(), ["/user_name"]);
    let answer = browser.post("/api/v1/setup", &owner(&good, "ada")).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    assert_eq!(browser.get("/api/v1/setup").await.json()["needed"], false);
    browser
        .post("/api/v1/setup", &owner(&good, "eve"))
        .await
        .refused(409, "setup_done");
    assert!(
        anteroom_api::make_setup_link(&app.app)
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(browser.get("/api/v1/session").await.status, 401);
    app.signed_in("ada").await;
}

async fn two_links_at_once_make_one_owner(app: TestApp) {
    let (first, second) = (token(&app).await, token(&app).await);
    let (one, two) = (app.browser(), app.browser());
    let (first, second) = (owner(&first, "ada"), owner(&second, "eve"));
    let (a, b) = futures_util::future::join(
        one.post("/api/v1/setup", &first),
        two.post("/api/v1/setup", &second),
    )
    .await;
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{a:?} {b:?}");
}

#[actix_web::test]
async fn the_link_works_once_on_sqlite() {
    the_link_works_once_and_only_in_its_hour(TestApp::start_empty(TestDatabase::sqlite()).await)
        .await;
}

#[actix_web::test]
async fn the_link_works_once_on_postgresql() {
    let database = TestDatabase::postgresql().await;
    the_link_works_once_and_only_in_its_hour(TestApp::start_empty(database).await).await;
}

#[actix_web::test]
async fn two_links_make_one_owner_on_sqlite() {
    two_links_at_once_make_one_owner(TestApp::start_empty(TestDatabase::sqlite()).await).await;
}

#[actix_web::test]
async fn two_links_make_one_owner_on_postgresql() {
    let database = TestDatabase::postgresql().await;
    two_links_at_once_make_one_owner(TestApp::start_empty(database).await).await;
}
