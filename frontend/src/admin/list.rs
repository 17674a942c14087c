//! Lists: filters in the address, a table, what an empty one says, and the pages of the cursor.

use std::future::Future;

use anteroom_api_types::page::Page;
use leptos::prelude::*;

use super::guard::use_guarded;
use super::list_state::{self, Filters};
use crate::api::ApiFailure;
use crate::kit::{Button, Column, DataTable, EmptyState, IconName, LoadedView, Loader, Pager};
use crate::router::{self, HistoryStep};

/// Asks for a list, and again whenever its filters in the address change.
pub fn use_list<T, Asked>(
    names: &'static [&'static str],
    ask: impl Fn(Filters) -> Asked + 'static,
) -> Loader<Page<T>>
where
    T: Clone + Send + Sync + 'static,
    Asked: Future<Output = Result<Page<T>, ApiFailure>> + 'static,
{
    let filters = Memo::new(move |_| Filters::from_query(&router::query(), names));
    use_guarded(move || ask(filters.get()))
}

/// A list. `empty` stands in its place while there is nothing at all.
#[component]
pub fn ListView<T>(
    list: Loader<Page<T>>,
    names: &'static [&'static str],
    #[prop(into)] caption: String,
    columns: Vec<Column<T>>,
    #[prop(into)] empty: ViewFn,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    let columns = StoredValue::new(columns);
    let caption = StoredValue::new(caption);
    let empty = StoredValue::new(empty);
    let show = move |page: Page<T>| {
        if page.items.is_empty() {
            return if untrack(|| list_state::is_narrowed(&router::query(), names)) {
                nothing_found(names)
            } else {
                empty.with_value(ViewFn::run)
            };
        }
        let next_cursor = page.next_cursor;
        view! {
            <DataTable caption=caption.get_value() columns=columns.get_value() items=page.items/>
            <Pager next_cursor=Signal::stored(next_cursor)/>
        }
        .into_any()
    };
    view! {
        <div class="list" aria-busy=move || list.is_refreshing().then_some("true")>
            <LoadedView loader=list skeleton_lines=6 view=show/>
        </div>
    }
    .into_any()
}

fn nothing_found(names: &'static [&'static str]) -> AnyView {
    let clear = move |()| router::set_query(&list_state::cleared(names), HistoryStep::Push);
    view! {
        <EmptyState
            icon=IconName::Search
            title=text!("list-nothing-found-title")
            body=text!("list-nothing-found-body")
        >
            <Button on_press=clear>{text!("list-clear-filters")}</Button>
        </EmptyState>
    }
    .into_any()
}
