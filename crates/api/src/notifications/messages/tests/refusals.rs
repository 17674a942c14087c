//! Wordings that are refused, each with its part, its word and its line.

use anteroom_domain::notifications::{Language, MessageKind, MessagePart};

use super::super::texts::Texts;
use super::super::{check, default_texts};

/// Checks the wording that ships with one part replaced.
fn check_part(
    kind: MessageKind,
    part: MessagePart,
    text: &str,
    expected: Option<(&str, Option<usize>)>,
) {
    let mut texts = default_texts(kind, Language::En).clone();
    texts.set(part, text.to_owned());
    let problems = check(kind, &texts);
    let found: Vec<_> = problems
        .iter()
        .map(|problem| (problem.part, problem.refused.code, problem.refused.line))
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(code, line)| (part, *code, *line))
        .collect();
    let start: String = text.chars().take(80).collect();
    assert_eq!(found, expected, "{start}: {problems:?}");
}

fn mail(text: &str, expected: Option<(&str, Option<usize>)>) {
    check_part(
        MessageKind::ProvisioningEmail,
        MessagePart::Text,
        text,
        expected,
    );
}

fn sms(text: &str, expected: Option<(&str, Option<usize>)>) {
    check_part(MessageKind::SignInCodeSms, MessagePart::Sms, text, expected);
}

#[test]
fn plain_wordings_are_fine() {
    mail("Here: {{ link }}", None);
    mail(
        "{{-link -}}{%- if typed_code and not expires_at or link +%}\n{{ typed_code }}\n{% else %}nothing{% endif %}",
        None,
    );
    mail("{# a remark #}{{ link }} {{ user.name }}", None);
    sms("{{ code }}", None);
    sms(
        "{{ code }} {% if client.address %}from {{ client.address }}{% endif %}",
        None,
    );
}

#[test]
fn names_that_do_not_exist_are_refused_with_their_line() {
    let unknown = |line| Some(("unknown_placeholder", Some(line)));
    mail("{{ link }}\n{% if false %}x{% endif %}", unknown(2));
    mail("{{ link }}\n{% if and %}x{% endif %}", unknown(2));
    mail("{{ link }}{# two\nlines #}\n{{- nobody -}}", unknown(3));
    mail("{{ link }}\n\n{{ passwd }}", unknown(3));
    mail("{{ link }}\n{{ user.password }}", unknown(2));
    mail(
        "{{ link }}{% if link %}{% else %}\n{{ nobody }}{% endif %}",
        unknown(2),
    );
    mail("{{ link }}\n{{ qr_code }}", unknown(2));
    mail("link\n{{ code }}{{ link }}", unknown(2));
    sms("{{ code }} {{ link }}", unknown(1));
    check_part(
        MessageKind::ProvisioningEmail,
        MessagePart::Subject,
        "{{ link }}",
        unknown(1),
    );
    mail("{{ link }}{{ user }}", unknown(1));
}

#[test]
fn values_that_must_be_there_cannot_be_left_out() {
    let missing = Some(("placeholder_missing", None));
    mail("Hello", missing);
    mail("{# {{ link }} #}Hello", missing);
    mail(
        "{% if typed_code %}{{ link }}{% else %}nothing{% endif %}",
        missing,
    );
    sms("Your code", missing);
    check_part(
        MessageKind::ProfileAdded,
        MessagePart::Sms,
        "Added",
        missing,
    );
    check_part(
        MessageKind::ProfileAdded,
        MessagePart::Html,
        "<p>Added</p>",
        missing,
    );
    check_part(MessageKind::AccountLocked, MessagePart::Sms, "Locked", None);
}

#[test]
fn what_cannot_be_read_is_refused_with_its_line() {
    let unread = |line| Some(("syntax_error", Some(line)));
    mail("{{ link }}\n{{ link", unread(2));
    mail("{{ link }}\n{# no end", unread(2));
    mail("{{ link }}\n\n{% if link", unread(3));
    mail("{{ link }}\n\n{% if link %}", unread(3));
    mail("{{ link }}\n{% endif %}", unread(2));
    mail("{{ link }}\n{% if %}x{% endif %}", unread(2));
    mail("{{ link }}\n{% if link link %}x{% endif %}", unread(2));
    let deep = format!(
        "{{{{ link }}}}{}x{}",
        "{% if link %}".repeat(11),
        "{% endif %}".repeat(11)
    );
    mail(&deep, unread(1));
}

#[test]
fn statements_that_loop_or_fetch_are_refused() {
    let refused = Some(("statement_not_allowed", Some(2)));
    for statement in [
        "{% for i in range(100000000) %}x{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'other' as other %}",
        "{% from 'other' import thing %}",
        "{% extends 'other' %}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{% block again %}{% endblock %}",
        "{% autoescape false %}{{ user.name }}{% endautoescape %}",
        "{%- set a = link -%}",
        "{%+ raw %}{{ link }}{% endraw %}",
        "{%\n  filter upper %}{% endfilter %}",
        "{% %}",
    ] {
        mail(&format!("{{{{ link }}}}\n{statement}"), refused);
    }
}

#[test]
fn nothing_but_names_stands_between_braces() {
    let refused = Some(("expression_not_allowed", Some(2)));
    for expression in [
        "link|safe",
        "link|upper",
        "link is defined",
        "range(3)",
        "link.upper()",
        "debug()",
        "user['name']",
        "link[0]",
        "'{{ link }}'",
        "1",
        "1 / 0",
        "link ~ link",
        "[1] * 100000000",
        "'a' * 1000000000",
        "((((((link))))))",
        "link if link else code",
        "link, link",
        "",
        "link }",
        "user..name",
        "user.",
    ] {
        mail(&format!("{{{{ link }}}}\n{{{{ {expression} }}}}"), refused);
    }
    for condition in [
        "2 in [1] * 10000000",
        "link == link",
        "(link)",
        "not(link)",
        "link > 1",
        &"link and ".repeat(2_000),
        &"not ".repeat(4_000),
    ] {
        let text = format!("{{{{ link }}}}\n{{% if {condition} %}}x{{% endif %}}");
        mail(&text, refused);
    }
}

#[test]
fn megabytes_are_refused_in_no_time() {
    let html = |text: &str, code| {
        let started = std::time::Instant::now();
        check_part(
            MessageKind::ProvisioningEmail,
            MessagePart::Html,
            text,
            Some((code, None)),
        );
        assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
    };
    html(&"{{link}}".repeat(12_000), "too_expensive");
    html(&"x".repeat(100_001), "too_long");
    mail(
        &format!("{{{{ link }}}}{}", "{".repeat(19_000)),
        Some(("syntax_error", Some(1))),
    );
    mail(
        &format!("{{{{ link }}}}{}", "{%%}".repeat(4_000)),
        Some(("statement_not_allowed", Some(1))),
    );
    mail(&format!("{{{{ link }}}}{}", "}}%}#}".repeat(3_000)), None);
}

#[test]
fn subject_is_one_line() {
    let subject = |text: &str, expected| {
        check_part(
            MessageKind::ProvisioningEmail,
            MessagePart::Subject,
            text,
            expected,
        );
    };
    subject("Hello {{ user.display_name }}", None);
    subject("Hello\nBcc: all@example.org", Some(("line_break", Some(1))));
    subject("Hello\r\n", Some(("line_break", Some(1))));
    subject("Hello\u{7}", Some(("forbidden_character", Some(1))));
    subject(" ", Some(("empty", None)));
    subject("{% if not issuer %}x{% endif %}", Some(("empty", None)));
    subject(&"a".repeat(201), Some(("too_long", None)));
}

#[test]
fn text_message_has_its_price() {
    sms(&format!("{{{{ code }}}} {}", "я".repeat(600)), None);
    sms(
        &format!("{{{{ code }}}} {}", "я".repeat(700)),
        Some(("too_long", None)),
    );
    sms(&"a".repeat(1_001), Some(("too_long", None)));
}

#[test]
fn parts_must_be_those_of_the_kind() {
    let codes = |kind, texts: &Texts| -> Vec<_> {
        check(kind, texts)
            .into_iter()
            .map(|problem| (problem.part, problem.refused.code))
            .collect()
    };
    let none = Texts::default();
    assert_eq!(
        codes(MessageKind::ProvisioningSms, &none),
        [(MessagePart::Sms, "part_missing")]
    );
    assert_eq!(codes(MessageKind::ProfileAdded, &none).len(), 4);
    let mut texts = default_texts(MessageKind::ProvisioningSms, Language::En).clone();
    texts.set(MessagePart::Html, "<p>{{ link }}</p>".to_owned());
    assert_eq!(
        codes(MessageKind::ProvisioningSms, &texts),
        [(MessagePart::Html, "part_unknown")]
    );
}
