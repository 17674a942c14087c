//! The texts that ship, the wording in force, hostile values, hostile texts, and the QR code.

mod hostile;
mod in_force;
mod refusals;
mod shipped;

use anteroom_domain::notifications::{Language, MessageKind};

use super::Values;
use super::texts::Texts;

/// A made-up person and what happens to her, as in the previews.
fn values(kind: MessageKind) -> Values {
    Values {
        occurred_at: "2026-11-25T12:00:00Z".parse().ok(),
        expires_at: "2026-11-25T12:30:00Z".parse().ok(),
        ..Values::made_up(kind, "https://id.example.org", jiff::Timestamp::UNIX_EPOCH)
    }
}

fn rendered(kind: MessageKind, language: Language, texts: &Texts, values: &Values) -> Texts {
    super::preview("Anteroom", kind, language, texts, values)
        .unwrap_or_else(|problem| panic!("{kind} {language}: {problem:?}"))
}
