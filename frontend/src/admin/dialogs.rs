//! Dialogs whose opening stands in the address, so that reload, back and share work.

use leptos::prelude::*;

use crate::router::{self, HistoryStep};

const DIALOG: &str = "dialog";

/// Whether the dialog of this name is open, tied to `?dialog=<name>` in both directions.
pub fn open_in_address(name: &'static str) -> RwSignal<bool> {
    let in_address = router::query_value(DIALOG);
    let is_named = move || in_address.get().as_deref() == Some(name);
    let open = RwSignal::new(untrack(is_named));
    Effect::new(move |_| {
        let named = is_named();
        if open.get_untracked() != named {
            open.set(named);
        }
    });
    Effect::new(move |_| {
        let open = open.get();
        if open != untrack(is_named) {
            let (value, step) = if open {
                (Some(name), HistoryStep::Push)
            } else {
                (None, HistoryStep::Replace)
            };
            router::set_query(&[(DIALOG, value)], step);
        }
    });
    open
}
