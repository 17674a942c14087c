//! The heading of a page. It names the document, and takes the focus when the person came from another page, so
//! that screen readers say where they are.

use leptos::html;
use leptos::prelude::*;

use super::browser;
use crate::router;

/// Title, one sentence, and the actions of the page as children.
#[component]
pub fn PageHeader(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] description: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move |_| browser::set_title(&text!("document-title", page = title.get())));
    Effect::new(move |_| {
        let Some(heading) = heading.get() else { return };
        if router::navigations() > 0 {
            browser::focus_element(&heading);
        }
    });
    view! {
        <header class="page-header">
            <div class="page-header__text">
                <h1 class="page-header__title" tabindex="-1" node_ref=heading>{move || title.get()}</h1>
                {description.map(|text| view! { <p class="page-header__description">{text}</p> })}
            </div>
            {children.map(|children| view! { <div class="page-header__actions">{children()}</div> })}
        </header>
    }
    .into_any()
}
