//! A gateway goes through the form unchanged, and what is wrong is found.

use super::*;
use serde_json::{Value, json};

fn gateway(transport: Value) -> SmsGateway {
    serde_json::from_value(json!({
        "id": "01999999-0000-7000-8000-000000000001", "name": "Example", "enabled": true,
        "position": 1, "sender": "Anteroom", "user_name": "AC1", "has_secret": true,
        "transport": transport, "receipt_url": null, "last_sent_at": null, "last_error": null,
        "last_error_at": null, "created_at": "2026-03-01T08:30:00Z",
        "updated_at": "2026-03-01T08:30:00Z",
    }))
    .unwrap()
}

fn http(more: Value) -> SmsGateway {
    let mut transport = json!({
        "kind": "http", "method": "post", "url": "https://api.example.com/sms?a=1",
        "authorization": "basic", "headers": [{"name": "X-Test", "value": "1"}],
        "body": {"format": "form", "fields": [{"name": "To", "value": "{{ to }}"}]},
        "success": {"status_min": 200, "status_max": 201, "pointer": "/status", "equals": "0"},
        "message_id_pointer": "/sid",
        "receipts": {"message_id_pointer": "/id", "status_pointer": "/state",
            "delivered": ["delivered"], "undelivered": ["failed", "undelivered"]},
    });
    for (name, value) in more.as_object().unwrap() {
        transport[name] = value.clone();
    }
    gateway(transport)
}

#[test]
fn every_kind_goes_through_the_form_unchanged() {
    let json_body = json!({"body": {"format": "json", "template": "{\"to\": \"{{ to }}\"}"}});
    let no_body = json!({"method": "get", "body": {"format": "none"}, "receipts": null});
    let mail = json!({"kind": "smtp", "address": "{{ to_digits }}@sms.example.org", "subject": ""});
    for stored in [
        http(json!({})),
        http(json_body),
        http(no_body),
        gateway(mail),
        gateway(json!({"kind": "file"})),
    ] {
        let draft = GatewayDraft::from_gateway(&stored);
        assert_eq!(draft.problems(), Vec::new(), "{stored:?}");
        assert!(!draft.differs_from(&stored), "{stored:?}");
        assert_eq!(draft.transport(), stored.transport);
        assert_eq!(
            serde_json::to_value(draft.to_update(&stored)).unwrap(),
            json!({})
        );
    }
}

#[test]
fn an_update_holds_only_what_was_changed() {
    let stored = http(json!({}));
    let mut draft = GatewayDraft::from_gateway(&stored);
    draft.user_name.clear();
    draft.secret = SecretEdit::Remove;
    draft.sender = " Example ".to_owned();
    let sent = serde_json::to_value(draft.to_update(&stored)).unwrap();
    let expected = json!({"user_name": null, "secret": null, "sender": "Example"});
    assert_eq!(sent, expected);
}

#[test]
fn what_is_certainly_wrong_is_found_before_the_server_is_asked() {
    let check = |change: fn(&mut GatewayDraft), expected: &[Wrong]| {
        let mut draft = GatewayDraft::from_gateway(&http(json!({})));
        change(&mut draft);
        assert_eq!(draft.problems(), expected);
    };
    check(|draft| draft.name.clear(), &[("/name", "empty")]);
    check(|draft| draft.url.clear(), &[("/transport/url", "empty")]);
    check(
        |draft| draft.url = "ftp://example.com".into(),
        &[("/transport/url", "malformed")],
    );
    check(
        |draft| draft.status_max = "199".into(),
        &[("/transport/success/status_max", "out_of_range")],
    );
    check(
        |draft| {
            draft.status_min = "210".into();
            draft.status_max = "201".into();
        },
        &[("/transport/success/status_max", "out_of_range")],
    );
    check(
        |draft| {
            draft.body = "json".into();
            draft.template = "{".into();
        },
        &[("/transport/body/template", "not_json")],
    );
    check(
        |draft| draft.receipt_status.clear(),
        &[("/transport/receipts/status_pointer", "empty")],
    );
    check(
        |draft| draft.kind = "smtp".into(),
        &[("/transport/address", "empty")],
    );
}

#[test]
fn a_stored_secret_belongs_to_its_server() {
    let stored = http(json!({}));
    let check = |url: &str, expected: bool| {
        let mut draft = GatewayDraft::from_gateway(&stored);
        draft.url = url.to_owned();
        assert_eq!(draft.needs_secret_again(&stored), expected, "{url}");
    };
    check("https://API.example.com/other", false);
    check("https://api.example.com:8443/sms", true);
    check("http://api.example.com/sms", true);
    check("https://evil.example/api.example.com", true);
}
