//! The channels, with counterparts that are not ours.

mod caught;
mod email_channel;
mod email_test;
mod gateway_faults;
mod mails;
mod presets;
mod receipts;
mod sms_gateways;
mod status;

use anteroom_api::{Mail, Sms};
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};

use crate::support::{Answer, Browser, MailServer, TestApp};

pub const EMAIL: &str = "/api/v1/notification-channels/email";
pub const GATEWAYS: &str = "/api/v1/sms-gateways";

/// Settings of the e-mail channel for a server on this port.
pub fn settings(port: u16, changes: Value) -> Value {
    let mut settings = json!({
        "enabled": true,
        "transport": "smtp",
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "sender_name": "Example sign-in",
        "sender_address": "sign-in@example.org",
        "timeout_seconds": 2,
    });
    let members = settings.as_object_mut().unwrap();
    members.extend(changes.as_object().unwrap().clone());
    settings
}

/// What is set for a server that encrypts and asks for a password.
pub fn protected(server: &MailServer, security: &str) -> Value {
    json!({
        "security": security,
        "ca_certificates": server.authority(),
        "user_name": MailServer::USER_NAME,
        "password": MailServer::PASSWORD,
    })
}

/// Puts the settings of the e-mail channel, whatever they are.
pub async fn put(owner: &Browser, settings: &Value) -> Answer {
    owner.put_if_match(EMAIL, "*", settings).await
}

/// Sets the e-mail channel up.
pub async fn set_up_email(test: &TestApp, settings: &Value) {
    let answer = put(&test.owner().await, settings).await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

/// Adds a gateway; answers it.
pub async fn add_gateway(owner: &Browser, name: &str, more: Value) -> Value {
    let mut body = json!({ "name": name, "enabled": true, "sender": "Anteroom", "transport": { "kind": "file" } });
    body.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    let answer = owner.post(GATEWAYS, &body).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json()
}

/// A transport that posts JSON to an address.
pub fn http_transport(url: &str) -> Value {
    json!({
        "kind": "http",
        "method": "post",
        "url": url,
        "authorization": "none",
        "headers": [],
        "body": { "format": "json", "template": "{\"to\":\"{{ to }}\",\"text\":\"{{ text }}\",\"id\":\"{{ message_id }}\"}" },
        "success": { "status_min": 200, "status_max": 299 },
        "message_id_pointer": "/id",
    })
}

/// A mail as the outbox hands it over.
pub fn mail(to: &str) -> Mail {
    Mail {
        to: to.to_owned(),
        subject: "Add your phone – Övning".to_owned(),
        text: "Scan the code, or open https://id.example.org/a#7ZC4\n".to_owned(),
        html: "<p>Scan <img src=\"cid:qr-code\" alt=\"QR code\"></p>".to_owned(),
        qr_code: Some(b"\x89PNG\r\n\x1a\n\x00\x01\x02 not a whole one".to_vec()),
        message_id: "<0190-1@id.example.org>".to_owned(),
        written_at: "2026-03-02T08:59:58Z".parse().unwrap(),
    }
}

/// A text message as the outbox hands it over.
pub fn sms() -> Sms {
    Sms {
        to: "+46701234567".to_owned(),
        text: "Öppna \"länken\" & gå vidare:\nhttps://id.example.org/a#7ZC4".to_owned(),
        message_id: "0190-1".to_owned(),
    }
}

/// The only row of a query, past the API.
pub async fn row(test: &TestApp, query: &str) -> sea_orm::QueryResult {
    let database = sea_orm::Database::connect(test.app.config.database_url())
        .await
        .unwrap();
    let rows = database.query_all_raw(sea_orm::Statement::from_string(
        database.get_database_backend(),
        query,
    ));
    rows.await.unwrap().remove(0)
}

/// Does something to the database, past the API.
pub async fn execute(test: &TestApp, statement: &str) {
    let database = sea_orm::Database::connect(test.app.config.database_url())
        .await
        .unwrap();
    database.execute_unprepared(statement).await.unwrap();
}

/// The outcomes of the steps of a test, in their order.
pub fn outcomes(test: &Value) -> Vec<&str> {
    let steps = test["steps"].as_array().unwrap();
    steps
        .iter()
        .map(|step| step["outcome"].as_str().unwrap())
        .collect()
}
