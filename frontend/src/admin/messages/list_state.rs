//! The list of messages as a table of kinds and languages, in plain Rust.

use anteroom_api_types::notifications::messages::{MessageKind, MessageSummary};
use anteroom_api_types::users::Language;

/// One kind, with what is known of it in each language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindRow {
    pub kind: MessageKind,
    pub messages: Vec<MessageSummary>,
}

impl KindRow {
    pub fn of(&self, language: Language) -> Option<&MessageSummary> {
        self.messages
            .iter()
            .find(|message| message.language == language)
    }
}

/// The messages by kind, in the order in which the kinds come.
pub fn by_kind(messages: Vec<MessageSummary>) -> Vec<KindRow> {
    let mut rows: Vec<KindRow> = Vec::new();
    for message in messages {
        match rows.iter_mut().find(|row| row.kind == message.kind) {
            Some(row) => row.messages.push(message),
            None => rows.push(KindRow {
                kind: message.kind,
                messages: vec![message],
            }),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_one_row_with_its_languages() {
        let summary = |kind, language| MessageSummary {
            kind,
            language,
            customised: language == Language::Sv,
            updated_at: None,
            updated_by: None,
        };
        let rows = by_kind(vec![
            summary(MessageKind::ProfileAdded, Language::En),
            summary(MessageKind::ProfileAdded, Language::Sv),
            summary(MessageKind::AccountLocked, Language::En),
        ]);
        let kinds: Vec<MessageKind> = rows.iter().map(|row| row.kind).collect();
        assert_eq!(
            kinds,
            [MessageKind::ProfileAdded, MessageKind::AccountLocked]
        );
        assert!(rows[0].of(Language::Sv).unwrap().customised);
        assert_eq!(rows[1].of(Language::Sv), None);
    }
}
