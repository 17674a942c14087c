//! The life of provisioning tokens.

mod administrators;
mod ends;
mod events;
mod issuing;
mod life;
mod race;
mod totp;
mod world;

use anteroom_api_types::provisioning::ProvisioningToken;
use serde_json::{Value, json};

use crate::support::{Answer, Browser, Phone, TestApp};

/// Self-service is on, and `maja` is signed in.
pub async fn signed_in_maja(test: &TestApp) -> Browser {
    test.enable_self_service(json!({})).await;
    test.add_user("maja").await;
    test.signed_in("maja").await
}

/// Asks for a token for oneself.
pub async fn ask_for(browser: &Browser, kind: &str) -> Answer {
    let body = json!({ "kind": kind, "channel": "browser" });
    browser.post("/api/v1/me/provisioning-tokens", &body).await
}

/// Gets a token for a phone, and its secret.
pub async fn token_for_phone(browser: &Browser) -> (ProvisioningToken, String) {
    let answer = ask_for(browser, "mobile_app").await;
    assert_eq!(answer.status, 201, "{answer:?}");
    let token: ProvisioningToken = answer.read();
    let secret = secret_of(&token);
    (token, secret)
}

/// The secret in the link of a token.
pub fn secret_of(token: &ProvisioningToken) -> String {
    let link = token.link.as_deref().expect("the link is in this answer");
    link.split_once("/a#").unwrap().1.to_owned()
}

/// One of the user's tokens as it stands.
pub async fn read(browser: &Browser, token: &ProvisioningToken) -> ProvisioningToken {
    let path = format!("/api/v1/me/provisioning-tokens/{}", token.id);
    let answer = browser.get(&path).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.read()
}

/// The digits that the signed-in page shows.
pub async fn code_of(browser: &Browser, token: &ProvisioningToken) -> String {
    let claim = read(browser, token).await.claim.expect("it is claimed");
    claim.confirmation_code.expect("the user sees the code")
}

/// A code that is not the right one.
pub fn wrong(code: &str) -> String {
    if code == "0000" { "0001" } else { "0000" }.to_owned()
}

/// Takes a phone all the way; answers its profile's id.
pub async fn provision(test: &TestApp, browser: &Browser, phone: &Phone) -> String {
    let (token, secret) = token_for_phone(browser).await;
    assert_eq!(phone.claim(&secret).await.status, 201);
    let code = code_of(browser, &token).await;
    let answer = phone.confirm(&token.id.to_string(), &code).await;
    assert_eq!(answer.status, 200, "{answer:?} {}", test.base_url);
    answer.json()["profile"]["id"].as_str().unwrap().to_owned()
}

/// The actions about one object in the order of their names, since the clock of a test stands still.
pub async fn actions_about(test: &TestApp, subject: &str) -> Vec<String> {
    let path = format!("/api/v1/audit-events?subject_id={subject}&limit=200");
    let answer = test.owner().await.get(&path).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let events = answer.json()["items"].as_array().unwrap().clone();
    let mut actions: Vec<String> = events
        .iter()
        .map(|event| event["action"].as_str().unwrap().to_owned())
        .collect();
    actions.sort_unstable();
    actions
}

/// Replaces the requirement of the provisioning page.
pub async fn require(test: &TestApp, requirement: Value) {
    let owner = test.owner().await;
    let list = owner.get("/api/v1/resources?limit=200").await.json();
    let resources = list["items"].as_array().unwrap();
    let found = resources
        .iter()
        .find(|item| item["path"] == "/provisioning")
        .unwrap();
    let path = format!("/api/v1/resources/{}", found["id"].as_str().unwrap());
    let etag = owner.get(&path).await.etag();
    let change = json!({ "authorization": { "inherit": false, "general_rules": [], "requirement": requirement } });
    let answer = owner.patch_if_match(&path, &etag, &change).await;
    assert_eq!(answer.status, 200, "{answer:?}");
}
