//! What the editor of a message holds and sends, in plain Rust.

use anteroom_api_types::notifications::messages::{MessageContent, MessagePart};

/// The texts of all parts; those that the kind does not have stay empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageDraft {
    pub subject: String,
    pub text: String,
    pub html: String,
    pub sms: String,
}

impl MessageDraft {
    pub fn from_content(content: &MessageContent) -> Self {
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        Self {
            subject: text(&content.subject),
            text: text(&content.text),
            html: text(&content.html),
            sms: text(&content.sms),
        }
    }

    /// The parts that the kind has, and no others.
    pub fn to_content(&self, parts: &[MessagePart]) -> MessageContent {
        let part = |part: MessagePart, text: &str| parts.contains(&part).then(|| text.to_owned());
        MessageContent {
            subject: part(MessagePart::Subject, &self.subject),
            text: part(MessagePart::Text, &self.text),
            html: part(MessagePart::Html, &self.html),
            sms: part(MessagePart::Sms, &self.sms),
        }
    }

    /// The parts that are empty, which no message may be.
    pub fn problems(&self, parts: &[MessagePart]) -> Vec<(&'static str, &'static str)> {
        let text = |part: MessagePart| match part {
            MessagePart::Subject => &self.subject,
            MessagePart::Text => &self.text,
            MessagePart::Html => &self.html,
            MessagePart::Sms => &self.sms,
        };
        parts
            .iter()
            .filter(|part| text(**part).trim().is_empty())
            .map(|part| (pointer(*part), "empty"))
            .collect()
    }
}

/// Where a part stands in the body of a save.
pub fn pointer(part: MessagePart) -> &'static str {
    match part {
        MessagePart::Subject => "/subject",
        MessagePart::Text => "/text",
        MessagePart::Html => "/html",
        MessagePart::Sms => "/sms",
    }
}

/// A text with something put in place of a selection, and where the caret stands then. Browsers count in units of
/// UTF-16; a place outside of the text or inside of a character means its end.
pub fn insert(text: &str, selection: (u32, u32), inserted: &str) -> (String, u32) {
    let start = byte_place(text, selection.0);
    let end = byte_place(text, selection.1).max(start);
    let before = text.get(..start).unwrap_or(text);
    let after = text.get(end..).unwrap_or_default();
    let caret = before.encode_utf16().count() + inserted.encode_utf16().count();
    (
        format!("{before}{inserted}{after}"),
        u32::try_from(caret).unwrap_or(u32::MAX),
    )
}

fn byte_place(text: &str, units: u32) -> usize {
    let mut passed = 0;
    for (place, character) in text.char_indices() {
        if passed >= units {
            return place;
        }
        passed += if character.len_utf16() == 2 { 2 } else { 1 };
    }
    text.len()
}

/// As a placeholder is written.
pub fn written(name: &str) -> String {
    format!("{{{{ {name} }}}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_takes_the_place_of_the_selection() {
        let check = |text: &str, selection, expected: &str, caret: u32| {
            let link = written("link");
            let inserted = insert(text, selection, &link);
            assert_eq!(
                inserted,
                (expected.to_owned(), caret),
                "{text} {selection:?}"
            );
        };
        check("", (0, 0), "{{ link }}", 10);
        check("ab", (1, 1), "a{{ link }}b", 11);
        check("a x b", (2, 3), "a {{ link }} b", 12);
        check("🙂ö!", (2, 2), "🙂{{ link }}ö!", 12);
        check("ab", (9, 9), "ab{{ link }}", 12);
        check("ab", (2, 0), "ab{{ link }}", 12);
    }

    #[test]
    fn only_the_parts_of_the_kind_are_sent_and_must_not_be_empty() {
        let content = MessageContent {
            sms: Some("Hej".into()),
            ..MessageContent::default()
        };
        let mut draft = MessageDraft::from_content(&content);
        let parts = [MessagePart::Sms];
        assert_eq!(draft.to_content(&parts), content);
        assert_eq!(draft.problems(&parts), vec![]);
        draft.sms = " ".into();
        assert_eq!(draft.problems(&parts), vec![("/sms", "empty")]);
    }
}
