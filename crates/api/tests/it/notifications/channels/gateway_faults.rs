//! Gateways that fail, lie, or lead elsewhere; and which of them is asked next.

use std::io::Write as _;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use anteroom_api::{NotSent, Sms, Verdict, send_sms};
use anteroom_domain::notifications::DeliveryProblemCode as Code;
use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{GATEWAYS, add_gateway, http_transport, outcomes, set_up_email, settings, sms};
use crate::support::{MailServer, TestApp, TestDatabase, both_databases};

async fn start() -> TestApp {
    TestApp::start(TestDatabase::sqlite()).await
}

async fn stub(response: ResponseTemplate) -> MockServer {
    let stub = MockServer::start().await;
    Mock::given(any()).respond_with(response).mount(&stub).await;
    stub
}

/// What a gateway with this transport makes of a message.
async fn failure(transport: Value) -> NotSent {
    let test = start().await;
    let more = json!({ "transport": transport, "secret": "topsecret" });
    add_gateway(&test.owner().await, "Gateway", more).await;
    let tries = send_sms(&test.app, &sms()).await;
    assert_eq!(tries.len(), 1);
    tries[0]
        .outcome
        .as_ref()
        .err()
        .cloned()
        .expect("it is not sent")
}

async fn check(response: ResponseTemplate, code: Code, verdict: Verdict, words: &str) {
    let stub = stub(response).await;
    let failed = failure(http_transport(&stub.uri())).await;
    assert_eq!(failed.problem.code, code, "{}", failed.problem.detail);
    assert_eq!(failed.verdict, verdict, "{}", failed.problem.detail);
    assert!(
        failed.problem.detail.contains(words),
        "{}",
        failed.problem.detail
    );
    assert_eq!(stub.received_requests().await.unwrap().len(), 1);
}

const AGAIN: Verdict = Verdict::TryAgain {
    after_seconds: None,
};

fn again_after(seconds: u64) -> Verdict {
    Verdict::TryAgain {
        after_seconds: Some(seconds),
    }
}

#[actix_web::test]
async fn answers_of_the_gateway_mean_what_they_say() {
    let text = |status: u16, body: &str| ResponseTemplate::new(status).set_body_string(body);
    check(
        text(400, "no such number"),
        Code::Refused,
        Verdict::GiveUp,
        "400 no such number",
    )
    .await;
    check(text(401, "who?"), Code::SignInRefused, AGAIN, "401").await;
    check(text(404, ""), Code::AnswerUnexpected, AGAIN, "404").await;
    check(text(500, "oops"), Code::RefusedForNow, AGAIN, "500 oops").await;
    let limited = text(429, "slow down").insert_header("Retry-After", "120");
    check(limited, Code::RefusedForNow, again_after(120), "429").await;
    let until = text(503, "").insert_header("Retry-After", "Mon, 02 Mar 2026 09:01:00 GMT");
    check(until, Code::RefusedForNow, again_after(60), "503").await;
    // The secret of the gateway, repeated in its complaint, goes no further.
    check(
        text(403, "key topsecret is unknown"),
        Code::SignInRefused,
        AGAIN,
        "key *** is",
    )
    .await;
}

#[actix_web::test]
async fn redirections_are_not_followed() {
    let elsewhere = stub(ResponseTemplate::new(200)).await;
    for status in [301, 302, 307, 308] {
        let response = ResponseTemplate::new(status).insert_header("Location", elsewhere.uri());
        check(response, Code::AnswerUnexpected, AGAIN, "redirection").await;
    }
    assert!(elsewhere.received_requests().await.unwrap().is_empty());
}

#[actix_web::test]
async fn endless_answers_are_not_read() {
    let response = ResponseTemplate::new(200).set_body_bytes(vec![b'x'; 10_000_000]);
    check(response, Code::AnswerUnexpected, AGAIN, "larger").await;
}

#[actix_web::test]
async fn success_is_what_the_gateway_was_told_to_be() {
    let wrong = [
        json!({ "messages": [{ "status": "4", "error-text": "bad key" }] }),
        json!({ "messages": [] }),
        json!({ "messages": [{ "status": null }] }),
        json!([]),
    ];
    for answer in wrong {
        let stub = stub(ResponseTemplate::new(200).set_body_json(answer)).await;
        let mut transport = http_transport(&stub.uri());
        transport["success"] = json!({ "status_min": 200, "status_max": 200, "pointer": "/messages/0/status", "equals": "0" });
        assert_eq!(
            failure(transport).await.problem.code,
            Code::AnswerUnexpected
        );
    }
    let stub = stub(ResponseTemplate::new(200).set_body_string("OK, but no JSON")).await;
    let mut transport = http_transport(&stub.uri());
    transport["success"] = json!({ "status_min": 200, "status_max": 200, "pointer": "/id" });
    let failed = failure(transport).await;
    assert_eq!(failed.problem.code, Code::AnswerUnexpected);
    assert!(failed.problem.detail.contains("200 OK, but no JSON"));
}

#[actix_web::test]
async fn private_addresses_are_not_reached() {
    for url in [
        "https://10.0.0.1/sms",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/sms",
        "https://[::ffff:10.0.0.1]/sms",
        "https://[fe80::1]/sms",
        "https://100.64.0.1/sms",
        "https://192.0.2.1/sms",
        "https://224.0.0.1/sms",
        // Other ways to write 10.0.0.1.
        "https://167772161/sms",
        "https://0x0a.0.0.1/sms",
    ] {
        let failed = failure(http_transport(url)).await;
        assert_eq!(
            failed.problem.code,
            Code::AddressNotAllowed,
            "{url}: {}",
            failed.problem.detail
        );
        assert_eq!(failed.verdict, AGAIN);
    }
    let failed = failure(http_transport("https://nowhere.invalid/sms")).await;
    assert_eq!(failed.problem.code, Code::NameUnknown);
}

#[actix_web::test]
async fn gateway_that_answers_in_clear_where_tls_is_wanted_gets_nothing() {
    let stub = stub(ResponseTemplate::new(200)).await;
    let failed = failure(http_transport(&stub.uri().replace("http://", "https://"))).await;
    assert_eq!(
        failed.problem.code,
        Code::TlsFailed,
        "{}",
        failed.problem.detail
    );
    assert!(stub.received_requests().await.unwrap().is_empty());
}

#[actix_web::test]
async fn broken_connections_are_failures_of_the_gateway() {
    let failed = failure(http_transport("http://127.0.0.1:1/sms")).await;
    assert_eq!(failed.problem.code, Code::ConnectionFailed);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            .unwrap();
    });
    assert_eq!(
        failure(http_transport(&url)).await.problem.code,
        Code::ConnectionFailed
    );
}

#[actix_web::test]
async fn slow_gateway_costs_its_deadline_and_no_more() {
    let response = ResponseTemplate::new(200).set_delay(Duration::from_mins(2));
    let stub = stub(response).await;
    let started = Instant::now();
    let failed = failure(http_transport(&stub.uri())).await;
    assert_eq!(
        (failed.problem.code, failed.verdict),
        (Code::TimedOut, AGAIN)
    );
    assert!(started.elapsed() < Duration::from_secs(30));
}

both_databases! {
    async fn next_gateway_is_asked_when_one_fails(test: TestApp) {
        let owner = test.owner().await;
        let down = stub(ResponseTemplate::new(500)).await;
        let working = stub(ResponseTemplate::new(200).set_body_json(json!({ "id": 7 }))).await;
        let first = add_gateway(&owner, "Down", json!({ "transport": http_transport(&down.uri()) })).await;
        add_gateway(&owner, "Off", json!({ "enabled": false, "transport": http_transport(&down.uri()) })).await;
        let third = add_gateway(&owner, "Working", json!({ "transport": http_transport(&working.uri()) })).await;
        add_gateway(&owner, "Never asked", json!({ "transport": http_transport(&down.uri()) })).await;
        let tries = send_sms(&test.app, &sms()).await;
        let by: Vec<_> = tries.iter().map(|attempt| attempt.by.as_deref().unwrap()).collect();
        assert_eq!(by, ["Down", "Working"]);
        assert!(tries[0].outcome.is_err());
        let handed_over = tries[1].outcome.as_ref().ok().unwrap();
        assert_eq!(handed_over.provider_message_id.as_deref(), Some("7"));
        assert_eq!(json!(tries[1].gateway.unwrap().to_string()), third["id"]);
        let address = |gateway: &Value| format!("{GATEWAYS}/{}", gateway["id"].as_str().unwrap());
        let noted = owner.get(&address(&first)).await;
        assert_eq!(noted.json()["last_error"]["code"], json!("refused_for_now"));
        assert_eq!(noted.etag(), "\"1\"", "what is noted is no change of the settings");
        let noted = owner.get(&address(&third)).await.json();
        assert_eq!((&noted["last_sent_at"], &noted["last_error"]), (&json!("2026-03-02T09:00:00Z"), &json!(null)));
    }
}

#[actix_web::test]
async fn message_that_is_refused_for_good_is_not_offered_to_the_next() {
    let test = start().await;
    let owner = test.owner().await;
    let refusing = stub(ResponseTemplate::new(400)).await;
    let other = stub(ResponseTemplate::new(200)).await;
    add_gateway(
        &owner,
        "Refusing",
        json!({ "transport": http_transport(&refusing.uri()) }),
    )
    .await;
    add_gateway(
        &owner,
        "Other",
        json!({ "transport": http_transport(&other.uri()) }),
    )
    .await;
    let tries = send_sms(&test.app, &sms()).await;
    assert_eq!(tries.len(), 1);
    assert!(other.received_requests().await.unwrap().is_empty());
    // A template that has no place for this text is the gateway's matter, and another may have one.
    let mut transport = http_transport(&refusing.uri());
    transport["headers"] = json!([{ "name": "X-Text", "value": "{{ text }}" }]);
    let list = owner.get(GATEWAYS).await.json();
    let address = format!("{GATEWAYS}/{}", list["items"][0]["id"].as_str().unwrap());
    assert_eq!(
        owner
            .patch_if_match(&address, "*", &json!({ "transport": transport }))
            .await
            .status,
        200
    );
    let tries = send_sms(&test.app, &sms()).await;
    assert_eq!(tries.len(), 2);
    assert_eq!(
        tries[0].outcome.as_ref().err().unwrap().problem.code,
        Code::MessageInvalid
    );
    assert!(tries[1].outcome.is_ok());
    assert_eq!(refusing.received_requests().await.unwrap().len(), 1);
}

#[actix_web::test]
async fn without_gateways_the_channel_is_off() {
    let test = start().await;
    let tries = send_sms(&test.app, &sms()).await;
    assert_eq!(tries.len(), 1);
    assert_eq!(
        tries[0].outcome.as_ref().err().unwrap().problem.code,
        Code::ChannelOff
    );
}

#[actix_web::test]
async fn gateway_may_take_mails() {
    let server = MailServer::start("plain");
    let test = start().await;
    set_up_email(&test, &settings(server.port, json!({}))).await;
    let transport = json!({ "kind": "smtp", "address": "{{ to_digits }}@sms.example.org", "subject": "{{ sender }} {{ to }}" });
    let gateway = add_gateway(
        &test.owner().await,
        "Mail",
        json!({ "transport": transport }),
    )
    .await;
    let tries = send_sms(&test.app, &sms()).await;
    assert!(tries[0].outcome.is_ok());
    let mails = server.mails();
    let mail = mail_parser::MessageParser::default()
        .parse(&mails[0])
        .unwrap();
    assert_eq!(
        server.events("mail")[0]["recipients"],
        json!(["46701234567@sms.example.org"])
    );
    assert_eq!(mail.subject(), Some("Anteroom +46701234567"));
    assert_eq!(
        mail.body_text(0).unwrap().trim_end().replace("\r\n", "\n"),
        sms().text
    );
    let address = format!("{GATEWAYS}/{}/test", gateway["id"].as_str().unwrap());
    let tested = test
        .owner()
        .await
        .post(&address, &json!({ "to": "+46701234567" }))
        .await
        .json();
    assert_eq!(
        outcomes(&tested),
        ["passed", "passed", "not_asked", "not_asked", "passed"],
        "{tested}"
    );
}

#[actix_web::test]
async fn gateway_is_tested_step_by_step() {
    let stub = stub(ResponseTemplate::new(200)).await;
    let test = start().await;
    let owner = test.owner().await;
    let tested = async |url: &str, body: Value| {
        let name = url.to_owned() + &body.to_string();
        let gateway = add_gateway(
            &owner,
            &name[..name.len().min(100)],
            json!({ "transport": http_transport(url) }),
        )
        .await;
        let address = format!("{GATEWAYS}/{}/test", gateway["id"].as_str().unwrap());
        owner.post(&address, &body).await
    };
    let number = json!({ "to": "+46 70 123 45 67" });
    let passed = tested(&stub.uri(), number.clone()).await.json();
    assert_eq!(
        outcomes(&passed),
        ["passed", "passed", "not_asked", "not_asked", "passed"]
    );
    assert_eq!(
        stub.received_requests().await.unwrap()[0]
            .body_json::<Value>()
            .unwrap()["to"],
        json!("+46701234567")
    );
    let unsent = tested(&stub.uri(), json!({})).await.json();
    assert_eq!(
        outcomes(&unsent),
        ["passed", "passed", "not_asked", "not_asked", "not_asked"]
    );
    assert_eq!(unsent["passed"], json!(true));
    let unreached = ["not_reached"; 3];
    let private = tested("https://10.0.0.1/", number.clone()).await.json();
    assert_eq!(outcomes(&private)[..1], ["failed"], "{private}");
    let closed = tested("http://127.0.0.1:1/", number.clone()).await.json();
    assert_eq!(outcomes(&closed)[1], "failed");
    assert_eq!(outcomes(&closed)[2..], unreached);
    let bare = tested(&stub.uri().replace("http:", "https:"), number)
        .await
        .json();
    assert_eq!(outcomes(&bare)[..3], ["passed", "passed", "failed"]);
    tested(&stub.uri(), json!({ "to": "070-1234567" }))
        .await
        .refused(422, "content_refused");
}

/// A text that looks like a template is only a text.
#[actix_web::test]
async fn texts_are_not_taken_for_templates() {
    let stub = stub(ResponseTemplate::new(200)).await;
    let test = start().await;
    add_gateway(
        &test.owner().await,
        "Gateway",
        json!({ "transport": http_transport(&stub.uri()), "secret": "topsecret" }),
    )
    .await;
    let text = "{{ secret }}\",\"to\":\"+1\u{0}\n".to_owned();
    let sms = Sms {
        text: text.clone(),
        ..sms()
    };
    assert!(send_sms(&test.app, &sms).await[0].outcome.is_ok());
    let requests = stub.received_requests().await.unwrap();
    assert_eq!(
        requests[0].body_json::<Value>().unwrap(),
        json!({ "to": "+46701234567", "text": text, "id": "0190-1" })
    );
}
