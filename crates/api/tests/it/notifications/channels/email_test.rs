//! The stepwise test of the e-mail channel, against a real server and its faults.

use serde_json::{Value, json};

use super::{EMAIL, outcomes, protected, settings};
use crate::access_rules::newest_event;
use crate::support::{MailServer, TestApp, TestDatabase};

async fn start() -> TestApp {
    TestApp::start(TestDatabase::sqlite()).await
}

/// Tests a draft with a mail to anna.
async fn tested(test: &TestApp, draft: &Value) -> Value {
    let body = json!({ "settings": draft, "to": "anna@example.org" });
    let owner = test.owner().await;
    let answer = owner.post(&format!("{EMAIL}/test"), &body).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

/// Tests a draft that must fail at a step, and answers why it does.
async fn failed(draft: &Value, expected: [&str; 5]) -> String {
    let test = start().await;
    let outcome = tested(&test, draft).await;
    assert_eq!(outcomes(&outcome), expected, "{outcome}");
    assert_eq!(outcome["passed"], json!(false));
    let place = expected.iter().position(|it| *it == "failed").unwrap();
    outcome["steps"][place]["detail"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[actix_web::test]
async fn every_step_is_ticked_and_the_mail_arrives() {
    for (mode, security) in [("auth", "starttls"), ("auth-tls", "tls")] {
        let server = MailServer::start(mode);
        let test = start().await;
        let outcome = tested(&test, &settings(server.port, protected(&server, security))).await;
        assert_eq!(outcomes(&outcome), ["passed"; 5], "{mode}: {outcome}");
        assert_eq!(outcome["passed"], json!(true));
        let mails = server.events("mail");
        assert_eq!(mails[0]["recipients"], json!(["anna@example.org"]));
        assert_eq!(mails[0]["tls"], json!(true), "{mode}");
        assert_eq!(mails[0]["user_name"], json!(MailServer::USER_NAME));
        let owner = test.owner().await;
        let event = newest_event(&owner, "email_channel.tested").await;
        assert_eq!(event["details"]["to"], json!("a•••@example.org"));
        assert_eq!(
            owner.get(EMAIL).await.etag(),
            "\"0\"",
            "a draft is not stored"
        );
    }
}

#[actix_web::test]
async fn what_is_not_asked_for_is_no_failure() {
    let server = MailServer::start("plain");
    let test = start().await;
    let draft =
        json!({ "settings": settings(server.port, json!({ "ehlo_name": "mail.example.net" })) });
    let answer = test
        .owner()
        .await
        .post(&format!("{EMAIL}/test"), &draft)
        .await;
    let outcome = answer.json();
    let expected = ["passed", "passed", "not_asked", "not_asked", "not_asked"];
    assert_eq!(outcomes(&outcome), expected, "{outcome}");
    assert_eq!(outcome["passed"], json!(true));
    assert_eq!(server.events("ehlo")[0]["name"], json!("mail.example.net"));
    assert!(server.mails().is_empty());
}

#[actix_web::test]
async fn stored_settings_and_password_are_tested_when_none_are_sent() {
    let server = MailServer::start("auth");
    let test = start().await;
    let owner = test.owner().await;
    owner
        .post(&format!("{EMAIL}/test"), &json!({}))
        .await
        .refused(422, "content_refused");
    super::set_up_email(
        &test,
        &settings(server.port, protected(&server, "starttls")),
    )
    .await;
    let body = json!({ "to": "anna@example.org" });
    let outcome = owner.post(&format!("{EMAIL}/test"), &body).await.json();
    assert_eq!(outcomes(&outcome), ["passed"; 5], "{outcome}");
    let answer = owner
        .post(&format!("{EMAIL}/test"), &json!({ "to": "nobody" }))
        .await;
    assert_eq!(answer.refused(422, "content_refused").pointers(), ["/to"]);
}

#[actix_web::test]
async fn unknown_name_and_closed_port_fail_at_their_steps() {
    let unreached = "not_reached";
    let unknown = settings(25, json!({ "host": "nowhere.invalid" }));
    let expected = ["failed", unreached, unreached, unreached, unreached];
    assert!(failed(&unknown, expected).await.contains("nowhere.invalid"));
    let closed = settings(1, json!({ "security": "tls" }));
    let expected = ["passed", "failed", unreached, unreached, unreached];
    assert!(failed(&closed, expected).await.contains("refused"));
}

#[actix_web::test]
async fn server_that_says_nothing_costs_one_time_out() {
    let server = MailServer::start("silent");
    for security in ["none", "starttls", "tls"] {
        let draft = settings(
            server.port,
            json!({ "timeout_seconds": 1, "security": security }),
        );
        let unreached = "not_reached";
        let expected = if security == "tls" {
            ["passed", "passed", "failed", unreached, unreached]
        } else {
            ["passed", "failed", unreached, unreached, unreached]
        };
        let started = std::time::Instant::now();
        let detail = failed(&draft, expected).await;
        assert!(detail.contains("no answer in 1 seconds"), "{detail}");
        assert!(started.elapsed().as_secs() < 8);
    }
}

#[actix_web::test]
async fn server_that_closes_says_why() {
    let server = MailServer::start("closing");
    let unreached = "not_reached";
    let expected = ["passed", "failed", unreached, unreached, unreached];
    let detail = failed(&settings(server.port, json!({})), expected).await;
    assert!(
        detail.contains("421") && detail.contains("maintenance"),
        "{detail}"
    );
}

/// Whatever is wrong with the protection, the password and the mail stay here.
#[actix_web::test]
async fn wrong_protection_is_never_done_without() {
    let unreached = "not_reached";
    let expected = ["passed", "passed", "failed", unreached, unreached];
    for (mode, security, certificates, words) in [
        // STARTTLS was taken out of the server's list on the way.
        ("plain", "starttls", true, "STARTTLS"),
        ("starttls", "starttls", false, "UnknownIssuer"),
        ("auth-tls", "tls", false, "UnknownIssuer"),
        ("wrong-name", "starttls", true, "other.example.org"),
        // A server that speaks no TLS where TLS is wanted from the first byte.
        ("plain", "tls", true, "corrupt"),
    ] {
        let server = MailServer::start(mode);
        let mut changes = protected(&server, security);
        if !certificates {
            changes["ca_certificates"] = Value::Null;
        }
        let detail = failed(&settings(server.port, changes), expected).await;
        assert!(detail.contains(words), "{mode} {security}: {detail}");
        assert!(
            server.mails().is_empty() && server.events("auth").is_empty(),
            "{mode}"
        );
    }
}

#[actix_web::test]
async fn wrong_password_fails_at_signing_in_and_refused_recipient_at_sending() {
    let server = MailServer::start("auth");
    let mut changes = protected(&server, "starttls");
    changes["password"] = json!("wrong");
    let expected = ["passed", "passed", "passed", "failed", "not_reached"];
    let detail = failed(&settings(server.port, changes), expected).await;
    assert!(
        detail.starts_with("535") && !detail.contains("wrong"),
        "{detail}"
    );
    let server = MailServer::start("plain");
    let test = start().await;
    let body = json!({ "settings": settings(server.port, json!({})), "to": "refused@example.org" });
    let outcome = test
        .owner()
        .await
        .post(&format!("{EMAIL}/test"), &body)
        .await
        .json();
    assert_eq!(
        outcome["steps"][4]["detail"],
        json!("550 5.1.1 no such user")
    );
}
