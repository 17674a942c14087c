//! Tests of the mails that are made; the ones that travel are in `tests/it/notifications`.

use anteroom_domain::notifications::DeliveryProblemCode;
use mail_parser::MessageParser;

use super::*;

fn settings() -> EmailSettings {
    EmailSettings {
        sender_name: "Anteroom".to_owned(),
        sender_address: "sign-in@example.org".to_owned(),
        ..EmailSettings::default()
    }
}

fn content() -> Content<'static> {
    Content {
        to: "anna@example.org",
        subject: "Subject",
        text: "Text",
        html: None,
        qr_code: None,
        message_id: "<1@example.org>",
        written_at: Timestamp::UNIX_EPOCH,
    }
}

fn made(content: &Content<'_>) -> Letter {
    compose(&settings(), content)
        .map_err(|failed| failed.problem)
        .unwrap()
}

fn check_invalid(settings: &EmailSettings, content: &Content<'_>) {
    let failed = compose(settings, content).err().unwrap();
    assert_eq!(failed.problem.code, DeliveryProblemCode::MessageInvalid);
}

#[test]
fn domain_with_other_letters_travels_in_its_ascii_form() {
    let letter = made(&Content {
        to: "anna@bücher.example",
        ..content()
    });
    let to = letter.envelope.to().first().unwrap();
    assert_eq!(to.to_string(), "anna@xn--bcher-kva.example");
    assert!(letter.bytes.is_ascii());
}

#[test]
fn everything_is_written_in_ascii_lines_of_bounded_length() {
    let text = "å".repeat(5_000) + "\0\u{1b}\n.\r\n..\n";
    let letter = made(&Content {
        text: &text,
        html: Some(&text),
        qr_code: Some(&[0, 255, 13, 10]),
        ..content()
    });
    assert!(letter.bytes.is_ascii());
    let longest = letter.bytes.split(|byte| *byte == b'\n').map(<[u8]>::len);
    assert!(longest.max() <= Some(998));
    let mail = MessageParser::default().parse(&letter.bytes).unwrap();
    assert!(mail.body_text(0).unwrap().starts_with('å'));
    assert!(!mail.body_text(0).unwrap().contains('\0'));
}

#[test]
fn dates_at_the_ends_of_the_calendar_do_no_harm() {
    for (written_at, year) in [(Timestamp::MIN, 1970), (Timestamp::MAX, 9999)] {
        let letter = made(&Content {
            written_at,
            ..content()
        });
        let mail = MessageParser::default().parse(&letter.bytes).unwrap();
        assert_eq!(mail.date().unwrap().year, year);
    }
}

#[test]
fn stored_names_that_were_never_checked_are_cleaned_as_well() {
    let settings = EmailSettings {
        sender_name: "a\r\nBcc: evil@example.org\0\u{202e}".to_owned() + &"x".repeat(10_000),
        ..settings()
    };
    let letter = compose(&settings, &content()).ok().unwrap();
    let mail = MessageParser::default().parse(&letter.bytes).unwrap();
    assert!(mail.bcc().is_none());
    let name = mail.from().unwrap().first().unwrap().name().unwrap();
    assert!(name.starts_with("a  Bcc: evil@example.org"), "{name}");
}

#[test]
fn what_cannot_be_a_mail_is_refused_for_good() {
    let megabyte = "x".repeat(1_000_000);
    check_invalid(
        &settings(),
        &Content {
            text: &megabyte,
            ..content()
        },
    );
    for to in [
        "",
        "@",
        "a@",
        "@b.example",
        "a b@c.example",
        "a@b c",
        "a\n@b.example",
    ] {
        check_invalid(&settings(), &Content { to, ..content() });
    }
    for message_id in ["", "<>x", "<a b@c>", "<å@c>"] {
        check_invalid(
            &settings(),
            &Content {
                message_id,
                ..content()
            },
        );
    }
    let nobody = EmailSettings {
        sender_address: String::new(),
        ..settings()
    };
    check_invalid(&nobody, &content());
}
