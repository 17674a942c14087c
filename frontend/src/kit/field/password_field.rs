//! A password, with a button that shows it.

use leptos::html;
use leptos::prelude::*;

use super::{FieldIds, framed};
use crate::kit::icon::{Icon, IconName};

/// A labelled password. `autocomplete` is `current-password` or `new-password`.
#[component]
pub fn PasswordField(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    autocomplete: &'static str,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(default = 128)] max_length: u32,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let ids = FieldIds::new(id);
    let has_hint = hint.is_some();
    let describing = ids.clone();
    let controlled = ids.control.clone();
    let shown = RwSignal::new(false);
    let element = NodeRef::<html::Input>::new();
    if autofocus {
        Effect::new(move |_| {
            if let Some(element) = element.get() {
                let _ = element.focus();
            }
        });
    }
    let control = view! {
        <span class="field__control field__control--suffixed">
            <input
                node_ref=element
                class="input"
                id=ids.control.clone()
                name="password"
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                maxlength=max_length
                required
                aria-invalid=move || error.get().is_some().then_some("true")
                aria-describedby=move || describing.described_by(has_hint, error.get().is_some())
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            <button
                type="button"
                class="icon-button field__reveal"
                aria-controls=controlled
                aria-pressed=move || if shown.get() { "true" } else { "false" }
                aria-label=text!("show-password")
                title=text!("show-password")
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {move || view! { <Icon name=if shown.get() { IconName::EyeOff } else { IconName::Eye }/> }}
            </button>
        </span>
    }
    .into_any();
    framed(&ids, label, hint, error, control)
}
