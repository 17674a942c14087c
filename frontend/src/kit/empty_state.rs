//! Nothing there yet: what it is, and one action.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// An empty list or page. The action, if any, is the child.
#[component]
pub fn EmptyState(
    icon: IconName,
    #[prop(into)] title: String,
    #[prop(into)] body: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <div class="empty__icon"><Icon name=icon/></div>
            <h2 class="empty__title">{title}</h2>
            <p class="empty__body">{body}</p>
            {children.map(|children| view! { <div class="empty__action">{children()}</div> })}
        </div>
    }
    .into_any()
}
