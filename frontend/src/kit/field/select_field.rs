//! One of a few values.

use leptos::prelude::*;

use super::{FieldIds, framed};

/// One value of a select.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    pub value: String,
    pub label: String,
}

impl SelectOption {
    /// A value with its label.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// A labelled native select. For a filter, keep the label and let the style sheet place it.
#[component]
pub fn SelectField(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into)] options: Signal<Vec<SelectOption>>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// Runs after the person chose.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let ids = FieldIds::new(id);
    let has_hint = hint.is_some();
    let describing = ids.clone();
    let choices = move || {
        let chosen = value.get();
        options
            .get()
            .into_iter()
            .map(|option| {
                let selected = option.value == chosen;
                view! { <option value=option.value selected=selected>{option.label}</option> }
            })
            .collect_view()
    };
    let take = move |chosen: String| {
        value.set(chosen.clone());
        if let Some(on_change) = on_change {
            on_change.run(chosen);
        }
    };
    let control = view! {
        <span class="select">
            <select
                class="input"
                id=ids.control.clone()
                disabled=move || disabled.get()
                aria-invalid=move || error.get().is_some().then_some("true")
                aria-describedby=move || describing.described_by(has_hint, error.get().is_some())
                prop:value=move || value.get()
                on:change:target=move |event| take(event.target().value())
            >
                {choices}
            </select>
        </span>
    }
    .into_any();
    framed(&ids, label, hint, error, control)
}
