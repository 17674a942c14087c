//! Tabs whose choice stands in the address, as links: reload, back and share work.

use leptos::prelude::*;

use crate::router::{self, HistoryStep};

/// One tab: its value in the query, and its label.
#[derive(Clone, Debug)]
pub struct Tab {
    pub value: &'static str,
    pub label: String,
}

/// A row of tabs that writes the query parameter `name`. The first tab is the one without the parameter.
#[component]
pub fn Tabs(name: &'static str, #[prop(into)] label: String, tabs: Vec<Tab>) -> impl IntoView {
    let chosen = router::query_value(name);
    let first = tabs.first().map(|tab| tab.value).unwrap_or_default();
    let items = tabs
        .into_iter()
        .map(|tab| {
            let is_current = move || {
                chosen
                    .get()
                    .map_or(tab.value == first, |chosen| chosen == tab.value)
            };
            let choose = move |_| {
                let value = (tab.value != first).then_some(tab.value);
                router::set_query(&[(name, value), ("cursor", None)], HistoryStep::Push);
            };
            view! {
                <button
                    type="button"
                    class="tabs__tab"
                    aria-current=move || is_current().then_some("page")
                    on:click=choose
                >
                    {tab.label}
                </button>
            }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label=label>{items}</nav> }.into_any()
}
