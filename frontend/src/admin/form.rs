//! What went wrong with a form: beside the fields, and in the summary above them.

use anteroom_api_types::problem::{FieldProblem, ProblemCode};
use leptos::prelude::*;

use crate::api::ApiFailure;
use crate::text::{failure_sentence, field_sentence, t};

/// One thing wrong with a form. The pointer is that of the body that the form sends; empty for the whole form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    pub pointer: String,
    pub sentence: String,
}

impl FormError {
    /// An error that the page itself found, in the words of `field-<code>`.
    pub fn found(pointer: impl Into<String>, code: &str) -> Self {
        Self {
            pointer: pointer.into(),
            sentence: t(&format!("field-{code}")),
        }
    }

    /// An error that the server found.
    pub fn answered(problem: &FieldProblem) -> Self {
        Self {
            pointer: problem.pointer.clone(),
            sentence: field_sentence(problem),
        }
    }
}

/// The id of the control for a pointer, so that the summary can lead to it.
pub fn field_id(pointer: &str) -> String {
    format!("form{}", pointer.replace('/', "-"))
}

/// The errors of one form.
#[derive(Clone, Copy)]
pub struct FormErrors(RwSignal<Vec<FormError>>);

impl FormErrors {
    pub fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    pub fn clear(self) {
        self.0.set(Vec::new());
    }

    pub fn set(self, errors: Vec<FormError>) {
        self.0.set(errors);
    }

    /// Shows what the page itself found, as pairs of a pointer and a code; clears what stood there.
    pub fn set_found(self, found: Vec<(&'static str, &'static str)>) {
        let errors = found
            .into_iter()
            .map(|(pointer, code)| FormError::found(pointer, code));
        self.set(errors.collect());
    }

    /// Takes a refusal. `name_pointer` is the field that an "exists already" is about.
    pub fn take(self, failure: &ApiFailure, name_pointer: Option<&str>) {
        let mut errors: Vec<FormError> = failure
            .field_problems()
            .iter()
            .map(FormError::answered)
            .collect();
        if errors.is_empty() {
            let pointer = name_pointer
                .filter(|_| failure.code == ProblemCode::AlreadyExists)
                .unwrap_or_default();
            errors.push(FormError {
                pointer: pointer.to_owned(),
                sentence: failure_sentence(failure),
            });
        }
        self.0.set(errors);
    }

    /// Takes a refusal of a body that holds the form's own one at `prefix`. What is about something else is left out.
    pub fn take_within(self, failure: &ApiFailure, prefix: &str) {
        let within = failure.field_problems().iter().filter_map(|problem| {
            let pointer = problem.pointer.strip_prefix(prefix)?;
            Some(FormError {
                pointer: pointer.to_owned(),
                sentence: field_sentence(problem),
            })
        });
        self.0.set(within.collect());
    }

    /// The error of a field, or of something inside it.
    pub fn of(self, pointer: &'static str) -> MaybeProp<String> {
        MaybeProp::derive(move || {
            self.0.with(|errors| {
                errors
                    .iter()
                    .find(|error| is_at_or_below(&error.pointer, pointer))
                    .map(|error| error.sentence.clone())
            })
        })
    }

    /// All errors, reactively.
    pub fn all(self) -> Vec<FormError> {
        self.0.get()
    }

    /// The errors as [`crate::kit::ErrorSummary`] takes them. `controls` are the pointers that have a control.
    pub fn summary(self, controls: &'static [&'static str]) -> Signal<Vec<(String, String)>> {
        Signal::derive(move || {
            self.0.with(|errors| {
                errors
                    .iter()
                    .map(|error| {
                        let control = controls
                            .iter()
                            .find(|control| is_at_or_below(&error.pointer, control));
                        let id = control.map(|control| field_id(control)).unwrap_or_default();
                        (id, error.sentence.clone())
                    })
                    .collect()
            })
        })
    }
}

fn is_at_or_below(pointer: &str, field: &str) -> bool {
    pointer
        .strip_prefix(field)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_inside_of_a_list_belongs_to_its_field() {
        assert!(is_at_or_below("/profile_kinds/0", "/profile_kinds"));
        assert!(is_at_or_below("/name", "/name"));
        assert!(!is_at_or_below("/name_of_it", "/name"));
        assert!(!is_at_or_below("", "/name"));
    }

    #[test]
    fn ids_of_controls_follow_the_pointer() {
        assert_eq!(
            field_id("/token_lifetime_seconds/email"),
            "form-token_lifetime_seconds-email"
        );
    }
}
