//! Several lines of text.

use leptos::prelude::*;

use super::{FieldIds, framed};

/// A labelled text of several lines; it grows with its content.
#[component]
pub fn TextArea(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] max_length: Option<u32>,
    #[prop(default = 3)] rows: u32,
    #[prop(optional, into)] readonly: Signal<bool>,
) -> impl IntoView {
    let ids = FieldIds::new(id);
    let has_hint = hint.is_some();
    let describing = ids.clone();
    let control = view! {
        <textarea
            class="input input--area"
            id=ids.control.clone()
            rows=rows
            maxlength=max_length
            readonly=move || readonly.get()
            aria-invalid=move || error.get().is_some().then_some("true")
            aria-describedby=move || describing.described_by(has_hint, error.get().is_some())
            prop:value=move || value.get()
            on:input:target=move |event| value.set(event.target().value())
        ></textarea>
    }
    .into_any();
    framed(&ids, label, hint, error, control)
}
