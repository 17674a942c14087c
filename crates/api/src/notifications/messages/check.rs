//! Whether a wording can be saved: its parts, what it names, and what becomes of it with and without the
//! values that can be missing.

use std::fmt;

use anteroom_domain::limits::{
    MAIL_HTML_CHARACTERS_MAX, MAIL_TEXT_CHARACTERS_MAX, SMS_CHARACTERS_MAX, SMS_SEGMENTS_MAX,
    SUBJECT_CHARACTERS_MAX,
};
use anteroom_domain::notifications::sms_text::sms_size;
use anteroom_domain::notifications::{MessageKind, MessagePart, Placeholder};
use minijinja::Value;

use super::engine::{self, Refused};
use super::grammar::{self, Name};
use super::texts::Texts;
use super::values::context;

/// What is wrong with one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextProblem {
    /// The part.
    pub part: MessagePart,
    /// What is wrong, and in which line.
    pub refused: Refused,
}

impl fmt::Display for TextProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.part, self.refused)
    }
}

/// Everything that is wrong with a wording; at most one problem for each part.
pub fn check(kind: MessageKind, texts: &Texts) -> Vec<TextProblem> {
    MessagePart::ALL
        .iter()
        .filter_map(|part| {
            let refused = check_part(kind, *part, texts.get(*part)).err()?;
            Some(TextProblem {
                part: *part,
                refused,
            })
        })
        .collect()
}

fn check_part(kind: MessageKind, part: MessagePart, text: Option<&str>) -> Result<(), Refused> {
    let text = match (text, kind.parts().contains(&part)) {
        (None, false) => return Ok(()),
        (Some(_), false) => {
            let message = "messages of this kind have no such part";
            return Err(Refused::at(None, "part_unknown", message));
        }
        (None, true) => return Err(Refused::at(None, "part_missing", "must be there")),
        (Some(text), true) => text,
    };
    check_form(part, text)?;
    check_names(kind, part, text)?;
    let with_all = run_with_examples(kind, part, text, |_placeholder| true)?;
    let with_few = run_with_examples(kind, part, text, |placeholder| {
        !placeholder.can_be_missing(kind)
    })?;
    for output in [with_all, with_few] {
        check_output(part, &output)?;
        check_required(kind, part, &output)?;
    }
    Ok(())
}

/// Length and characters of the text itself.
fn check_form(part: MessagePart, text: &str) -> Result<(), Refused> {
    let characters_max = match part {
        MessagePart::Subject => SUBJECT_CHARACTERS_MAX,
        MessagePart::Text => MAIL_TEXT_CHARACTERS_MAX,
        MessagePart::Html => MAIL_HTML_CHARACTERS_MAX,
        MessagePart::Sms => SMS_CHARACTERS_MAX,
    };
    if text.trim().is_empty() {
        return Err(Refused::at(None, "empty", "must not be empty"));
    }
    if text.chars().count() > characters_max {
        let message = format!("must have {characters_max} characters at most");
        return Err(Refused::at(None, "too_long", message));
    }
    for (line, content) in (1..).zip(text.split('\n')) {
        let content = content.strip_suffix('\r').unwrap_or(content);
        if content
            .chars()
            .any(|each| each.is_control() && each != '\t')
        {
            let message = "must not hold control characters";
            return Err(Refused::at(Some(line), "forbidden_character", message));
        }
    }
    if part == MessagePart::Subject && text.contains(['\n', '\r']) {
        let message = "must be one line";
        return Err(Refused::at(Some(1), "line_break", message));
    }
    Ok(())
}

/// Every name must be one of the kind's, also where no rendering comes by.
fn check_names(kind: MessageKind, part: MessagePart, text: &str) -> Result<(), Refused> {
    for Name { name, line } in grammar::names(text)? {
        let message = match name.parse::<Placeholder>() {
            Ok(placeholder) if kind.allows(placeholder, part) => continue,
            Ok(_of_another_place) => format!("`{name}` cannot stand here"),
            Err(_unknown) => format!("there is no placeholder `{name}`"),
        };
        return Err(Refused::at(Some(line), "unknown_placeholder", message));
    }
    Ok(())
}

fn run_with_examples(
    kind: MessageKind,
    part: MessagePart,
    text: &str,
    is_there: impl Fn(Placeholder) -> bool,
) -> Result<String, Refused> {
    let values = context(kind.placeholders(), |placeholder| {
        is_there(placeholder).then(|| Value::from(placeholder.example()))
    });
    engine::run(part, text, values)
}

/// What came out: a subject of one line, a text message of a price that somebody wants to pay.
fn check_output(part: MessagePart, output: &str) -> Result<(), Refused> {
    if output.trim().is_empty() {
        return Err(Refused::at(
            None,
            "empty",
            "nothing is left of it once it is filled in",
        ));
    }
    match part {
        MessagePart::Subject if output.chars().any(char::is_control) => {
            Err(Refused::at(Some(1), "line_break", "must be one line"))
        }
        MessagePart::Sms if sms_size(output).segments > SMS_SEGMENTS_MAX => Err(Refused::at(
            None,
            "too_long",
            format!("takes more than {SMS_SEGMENTS_MAX} messages"),
        )),
        _ => Ok(()),
    }
}

fn check_required(kind: MessageKind, part: MessagePart, output: &str) -> Result<(), Refused> {
    for placeholder in kind.placeholders() {
        if kind.requires(*placeholder, part) && !output.contains(placeholder.example()) {
            let message = format!(
                "`{{{{ {placeholder} }}}}` must stand in it, also where other values are missing"
            );
            return Err(Refused::at(None, "placeholder_missing", message));
        }
    }
    Ok(())
}
