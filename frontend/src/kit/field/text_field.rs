//! One line of text.

use leptos::html;
use leptos::prelude::*;

use super::{FieldIds, framed};

/// What the line holds; it chooses the keyboard of a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    #[default]
    Text,
    Email,
    Telephone,
    /// Whole numbers, typed as text, so that no wheel or arrow changes them unseen.
    Number,
    Date,
    Time,
}

impl TextKind {
    fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Number => "text",
            Self::Email => "email",
            Self::Telephone => "tel",
            Self::Date => "date",
            Self::Time => "time",
        }
    }
}

/// A labelled line of text.
#[component]
pub fn TextField(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional)] kind: TextKind,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    /// The autofill name, such as `username`.
    #[prop(optional, into)]
    autocomplete: Option<String>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] max_length: Option<u32>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] readonly: Signal<bool>,
    #[prop(optional, into)] placeholder: Option<String>,
    /// What stands behind the value, such as a unit.
    #[prop(optional, into)]
    suffix: Option<String>,
    /// Takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let ids = FieldIds::new(id);
    let has_hint = hint.is_some();
    let has_suffix = suffix.is_some();
    let describing = ids.clone();
    let element = NodeRef::<html::Input>::new();
    if autofocus {
        Effect::new(move |_| {
            if let Some(element) = element.get() {
                let _ = element.focus();
            }
        });
    }
    let verbatim = matches!(kind, TextKind::Email) || autocomplete.as_deref() == Some("username");
    let control = view! {
        <span class="field__control" class:field__control--suffixed=has_suffix>
            <input
                node_ref=element
                class="input"
                id=ids.control.clone()
                name=name
                type=kind.input_type()
                inputmode=(kind == TextKind::Number).then_some("numeric")
                autocomplete=autocomplete
                autocapitalize=verbatim.then_some("none")
                spellcheck=verbatim.then_some("false")
                maxlength=max_length
                required=required
                readonly=move || readonly.get()
                placeholder=placeholder
                aria-invalid=move || error.get().is_some().then_some("true")
                aria-describedby=move || describing.described_by(has_hint, error.get().is_some())
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            {suffix.map(|suffix| view! { <span class="field__suffix">{suffix}</span> })}
        </span>
    }
    .into_any();
    framed(&ids, label, hint, error, control)
}
