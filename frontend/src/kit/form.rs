//! A real form, so that Enter submits and password managers understand it; the page is never loaded anew.

use leptos::prelude::*;

/// A form whose submission runs `on_submit`. Browsers' own bubbles are off; errors stand beside the fields.
#[component]
pub fn Form(
    #[prop(into)] on_submit: Callback<()>,
    #[prop(optional, into)] label: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <form
            class="form"
            novalidate
            method="post"
            aria-label=label
            on:submit=move |event| {
                event.prevent_default();
                on_submit.run(());
            }
        >
            {children()}
        </form>
    }
    .into_any()
}
