//! Form fields: a label, a hint, an error beside it, and the right attributes for keyboards and password managers.
//!
//! Every field takes `value` as a signal that it reads and writes, and `error` as the sentence to show, if any.

mod check_field;
mod check_group;
mod choice_cards;
mod code_field;
mod duration_field;
mod error_summary;
mod password_field;
mod search_field;
mod select_field;
mod text_area;
mod text_field;

use leptos::prelude::*;

pub use check_field::{CheckField, SwitchField};
pub use check_group::CheckGroup;
pub use choice_cards::{Choice, ChoiceCards};
pub use code_field::CodeField;
pub use duration_field::DurationField;
pub use error_summary::ErrorSummary;
pub use password_field::PasswordField;
pub use search_field::SearchField;
pub use select_field::{SelectField, SelectOption};
pub use text_area::TextArea;
pub use text_field::{TextField, TextKind};

/// The ids that tie the parts of a field together.
#[derive(Clone)]
struct FieldIds {
    control: String,
    hint: String,
    error: String,
}

impl FieldIds {
    /// `given` lets an error summary link to the field.
    fn new(given: Option<String>) -> Self {
        let control = given.unwrap_or_else(|| super::id::unique("field"));
        Self {
            hint: format!("{control}-hint"),
            error: format!("{control}-error"),
            control,
        }
    }

    /// The value of `aria-describedby`.
    fn described_by(&self, has_hint: bool, has_error: bool) -> Option<String> {
        match (has_hint, has_error) {
            (true, true) => Some(format!("{} {}", self.error, self.hint)),
            (true, false) => Some(self.hint.clone()),
            (false, true) => Some(self.error.clone()),
            (false, false) => None,
        }
    }
}

/// The label above a control, and the hint and the error below it.
fn framed(
    ids: &FieldIds,
    label: String,
    hint: Option<String>,
    error: MaybeProp<String>,
    control: AnyView,
) -> AnyView {
    let ids = ids.clone();
    let error_id = ids.error.clone();
    view! {
        <div class="field">
            <label class="field__label" for=ids.control>{label}</label>
            {control}
            {move || {
                error
                    .get()
                    .map(|sentence| {
                        view! {
                            <p class="field__error" id=error_id.clone()>{sentence}</p>
                        }
                    })
            }}
            {hint.map(|hint| view! { <p class="field__hint" id=ids.hint>{hint}</p> })}
        </div>
    }
    .into_any()
}
