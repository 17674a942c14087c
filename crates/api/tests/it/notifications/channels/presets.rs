//! Each preset sends the request that its provider documents, and reads the answer that it documents.

use anteroom_api::send_sms;
use serde_json::{Value, json};
use url::form_urlencoded;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::{add_gateway, sms};
use crate::support::{TestApp, TestDatabase};

const PRESETS: &str = "/api/v1/sms-gateway-presets";

/// Sends a message by a preset, whose server is the stub; answers the request and the id of the message.
async fn sent(id: &str, host: &str, status: u16, answer: Value) -> (Request, String) {
    let stub = MockServer::start().await;
    let response = ResponseTemplate::new(status).set_body_json(answer);
    Mock::given(any()).respond_with(response).mount(&stub).await;
    let test = TestApp::start(TestDatabase::sqlite()).await;
    let owner = test.owner().await;
    let presets = owner.get(PRESETS).await.json();
    let mut presets = presets["items"].as_array().unwrap().iter();
    let preset = presets.find(|preset| preset["id"] == id).unwrap();
    let mut transport = preset["transport"].clone();
    let url = transport["url"].as_str().unwrap();
    assert!(url.starts_with(host), "{url}");
    transport["url"] = json!(url.replace(host, &stub.uri()));
    let mut more = json!({ "transport": transport });
    for (label, member, value) in [
        ("user_name_label", "user_name", "AC 1/x"),
        ("secret_label", "secret", "s3c:ret"),
    ] {
        if !preset[label].is_null() {
            more[member] = json!(value);
        }
    }
    add_gateway(&owner, "Gateway", more).await;
    let tries = send_sms(&test.app, &sms()).await;
    assert_eq!(tries.len(), 1);
    assert_eq!(tries[0].by.as_deref(), Some("Gateway"));
    let outcome = tries[0].outcome.as_ref();
    let handed_over = outcome.map_err(|failed| failed.problem.detail.clone());
    let message_id = handed_over.unwrap().provider_message_id.clone();
    let requests = stub.received_requests().await.unwrap();
    assert_eq!(requests.len(), 1);
    (requests[0].clone(), message_id.unwrap_or_default())
}

fn header<'a>(request: &'a Request, name: &str) -> &'a str {
    let value = request.headers.get(name);
    value.map_or("", |value| value.to_str().unwrap())
}

fn form(request: &Request) -> Vec<(String, String)> {
    assert_eq!(
        header(request, "content-type"),
        "application/x-www-form-urlencoded"
    );
    form_urlencoded::parse(&request.body).into_owned().collect()
}

fn fields(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    expected.iter().map(owned).collect()
}

/// `AC 1/x:s3c:ret` in base64.
const BASIC: &str = "Basic QUMgMS94OnMzYzpyZXQ=";

#[actix_web::test]
async fn twilio() {
    let answer = json!({ "sid": "SM1", "status": "queued", "error_code": null });
    let (request, id) = sent("twilio", "https://api.twilio.com", 201, answer).await;
    assert_eq!(request.method.as_str(), "POST");
    assert_eq!(
        request.url.path(),
        "/2010-04-01/Accounts/AC%201%2Fx/Messages.json"
    );
    assert_eq!(header(&request, "authorization"), BASIC);
    let text = sms().text;
    assert_eq!(
        form(&request),
        fields(&[
            ("To", "+46701234567"),
            ("From", "Anteroom"),
            ("Body", &text)
        ])
    );
    assert_eq!(id, "SM1");
}

#[actix_web::test]
async fn vonage() {
    let answer = json!({ "message-count": "1", "messages": [{ "to": "46701234567", "message-id": "0A1", "status": "0" }] });
    let (request, id) = sent("vonage", "https://rest.nexmo.com", 200, answer).await;
    assert_eq!(
        (request.method.as_str(), request.url.path()),
        ("POST", "/sms/json")
    );
    assert_eq!(header(&request, "authorization"), "");
    let text = sms().text;
    let expected = [
        ("api_key", "AC 1/x"),
        ("api_secret", "s3c:ret"),
        ("to", "46701234567"),
        ("from", "Anteroom"),
        ("text", &text),
        ("type", "unicode"),
        ("client-ref", "0190-1"),
    ];
    assert_eq!(form(&request), fields(&expected));
    assert_eq!(id, "0A1");
}

#[actix_web::test]
async fn elks() {
    let answer =
        json!({ "id": "s1", "status": "created", "direction": "outgoing", "to": "+46701234567" });
    let (request, id) = sent("46elks", "https://api.46elks.com", 200, answer).await;
    assert_eq!(
        (request.method.as_str(), request.url.path()),
        ("POST", "/a1/sms")
    );
    assert_eq!(header(&request, "authorization"), BASIC);
    let text = sms().text;
    assert_eq!(
        form(&request),
        fields(&[
            ("from", "Anteroom"),
            ("to", "+46701234567"),
            ("message", &text)
        ])
    );
    assert_eq!(id, "s1");
}

#[actix_web::test]
async fn sinch() {
    let answer = json!({ "id": "01FC", "to": ["46701234567"], "canceled": false });
    let (request, id) = sent("sinch", "https://us.sms.api.sinch.com", 201, answer).await;
    assert_eq!(request.url.path(), "/xms/v1/AC%201%2Fx/batches");
    assert_eq!(header(&request, "authorization"), "Bearer s3c:ret");
    assert_eq!(header(&request, "content-type"), "application/json");
    assert_eq!(
        request.body_json::<Value>().unwrap(),
        json!({
            "from": "Anteroom",
            "to": ["46701234567"],
            "body": sms().text,
            "delivery_report": "per_recipient",
            "client_reference": "0190-1",
        })
    );
    assert_eq!(id, "01FC");
}

#[actix_web::test]
async fn generic() {
    let (request, _id) = sent("generic", "https://sms.example.com", 202, json!({})).await;
    assert_eq!(header(&request, "authorization"), "Bearer s3c:ret");
    assert_eq!(
        request.body_json::<Value>().unwrap(),
        json!({
            "from": "Anteroom", "to": "+46701234567", "text": sms().text, "reference": "0190-1",
        })
    );
}

/// What a preset holds can be saved as it is, once user name and secret are filled in.
#[actix_web::test]
async fn every_preset_can_be_saved() {
    let test = TestApp::start(TestDatabase::sqlite()).await;
    let owner = test.owner().await;
    let presets = owner.get(PRESETS).await.json();
    let ids: Vec<&str> = presets["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["twilio", "vonage", "46elks", "sinch", "generic"]);
    for preset in presets["items"].as_array().unwrap() {
        let more = json!({ "transport": preset["transport"], "user_name": "u", "secret": "s" });
        add_gateway(&owner, preset["name"].as_str().unwrap(), more).await;
    }
}
