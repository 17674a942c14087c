//! A button that copies a text and says so.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::icon::{Icon, IconName};
use super::{announcer, browser};

/// Copies `value`. `label` says what is copied ("Copy link"); for a moment it says "Copied".
#[component]
pub fn CopyButton(
    #[prop(into)] value: Signal<String>,
    #[prop(into)] label: String,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let press = move |_| {
        spawn_local(async move {
            if browser::copy(&value.get_untracked()).await {
                copied.set(true);
                announcer::announce(&text!("copied"));
                browser::sleep_milliseconds(2_000).await;
                // The button may be gone by now.
                let _ = copied.try_set(false);
            } else {
                announcer::announce(&text!("copy-failed"));
            }
        });
    };
    view! {
        <button type="button" class="button button--secondary button--small" on:click=press>
            {move || {
                let icon = if copied.get() { IconName::Check } else { IconName::Copy };
                view! { <Icon name=icon/> }
            }}
            <span class="button__label">
                {move || if copied.get() { text!("copied") } else { label.clone() }}
            </span>
        </button>
    }
    .into_any()
}
