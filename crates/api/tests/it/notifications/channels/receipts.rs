//! Delivery reports: who may send them, and what they do.

use reqwest::Method;
use serde_json::{Value, json};

use super::{add_gateway, execute, http_transport, row};
use crate::access_rules::newest_event;
use crate::support::{Answer, Browser, TestApp, both_databases};

const FORM: &str = "application/x-www-form-urlencoded";

/// A gateway whose provider reports; and the path that it reports to.
async fn gateway(test: &TestApp) -> (Value, String) {
    let mut transport = http_transport("https://api.example.com/sms");
    transport["receipts"] = json!({ "message_id_pointer": "/id", "status_pointer": "/status", "delivered": ["delivered"], "undelivered": ["failed"] });
    let gateway = add_gateway(
        &test.owner().await,
        "Http",
        json!({ "transport": transport }),
    )
    .await;
    let url = gateway["receipt_url"].as_str().unwrap();
    let path = url.strip_prefix(&test.base_url).unwrap().to_owned();
    (gateway, path)
}

/// A report as a provider sends it: no session, no header of ours, another origin.
async fn report(provider: &Browser, path: &str, media_type: &str, body: &str) -> Answer {
    let headers = [
        ("content-type", media_type),
        ("origin", "https://provider.example"),
    ];
    let body = body.as_bytes().to_vec();
    provider
        .send(Method::POST, path, &headers, Some(body))
        .await
}

/// A delivery that the gateway has taken as this message.
async fn add_sent(test: &TestApp, gateway: &Value, message: &str) {
    let id = |text: &str| {
        let digits = text.replace('-', "");
        if test.app.config.database_url().starts_with("sqlite") {
            format!("x'{digits}'")
        } else {
            format!("'{text}'")
        }
    };
    let statement = format!(
        "INSERT INTO deliveries (id, kind, channel, status, urgent, message_id, rounds, destination, destination_key, language, facts, attempts, segments, gateway_id, provider_message_id, created_at) \
         VALUES ({}, 'provisioning_sms', 'sms', 'sent', false, '', 1, 'x', 'x', 'en', '{{}}', 1, 1, {}, '{message}', 0)",
        id("01890000-0000-7000-8000-000000000001"),
        id(gateway["id"].as_str().unwrap()),
    );
    execute(test, &statement).await;
}

async fn delivery(test: &TestApp) -> (String, Option<String>, Option<String>) {
    let row = row(test, "SELECT status, receipt, last_error FROM deliveries").await;
    (
        row.try_get("", "status").unwrap(),
        row.try_get("", "receipt").unwrap(),
        row.try_get("", "last_error").unwrap(),
    )
}

both_databases! {
    async fn report_of_delivery_is_written_to_its_delivery(test: TestApp) {
        let (gateway, path) = gateway(&test).await;
        add_sent(&test, &gateway, "m1").await;
        let provider = test.browser();
        assert_eq!(report(&provider, &path, FORM, "id=m2&status=delivered").await.status, 204, "an unknown message");
        assert_eq!(report(&provider, &path, FORM, "id=m1&status=sent").await.status, 204, "a state that says nothing");
        assert_eq!(delivery(&test).await, ("sent".to_owned(), None, None));
        assert_eq!(report(&provider, &path, FORM, "id=m1&status=delivered").await.status, 204);
        assert_eq!(delivery(&test).await, ("sent".to_owned(), Some("delivered".to_owned()), None));
        let event = newest_event(&test.owner().await, "delivery.receipt").await;
        assert_eq!(event["details"]["receipt"], json!("delivered"));
        assert_eq!(report(&provider, &path, FORM, "id=m1&status=delivered").await.status, 204, "once more");
    }

    async fn report_of_failure_ends_the_delivery_as_failed(test: TestApp) {
        let (gateway, path) = gateway(&test).await;
        add_sent(&test, &gateway, "m1").await;
        let provider = test.browser();
        let other = add_gateway(&test.owner().await, "Other", json!({})).await;
        assert_eq!(other["receipt_url"], json!(null));
        assert_eq!(report(&provider, &path, "application/json", r#"{"id":"m1","status":"failed"}"#).await.status, 204);
        let (status, receipt, error) = delivery(&test).await;
        assert_eq!((status.as_str(), receipt.as_deref()), ("failed", Some("undelivered")));
        assert!(error.unwrap().contains("undelivered"));
    }

    async fn wrong_keys_unknown_gateways_and_wrong_bodies_are_refused(test: TestApp) {
        let (gateway, path) = gateway(&test).await;
        add_sent(&test, &gateway, "m1").await;
        let provider = test.browser();
        let (folder, key) = path.rsplit_once('/').unwrap();
        let id = gateway["id"].as_str().unwrap();
        let unknown = path.replace(id, "01890000-0000-7000-8000-000000000000");
        let wrong_key = format!("{folder}/{}", key.chars().rev().collect::<String>());
        for wrong in [wrong_key, unknown, format!("{folder}/x"), path.replace(id, "no-id")] {
            report(&provider, &wrong, FORM, "id=m1&status=failed").await.refused(404, "not_found");
        }
        for body in ["", "id=m1", "[1]", "\u{0}"] {
            report(&provider, &path, FORM, body).await.refused(400, "malformed_request");
        }
        let large = format!("id=m1&status=failed&more={}", "x".repeat(70_000));
        report(&provider, &path, FORM, &large).await.refused(413, "body_too_large");
        provider.get(&path).await.refused(405, "method_not_allowed");
        assert_eq!(delivery(&test).await, ("sent".to_owned(), None, None));
        // Other addresses are still guarded against foreign pages.
        report(&provider, "/api/v1/sms-gateways", "application/json", "{}").await.refused(403, "csrf_refused");
    }
}
