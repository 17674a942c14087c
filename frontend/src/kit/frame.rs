//! The frame of the portal and of the phone pages: a bar with the name and tools, and one column of content.

use leptos::prelude::*;

/// How wide the column of content may become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FrameWidth {
    /// One form.
    Narrow,
    /// A page with some explanation beside it.
    #[default]
    Medium,
    /// Several columns.
    Wide,
}

/// The frame. `tools` stand at the end of the bar; `home` is where the name leads, if anywhere.
#[component]
pub fn Frame(
    #[prop(optional)] width: FrameWidth,
    #[prop(optional, into)] home: Option<String>,
    #[prop(optional, into)] tools: ViewFn,
    children: Children,
) -> impl IntoView {
    let class = match width {
        FrameWidth::Narrow => "frame__main frame__main--narrow",
        FrameWidth::Medium => "frame__main frame__main--medium",
        FrameWidth::Wide => "frame__main",
    };
    let brand = match home {
        Some(home) => view! { <a class="brand" href=home><BrandMark/> "Anteroom"</a> }.into_any(),
        None => view! { <span class="brand"><BrandMark/> "Anteroom"</span> }.into_any(),
    };
    view! {
        <div class="frame">
            <a class="skip-link" href="#main">{text!("skip-to-content")}</a>
            <header class="frame__bar">
                {brand}
                <div class="frame__tools">{tools.run()}</div>
            </header>
            <main class=class id="main" tabindex="-1">{children()}</main>
        </div>
    }
    .into_any()
}

/// The mark of Anteroom: a door that stands open.
#[component]
pub fn BrandMark() -> impl IntoView {
    view! {
        <svg class="brand__mark" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round" aria-hidden="true">
            <path d="M4 21V5a2 2 0 012-2h12a2 2 0 012 2v16M2.500 21h19"/>
            <path d="M9 21V7l7-2.500V21" fill="currentColor" fill-opacity=".18"/>
            <path d="M12.500 13v.1"/>
        </svg>
    }
}
