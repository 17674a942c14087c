//! Deleting something for good: the button in the header, and the dialog in which its name is typed.

use std::future::Future;

use leptos::prelude::*;

use super::dialogs::open_in_address;
use super::guard;
use crate::api::ApiFailure;
use crate::kit::{Button, ConfirmDialog, IconName, Tone, toast};
use crate::router;
use crate::text::failure_sentence;

/// What the button and its dialog say.
pub struct DeleteTexts {
    pub button: String,
    pub title: String,
    pub body: String,
    pub verb: String,
    /// Said once it is gone.
    pub done: String,
}

/// The button with its dialog. `remove` asks the server; `leads_to` is the list that is shown afterwards.
#[component]
pub fn DeleteButton<Asked>(
    /// The name that has to be typed.
    name: String,
    texts: DeleteTexts,
    leads_to: String,
    remove: impl Fn() -> Asked + Send + Sync + 'static,
) -> impl IntoView
where
    Asked: Future<Output = Result<(), ApiFailure>> + 'static,
{
    let open = open_in_address("delete");
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let DeleteTexts {
        button,
        title,
        body,
        verb,
        done,
    } = texts;
    let confirm = move |()| {
        let (done, leads_to) = (done.clone(), leads_to.clone());
        guard::run_or(
            busy,
            remove(),
            move |()| {
                toast::show(Tone::Success, done);
                router::replace(&leads_to);
            },
            move |failure| failed.set(Some(failure_sentence(&failure))),
        );
    };
    view! {
        <Button icon=IconName::Trash on_press=move |()| open.set(true)>{button}</Button>
        <ConfirmDialog
            open
            title
            body
            verb
            danger=true
            typed_name=name
            busy
            failure=failed
            on_confirm=confirm
        />
    }
    .into_any()
}
