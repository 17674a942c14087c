//! Things to do, each done or not, with the way to do it.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// One line of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistItem {
    pub done: bool,
    pub title: String,
    /// What it is about, or what is still missing.
    pub body: String,
    /// Where it is done: address and label.
    pub link: Option<(String, String)>,
}

/// A checklist. What is done is ticked, and said so to screen readers.
#[component]
pub fn Checklist(items: Vec<ChecklistItem>) -> impl IntoView {
    let rows = items.into_iter().map(row).collect_view();
    view! { <ul class="checklist">{rows}</ul> }.into_any()
}

fn row(item: ChecklistItem) -> AnyView {
    let (state, icon) = if item.done {
        (text!("checklist-done"), IconName::Check)
    } else {
        (text!("checklist-open"), IconName::Clock)
    };
    view! {
        <li class="checklist__item" class:checklist__item--done=item.done>
            <span class="checklist__mark"><Icon name=icon/></span>
            <div class="checklist__text">
                <p class="checklist__title">
                    <span class="visually-hidden">{state} ": "</span>
                    {item.title}
                </p>
                {(!item.body.is_empty()).then(|| view! { <p class="checklist__body">{item.body}</p> })}
            </div>
            {item
                .link
                .map(|(href, label)| view! { <a class="button button--secondary button--small" href=href>{label}</a> })}
        </li>
    }
    .into_any()
}
