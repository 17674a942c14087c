//! Numbered instructions.

use leptos::prelude::*;

/// A short list of steps, numbered by the style sheet.
#[component]
pub fn Steps(steps: Vec<String>) -> impl IntoView {
    let items = steps
        .into_iter()
        .map(|step| view! { <li class="steps__item">{step}</li> })
        .collect_view();
    view! { <ol class="steps">{items}</ol> }.into_any()
}
