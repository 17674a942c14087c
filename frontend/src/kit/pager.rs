//! Older and newer pages of a list, by the cursor in the address.

use leptos::prelude::*;

use super::button::Button;
use crate::router::{self, HistoryStep};

/// The name of the cursor in the query.
pub const CURSOR: &str = "cursor";

/// "Newest" and "Older". `next_cursor` is the one of the page that is shown; the list reads `cursor` from the query.
#[component]
pub fn Pager(#[prop(into)] next_cursor: Signal<Option<String>>) -> impl IntoView {
    let cursor = router::query_value(CURSOR);
    let at_first = Signal::derive(move || cursor.get().is_none());
    let at_last = Signal::derive(move || next_cursor.get().is_none());
    let newest = move |()| router::set_query(&[(CURSOR, None)], HistoryStep::Push);
    let older = move |()| {
        let next = next_cursor.get_untracked();
        router::set_query(&[(CURSOR, next.as_deref())], HistoryStep::Push);
    };
    let needed = move || !(at_first.get() && at_last.get());
    view! {
        <Show when=needed>
            <nav class="pager" aria-label=text!("pager-label")>
                <Button disabled=at_first on_press=newest>{text!("pager-newest")}</Button>
                <Button disabled=at_last on_press=older>{text!("pager-older")}</Button>
            </nav>
        </Show>
    }
    .into_any()
}
