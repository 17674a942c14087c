//! An id for people who need it elsewhere: shown in full, with a button that copies it.

use leptos::prelude::*;

use super::copy_button::CopyButton;

/// An id and its copy button.
#[component]
pub fn IdCode(#[prop(into)] id: String) -> impl IntoView {
    view! {
        <span class="id-code">
            <code>{id.clone()}</code>
            <CopyButton value=id label=text!("copy")/>
        </span>
    }
    .into_any()
}
