//! Yes or no: a check box in a form, or a switch for a setting.

use leptos::prelude::*;

use crate::kit::id;

/// A check box with its label behind it.
#[component]
pub fn CheckField(
    #[prop(into)] label: String,
    value: RwSignal<bool>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    yes_no(
        "checkbox",
        None,
        label,
        value,
        hint,
        disabled,
        MaybeProp::default(),
        None,
    )
}

/// A switch with its label before it; `error` says why it cannot be switched.
#[component]
pub fn SwitchField(
    #[prop(into)] label: String,
    value: RwSignal<bool>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] error: MaybeProp<String>,
    /// Lets an error summary lead here.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    yes_no(
        "switch",
        Some("switch"),
        label,
        value,
        hint,
        disabled,
        error,
        id,
    )
}

#[expect(clippy::too_many_arguments, reason = "the props of two components")]
fn yes_no(
    look: &'static str,
    role: Option<&'static str>,
    label: String,
    value: RwSignal<bool>,
    hint: Option<String>,
    disabled: Signal<bool>,
    error: MaybeProp<String>,
    given_id: Option<String>,
) -> AnyView {
    let control_id = given_id.unwrap_or_else(|| id::unique("field"));
    let hint_id = format!("{control_id}-hint");
    let described_by = hint.is_some().then(|| hint_id.clone());
    view! {
        <div class=format!("yes-no yes-no--{look}")>
            <input
                class=look
                type="checkbox"
                role=role
                id=control_id.clone()
                disabled=move || disabled.get()
                aria-describedby=described_by
                aria-invalid=move || error.get().is_some().then_some("true")
                prop:checked=move || value.get()
                on:change:target=move |event| value.set(event.target().checked())
            />
            <div class="yes-no__text">
                <label class="yes-no__label" for=control_id>{label}</label>
                {hint.map(|hint| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
                {move || error.get().map(|sentence| view! { <p class="field__error" role="alert">{sentence}</p> })}
            </div>
        </div>
    }
    .into_any()
}
