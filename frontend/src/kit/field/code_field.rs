//! A code of digits in one field: the keyboard of numbers, and the code of an authenticator filled in by the device.

use leptos::html;
use leptos::prelude::*;

use super::{FieldIds, framed};

/// A code of `digits` digits. Spaces may be typed or pasted; the signal holds digits only. The form is sent by its
/// button, never by the last digit: nobody is surprised, and a slip can be mended.
#[component]
pub fn CodeField(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    digits: usize,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    /// Whether the device may offer the code of an authenticator or a message.
    #[prop(default = true)]
    one_time: bool,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let ids = FieldIds::new(None);
    let has_hint = hint.is_some();
    let describing = ids.clone();
    let element = NodeRef::<html::Input>::new();
    if autofocus {
        Effect::new(move |_| {
            if let Some(element) = element.get() {
                let _ = element.focus();
            }
        });
    }
    let take = move |typed: String| {
        let clean = typed.chars().filter(char::is_ascii_digit).take(digits);
        value.set(clean.collect());
        // A letter that was typed leaves the signal as it was, so the field is written by hand.
        if let Some(element) = element.get_untracked() {
            element.set_value(&value.get_untracked());
        }
    };
    let control = view! {
        <input
            node_ref=element
            class="input input--code"
            id=ids.control.clone()
            name="code"
            type="text"
            inputmode="numeric"
            pattern="[0-9 ]*"
            autocomplete=if one_time { "one-time-code" } else { "off" }
            spellcheck="false"
            required
            aria-invalid=move || error.get().is_some().then_some("true")
            aria-describedby=move || describing.described_by(has_hint, error.get().is_some())
            prop:value=move || value.get()
            on:input:target=move |event| take(event.target().value())
        />
    }
    .into_any();
    framed(&ids, label, hint, error, control)
}
