//! Says a change aloud to those who use a screen reader, without moving the focus.

use std::cell::Cell;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser;

/// Long enough for every screen reader to take it up.
const SHOWN_MILLISECONDS: u32 = 3_000;

thread_local! {
    static ANNOUNCEMENT: Cell<Option<RwSignal<String>>> = const { Cell::new(None) };
}

/// Makes the announcer ready. Called once when a page starts.
pub fn start() {
    ANNOUNCEMENT.set(Some(RwSignal::new(String::new())));
}

/// Announces a sentence politely. It leaves the page again, so that nobody who reads on meets it where it means nothing.
pub fn announce(sentence: &str) {
    if let Some(announcement) = ANNOUNCEMENT.get() {
        announcement.set(sentence.to_owned());
        let mine = sentence.to_owned();
        spawn_local(async move {
            browser::sleep_milliseconds(SHOWN_MILLISECONDS).await;
            announcement.update(|text| {
                if *text == mine {
                    text.clear();
                }
            });
        });
    }
}

/// The live region that carries the announcements. One per page, at its root.
#[component]
pub fn Announcer() -> impl IntoView {
    let text = move || {
        ANNOUNCEMENT
            .get()
            .map(|announcement| announcement.get())
            .unwrap_or_default()
    };
    view! { <div class="visually-hidden" role="status" aria-live="polite">{text}</div> }
}
