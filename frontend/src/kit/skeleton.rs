//! Grey lines in place of content that is on its way; shown only after 300 ms, so that a quick answer does not flash.

use leptos::prelude::*;

/// A placeholder of `lines` lines.
#[component]
pub fn Skeleton(#[prop(default = 3)] lines: usize) -> impl IntoView {
    let rows = (0..lines)
        .map(|_| view! { <span class="skeleton__line"></span> })
        .collect_view();
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{text!("loading")}</span>
            {rows}
        </div>
    }
    .into_any()
}
