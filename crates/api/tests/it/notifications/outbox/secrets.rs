//! What is secret stands nowhere in clear: not in the database, not in its journal, not in an answer.

use std::path::Path;

use serde_json::json;

use super::{
    after, caught_with, deliveries, email_to_folder, eventually, maja_with_messages, set_email,
    token_by,
};
use crate::provisioning::provision;
use crate::support::{Phone, TestApp, TestDatabase};

const SMTP_PASSWORD: &str = "the password of the mail server";
const GATEWAY_SECRET: &str = "the secret of the gateway";

#[actix_web::test]
async fn nothing_secret_of_messages_stands_in_the_database() {
    let test = TestApp::start(TestDatabase::sqlite()).await;
    let (_user, maja) = maja_with_messages(&test, json!({})).await;
    let mut channel = email_to_folder();
    channel["user_name"] = json!("anteroom");
    channel["password"] = json!(SMTP_PASSWORD);
    set_email(&test, &channel).await;
    let gateway = json!({ "name": "Second", "enabled": false, "secret": GATEWAY_SECRET, "transport": { "kind": "file" } });
    let owner = test.owner().await;
    assert_eq!(
        owner.post("/api/v1/sms-gateways", &gateway).await.status,
        201
    );

    token_by(&maja, "email").await;
    token_by(&maja, "sms").await;
    let mail = caught_with(&test, "maja@example.org", "/a#").await;
    let sms = caught_with(&test, "+46701234567", "/a#").await;
    provision(&test, &maja, &Phone::new(&test.base_url)).await;
    let notice = caught_with(&test, "maja@example.org", "/report#").await;
    eventually("everything sent", async || {
        deliveries(&test, "status=queued")
            .await
            .is_empty()
            .then_some(())
    })
    .await;

    let secrets = [
        after(&mail["text"], "/a#"),
        after(&sms["text"], "/a#"),
        after(&notice["text"], "/report#"),
        SMTP_PASSWORD.to_owned(),
        GATEWAY_SECRET.to_owned(),
    ];
    let answers = [
        owner.get("/api/v1/deliveries?limit=200").await.body,
        owner.get("/api/v1/audit-events?limit=200").await.body,
        owner.get("/api/v1/notification-channels/email").await.body,
        owner.get("/api/v1/sms-gateways").await.body,
    ];
    let stored = files_of_database(&test.app.config.data_dir);
    for secret in &secrets {
        assert!(secret.len() >= 20, "{secret}");
        assert!(
            answers.iter().all(|answer| !answer.contains(secret)),
            "{secret}"
        );
        let bytes = secret.as_bytes();
        assert!(
            !stored.windows(bytes.len()).any(|window| window == bytes),
            "{secret}"
        );
    }
    // The search itself works: what is no secret is found.
    let public = b"maja@example.org";
    assert!(stored.windows(public.len()).any(|window| window == public));
}

/// The database and its journal, whatever they are called.
fn files_of_database(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name().to_string_lossy().contains(".db") {
            bytes.extend(std::fs::read(entry.path()).unwrap());
        }
    }
    bytes
}
