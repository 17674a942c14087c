//! A short state beside a name.

use leptos::prelude::*;

use super::notice::Tone;

/// A badge such as "Active".
#[component]
pub fn Badge(#[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    view! { <span class=format!("badge badge--{}", tone.name())>{children()}</span> }.into_any()
}
