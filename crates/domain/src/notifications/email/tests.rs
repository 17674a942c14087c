//! Tests of the settings of the e-mail channel.

use super::*;

fn settings() -> EmailSettings {
    EmailSettings {
        host: "smtp.example.org".to_owned(),
        sender_name: "Example sign-in".to_owned(),
        sender_address: "sign-in@example.org".to_owned(),
        ..EmailSettings::default()
    }
}

fn check_host(text: &str, expected: Result<&str, &str>) {
    let found = host(text);
    let found = found.as_deref().map_err(|refused| refused.code());
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn hosts_are_names_or_addresses() {
    check_host(" SMTP.Example.org ", Ok("smtp.example.org"));
    check_host("localhost", Ok("localhost"));
    check_host("mail", Ok("mail"));
    check_host("mail_1.internal", Ok("mail_1.internal"));
    check_host("192.0.2.1", Ok("192.0.2.1"));
    check_host("2001:db8::1", Ok("2001:db8::1"));
    check_host("xn--bcher-kva.example", Ok("xn--bcher-kva.example"));
    check_host("", Err("empty"));
    check_host(&"a.".repeat(200), Err("too_long"));
    for bad in [
        "smtp.example.org:25",
        "smtp://example.org",
        "bücher.example",
        "a..b",
        "-a.example",
        "a-.example",
        "a b",
        "a\r\nb",
        "999.1.1.1",
        "3232235521",
        "[::1]",
        "user@host",
    ] {
        check_host(bad, Err("malformed"));
    }
}

fn check(change: impl FnOnce(&mut EmailSettings), expected: &[(&str, &str)]) {
    let mut changed = settings();
    change(&mut changed);
    let problems = changed.clone().checked().err().unwrap_or_default();
    let found: Vec<(&str, &str)> = problems
        .iter()
        .map(|problem| (problem.pointer.as_str(), problem.code))
        .collect();
    assert_eq!(found, expected, "{changed:?}");
}

#[test]
fn each_wrong_field_is_named() {
    check(|_| {}, &[]);
    check(|it| it.host = String::new(), &[("/host", "empty")]);
    check(|it| it.sender_name = "  ".to_owned(), &[]);
    for bad in ["a\r\nBcc: b", "a\0b", "a\u{202e}b"] {
        check(
            |it| it.sender_name = bad.to_owned(),
            &[("/sender_name", "forbidden_character")],
        );
    }
    check(
        |it| it.sender_name = "a".repeat(10_000),
        &[("/sender_name", "too_long")],
    );
    check(
        |it| it.sender_address = "nobody".to_owned(),
        &[("/sender_address", "malformed")],
    );
    check(
        |it| {
            it.reply_to = Some("a@example.org, b@example.org".to_owned());
            it.ehlo_name = Some("bad name".to_owned());
        },
        &[("/reply_to", "malformed"), ("/ehlo_name", "malformed")],
    );
    check(
        |it| it.user_name = Some("a\nb".to_owned()),
        &[("/user_name", "forbidden_character")],
    );
}

#[test]
fn folder_needs_no_host() {
    check(
        |it| {
            it.transport = EmailTransport::File;
            it.host = String::new();
        },
        &[],
    );
}

#[test]
fn password_stays_with_its_host_and_its_protection() {
    let before = settings();
    let may_keep = |change: fn(&mut EmailSettings)| {
        let mut after = settings();
        change(&mut after);
        after.may_keep_password_of(&before)
    };
    assert!(may_keep(|it| it.sender_name = "Another".to_owned()));
    assert!(may_keep(|it| it.security = SmtpSecurity::Tls));
    assert!(!may_keep(|it| it.host = "other.example.org".to_owned()));
    assert!(!may_keep(|it| it.security = SmtpSecurity::None));
}
