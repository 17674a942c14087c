//! Values from outside that try to reach further than their place.

use anteroom_domain::notifications::{Language, MessageKind, MessagePart};

use super::super::texts::Texts;
use super::super::{Values, default_texts};
use super::{rendered, values};

/// Renders a notice for somebody, and about a phone, of this name.
fn notice(name: &str) -> Texts {
    let kind = MessageKind::ProfileAdded;
    let hostile = Values {
        user_display_name: name.to_owned(),
        profile_name: Some(name.to_owned()),
        ..values(kind)
    };
    let mut texts = default_texts(kind, Language::En).clone();
    texts.set(
        MessagePart::Subject,
        "Hello {{ user.display_name }}".to_owned(),
    );
    rendered(kind, Language::En, &texts, &hostile)
}

#[test]
fn line_breaks_and_hidden_marks_reach_no_header() {
    for name in [
        "Maja\r\nBcc: all@example.org",
        "Maja\nBcc: all@example.org",
        "Maja\u{0}\u{b}\u{2028}Bcc: all@example.org",
        "\u{202e}Maja\u{2066} Bcc: all@example.org",
        "Maja\u{85}Bcc: all@example.org",
    ] {
        let texts = notice(name);
        let subject = texts.subject.unwrap_or_default();
        assert!(
            subject.starts_with("Hello Maja") && subject.contains("Bcc: all@example.org"),
            "{subject:?}"
        );
        assert!(
            !subject
                .chars()
                .any(|each| each.is_control() || "\u{202e}\u{2066}\u{2028}".contains(each)),
            "{subject:?}"
        );
        let text = texts.text.unwrap_or_default();
        assert!(!text.lines().any(|line| line.starts_with("Bcc")), "{text}");
    }
}

#[test]
fn markup_in_names_stays_text() {
    let texts = notice("<script>alert('1')</script> \"&\" {{ link }} {% raw %}");
    let html = texts.html.unwrap_or_default();
    assert!(!html.contains("<script"), "{html}");
    assert!(
        html.contains(
            "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &quot;&amp;&quot; {{ link }} {% raw %}"
        ),
        "{html}"
    );
    let text = texts.text.unwrap_or_default();
    assert!(
        text.contains("<script>alert('1')</script> \"&\" {{ link }} {% raw %}"),
        "{text}"
    );
}

#[test]
fn huge_names_are_cut() {
    let texts = notice(&"x".repeat(10_240));
    let subject = texts.subject.unwrap_or_default();
    assert_eq!(subject.chars().count(), 200);
    assert!(texts.text.unwrap_or_default().len() < 2_000);
    assert!(texts.sms.unwrap_or_default().len() < 400);
}

#[test]
fn name_of_nothing_becomes_the_name_to_sign_in_with() {
    let subject = notice("\u{0}\u{200b}\n").subject.unwrap_or_default();
    assert_eq!(subject, "Hello maja.lind");
}

#[test]
fn links_are_escaped_in_attributes() {
    let kind = MessageKind::ProfileAdded;
    let hostile = Values {
        report_link: Some("https://id.example.org/report#\"><script>".to_owned()),
        ..values(kind)
    };
    let texts = rendered(
        kind,
        Language::En,
        default_texts(kind, Language::En),
        &hostile,
    );
    let html = texts.html.unwrap_or_default();
    assert!(
        html.contains("href=\"https://id.example.org/report#&quot;&gt;&lt;script&gt;\""),
        "{html}"
    );
}
