//! The end of a form: Save, what was changed, and the way back to what is stored.

use leptos::prelude::*;

use super::button::{Button, ButtonKind, ButtonVariant};
use crate::router;

/// Save and "Discard changes", with a marker while something is not saved, and a question before leaving.
#[component]
pub fn SaveBar(
    #[prop(into)] dirty: Signal<bool>,
    #[prop(into)] busy: Signal<bool>,
    /// What Save says, where it is not "Save".
    #[prop(optional, into)]
    verb: Option<String>,
    #[prop(optional, into)] on_discard: Option<Callback<()>>,
) -> impl IntoView {
    // While the save is under way the page may leave by itself.
    router::guard_leaving(Signal::derive(move || dirty.get() && !busy.get()));
    let unchanged = Signal::derive(move || !dirty.get());
    let discard = on_discard.map(|on_discard| {
        view! {
            <Show when=move || dirty.get() && !busy.get()>
                <Button variant=ButtonVariant::Quiet on_press=on_discard>{text!("discard-changes")}</Button>
            </Show>
        }
    });
    view! {
        <div class="save-bar">
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Primary busy disabled=unchanged>
                {verb.unwrap_or_else(|| text!("save"))}
            </Button>
            {discard}
            <span class="save-bar__state" role="status">
                {move || dirty.get().then(|| text!("unsaved-changes"))}
            </span>
        </div>
    }
    .into_any()
}
