//! The outbox: messages on their way, what they carry, and what the help desk does with them.

mod deliveries;
mod faults;
mod kills;
mod limits;
mod notices;
mod replicas;
mod reports;
mod secrets;
mod slow_rows;
mod tokens;

use std::time::Duration;

use anteroom_api_types::provisioning::ProvisioningToken;
use anteroom_api_types::users::User;
use serde_json::{Value, json};

use crate::support::{Answer, Browser, TestApp};

/// An e-mail channel that writes to a folder.
pub fn email_to_folder() -> Value {
    json!({
        "enabled": true, "transport": "file", "host": "", "port": 25, "security": "none",
        "sender_name": "Anteroom", "sender_address": "sign-in@example.org", "timeout_seconds": 5,
    })
}

/// An e-mail channel to a port of this machine where nobody listens.
pub fn email_to_nobody() -> Value {
    let mut settings = email_to_folder();
    settings["transport"] = json!("smtp");
    settings["host"] = json!("127.0.0.1");
    settings["port"] = json!(9);
    settings["timeout_seconds"] = json!(1);
    settings
}

/// Sets the e-mail channel.
pub async fn set_email(test: &TestApp, settings: &Value) {
    let owner = test.owner().await;
    let path = "/api/v1/notification-channels/email";
    let etag = owner.get(path).await.etag();
    let answer = owner.put_if_match(path, &etag, settings).await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

/// Both channels write to a folder, self-service offers all three, and `maja`, who has both addresses, is signed in.
pub async fn maja_with_messages(test: &TestApp, settings: Value) -> (User, Browser) {
    set_email(test, &email_to_folder()).await;
    let gateway = json!({ "name": "Folder", "enabled": true, "transport": { "kind": "file" } });
    let answer = test
        .owner()
        .await
        .post("/api/v1/sms-gateways", &gateway)
        .await;
    assert_eq!(answer.status, 201, "{answer:?}");
    let mut changes = json!({ "channels": { "browser": true, "email": true, "sms": true } });
    changes
        .as_object_mut()
        .unwrap()
        .extend(settings.as_object().unwrap().clone());
    test.enable_self_service(changes).await;
    let addresses = json!({ "email": "maja@example.org", "phone_number": "+46701234567" });
    let user = test.add_user_with("maja", addresses).await;
    let browser = test.signed_in("maja").await;
    (user, browser)
}

/// Asks for a token by message.
pub async fn ask_by(browser: &Browser, kind: &str, channel: &str) -> Answer {
    let body = json!({ "kind": kind, "channel": channel });
    browser.post("/api/v1/me/provisioning-tokens", &body).await
}

/// Gets a token by message.
pub async fn token_by(browser: &Browser, channel: &str) -> ProvisioningToken {
    let answer = ask_by(browser, "mobile_app", channel).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.read()
}

/// Waits until something holds, which is asked again and again for ten seconds.
pub async fn eventually<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    for _ in 0..200 {
        if let Some(found) = ask().await {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{what} did not come about");
}

/// The deliveries that a filter finds.
pub async fn deliveries(test: &TestApp, filter: &str) -> Vec<Value> {
    let path = format!("/api/v1/deliveries?limit=200&{filter}");
    let answer = test.owner().await.get(&path).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()["items"].as_array().unwrap().clone()
}

/// Waits until the only delivery that a filter finds stands so.
pub async fn delivery_in(test: &TestApp, filter: &str, status: &str) -> Value {
    eventually(
        &format!("a delivery ({filter}) that is {status}"),
        async || {
            let found = deliveries(test, filter).await;
            found
                .into_iter()
                .find(|delivery| delivery["status"] == status)
        },
    )
    .await
}

/// The messages that were caught, newest first, with their content.
pub async fn caught(test: &TestApp) -> Vec<Value> {
    let owner = test.owner().await;
    let list = owner.get("/api/v1/caught-messages").await;
    assert_eq!(list.status, 200, "{list:?}");
    let mut messages = Vec::new();
    for item in list.json()["items"].as_array().unwrap() {
        let path = format!("/api/v1/caught-messages/{}", item["id"].as_str().unwrap());
        messages.push(owner.get(&path).await.json());
    }
    messages
}

/// Waits for a caught message to this address whose text holds this.
pub async fn caught_with(test: &TestApp, to: &str, words: &str) -> Value {
    eventually(&format!("a message to {to} with `{words}`"), async || {
        caught(test).await.into_iter().find(|message| {
            message["to"].as_str().unwrap().contains(to)
                && message["text"].as_str().unwrap().contains(words)
        })
    })
    .await
}

/// What follows this mark in a text, up to the next white space.
pub fn after(text: &Value, mark: &str) -> String {
    let text = text.as_str().unwrap();
    let (_, rest) = text
        .split_once(mark)
        .unwrap_or_else(|| panic!("no `{mark}` in: {text}"));
    rest.split_whitespace().next().unwrap().to_owned()
}
