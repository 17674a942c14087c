//! Mails on their way to a real server: what arrives, and what its faults mean.

use anteroom_api::{Mail, Try, Verdict, send_mail};
use anteroom_domain::notifications::DeliveryProblemCode as Code;
use mail_parser::{MessageParser, MimeHeaders as _};
use serde_json::{Value, json};

use super::{mail, protected, set_up_email, settings};
use crate::support::{MailServer, TestApp, TestDatabase, both_databases};

async fn set_up(server: &MailServer, changes: Value) -> TestApp {
    let test = TestApp::start(TestDatabase::sqlite()).await;
    set_up_email(&test, &settings(server.port, changes)).await;
    test
}

fn check(attempt: &Try, code: Code, again: bool, words: &str) {
    let failed = attempt.outcome.as_ref().err().expect("it is not sent");
    assert_eq!(failed.problem.code, code, "{}", failed.problem.detail);
    assert_eq!(matches!(failed.verdict, Verdict::TryAgain { .. }), again);
    assert!(
        failed.problem.detail.contains(words),
        "{}",
        failed.problem.detail
    );
    assert!(attempt.gateway.is_none());
}

both_databases! {
    async fn mail_arrives_as_it_was_written(test: TestApp) {
        let server = MailServer::start("auth");
        let mut changes = protected(&server, "starttls");
        changes["reply_to"] = json!("help@example.org");
        changes["sender_name"] = json!("Åsa \"Q\" <b@x.example>, Co");
        set_up_email(&test, &settings(server.port, changes)).await;
        for _ in 0..2 {
            let attempt = send_mail(&test.app, &mail("anna@example.org")).await;
            assert!(attempt.outcome.is_ok());
            assert_eq!(attempt.by.as_deref(), Some("127.0.0.1"));
        }
        let mails = server.mails();
        let [first, second] = [&mails[0], &mails[1]].map(|bytes| MessageParser::default().parse(bytes).unwrap());
        for mail in [&first, &second] {
            assert_eq!(mail.message_id(), Some("0190-1@id.example.org"));
            assert_eq!(mail.date().unwrap().to_rfc3339(), "2026-03-02T08:59:58Z");
        }
        assert_eq!(first.subject(), Some("Add your phone – Övning"));
        let from = first.from().unwrap().first().unwrap();
        assert_eq!(from.name(), Some("Åsa \"Q\" <b@x.example>, Co"));
        assert_eq!(from.address(), Some("sign-in@example.org"));
        assert_eq!(first.from().unwrap().iter().count(), 1);
        assert_eq!(first.reply_to().unwrap().first().unwrap().address(), Some("help@example.org"));
        assert_eq!(first.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
        assert!(first.body_text(0).unwrap().starts_with("Scan the code, or open https://id.example.org/a#7ZC4"));
        assert!(first.body_html(0).unwrap().contains("cid:qr-code"));
        let image = first.attachment(0).unwrap();
        assert_eq!(image.content_id(), Some("qr-code"));
        assert_eq!(image.contents(), mail("").qr_code.unwrap());
        let kinds: Vec<_> = first.parts.iter().filter_map(|part| part.content_type()?.subtype()).collect();
        assert_eq!(kinds, ["alternative", "plain", "related", "html", "png"]);
        let events = server.events("mail");
        assert_eq!((&events[0]["sender"], &events[0]["tls"]), (&json!("sign-in@example.org"), &json!(true)));
        assert_eq!(server.events("ehlo")[0]["name"], json!("localhost"));
    }
}

#[actix_web::test]
async fn connection_is_kept_for_the_next_mail_until_the_settings_change() {
    let server = MailServer::start("plain");
    let test = set_up(&server, json!({})).await;
    for _ in 0..3 {
        assert!(
            send_mail(&test.app, &mail("anna@example.org"))
                .await
                .outcome
                .is_ok()
        );
    }
    assert_eq!(server.events("connection").len(), 1);
    set_up_email(
        &test,
        &settings(server.port, json!({ "sender_name": "Another" })),
    )
    .await;
    assert!(
        send_mail(&test.app, &mail("anna@example.org"))
            .await
            .outcome
            .is_ok()
    );
    assert_eq!(server.events("connection").len(), 2);
    let other = MailServer::start("plain");
    set_up_email(&test, &settings(other.port, json!({}))).await;
    assert!(
        send_mail(&test.app, &mail("anna@example.org"))
            .await
            .outcome
            .is_ok()
    );
    assert_eq!(other.mails().len(), 1);
}

#[actix_web::test]
async fn connection_that_died_meanwhile_is_replaced() {
    let server = MailServer::start("plain");
    let test = set_up(&server, json!({})).await;
    assert!(
        send_mail(&test.app, &mail("anna@example.org"))
            .await
            .outcome
            .is_ok()
    );
    // The server ends the connection in the middle of a message; the next mail does not suffer.
    check(
        &send_mail(&test.app, &mail("drop@example.org")).await,
        Code::ConnectionFailed,
        true,
        "",
    );
    assert!(
        send_mail(&test.app, &mail("anna@example.org"))
            .await
            .outcome
            .is_ok()
    );
}

#[actix_web::test]
async fn answers_of_the_server_mean_what_they_say() {
    let server = MailServer::start("plain");
    let test = set_up(&server, json!({ "timeout_seconds": 1 })).await;
    for (to, code, again, words) in [
        (
            "refused@example.org",
            Code::Refused,
            false,
            "550 5.1.1 no such user",
        ),
        ("spam@example.org", Code::Refused, false, "554 5.7.1"),
        (
            "later@example.org",
            Code::RefusedForNow,
            true,
            "451 4.7.1 greylisted",
        ),
        (
            "slow@example.org",
            Code::TimedOut,
            true,
            "no answer in 1 seconds",
        ),
        (
            "drop@example.org",
            Code::ConnectionFailed,
            true,
            "handing the mail over",
        ),
        ("jörg@example.org", Code::Refused, false, "SMTPUTF8"),
    ] {
        check(&send_mail(&test.app, &mail(to)).await, code, again, words);
        assert!(
            send_mail(&test.app, &mail("anna@example.org"))
                .await
                .outcome
                .is_ok()
        );
    }
}

#[actix_web::test]
async fn failures_of_the_channel_are_tried_again_and_nothing_leaves_in_clear() {
    for (mode, security, code) in [
        ("plain", "starttls", Code::TlsFailed),
        ("plain", "tls", Code::TlsFailed),
        ("wrong-name", "starttls", Code::TlsFailed),
        ("closing", "none", Code::RefusedForNow),
        ("silent", "none", Code::TimedOut),
        ("auth", "none", Code::SignInRefused),
    ] {
        let server = MailServer::start(mode);
        let mut changes = json!({ "security": security, "timeout_seconds": 1 });
        changes["ca_certificates"] = json!(server.authority());
        let test = set_up(&server, changes).await;
        check(
            &send_mail(&test.app, &mail("anna@example.org")).await,
            code,
            true,
            "",
        );
        assert!(server.mails().is_empty(), "{mode}");
    }
}

#[actix_web::test]
async fn channel_that_is_off_says_so() {
    let server = MailServer::start("plain");
    let test = TestApp::start(TestDatabase::sqlite()).await;
    check(
        &send_mail(&test.app, &mail("a@example.org")).await,
        Code::ChannelOff,
        true,
        "",
    );
    set_up_email(&test, &settings(server.port, json!({ "enabled": false }))).await;
    check(
        &send_mail(&test.app, &mail("a@example.org")).await,
        Code::ChannelOff,
        true,
        "",
    );
}

/// What comes from people may be anything; the mail has the headers that we wrote and no others.
#[actix_web::test]
async fn hostile_texts_reach_no_header() {
    let server = MailServer::start("plain");
    let test = set_up(&server, json!({})).await;
    let subjects = [
        "a\r\nBcc: evil@example.org\r\n\r\nbody".to_owned(),
        "a\0b\u{1b}[2Jc".to_owned(),
        "a\u{202e}b\u{2066}c\u{2028}d".to_owned(),
        "å".repeat(10_000),
        "=?utf-8?q?x?=".to_owned(),
        String::new(),
        "\u{1f4f1}".repeat(300),
    ];
    for subject in &subjects {
        let mail = Mail {
            subject: subject.clone(),
            ..mail("anna@example.org")
        };
        let attempt = send_mail(&test.app, &mail).await;
        assert!(attempt.outcome.is_ok(), "{subject:?}");
    }
    for bytes in server.mails() {
        let parsed = MessageParser::default().parse(&bytes).unwrap();
        assert!(parsed.bcc().is_none());
        let subject = parsed.subject().unwrap_or_default();
        assert!(
            !subject
                .chars()
                .any(|it| it.is_control() || it == '\u{202e}'),
            "{subject:?}"
        );
        let longest = bytes.split(|byte| *byte == b'\n').map(<[u8]>::len).max();
        assert!(longest <= Some(998));
    }
    for (to, message_id) in [
        ("a@b@example.org", "<a@b>"),
        ("anna@example.org\r\nRCPT TO:<evil@example.org>", "<a@b>"),
        ("anna", "<a@b>"),
        ("", "<a@b>"),
        ("anna@example.org", "<a\r\nBcc: c@d>"),
        ("anna@example.org", "no brackets"),
    ] {
        let mail = Mail {
            message_id: message_id.to_owned(),
            ..mail(to)
        };
        check(
            &send_mail(&test.app, &mail).await,
            Code::MessageInvalid,
            false,
            "",
        );
    }
    assert_eq!(server.mails().len(), subjects.len());
}
