//! Short messages at the edge of the page, with Undo where an action can be taken back.

use std::cell::Cell;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser;
use super::button::IconButton;
use super::icon::{Icon, IconName};
use super::notice::Tone;

const SHOWN_MILLISECONDS: u32 = 6_000;
/// With Undo the message stays longer, since somebody has to read, decide and reach it.
const SHOWN_WITH_UNDO_MILLISECONDS: u32 = 12_000;

#[derive(Clone)]
struct Toast {
    number: u32,
    tone: Tone,
    sentence: String,
    undo: Option<Undo>,
}

/// What takes an action back. Shared, and no `Callback`: that would end with the part of the page that was removed.
type Undo = Arc<dyn Fn() + Send + Sync>;

thread_local! {
    static TOASTS: Cell<Option<RwSignal<Vec<Toast>>>> = const { Cell::new(None) };
    static NUMBER: Cell<u32> = const { Cell::new(0) };
}

/// Makes the toasts ready. Called once when a page starts.
pub fn start() {
    TOASTS.set(Some(RwSignal::new(Vec::new())));
}

/// Shows a message for a while.
pub fn show(tone: Tone, sentence: impl Into<String>) {
    add(tone, sentence.into(), None);
}

/// Shows that something was done, with a button that takes it back.
pub fn show_undo(sentence: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
    add(Tone::Success, sentence.into(), Some(Arc::new(undo)));
}

fn add(tone: Tone, sentence: String, undo: Option<Undo>) {
    let Some(toasts) = TOASTS.get() else { return };
    let number = NUMBER.get().wrapping_add(1);
    NUMBER.set(number);
    let shown = if undo.is_some() {
        SHOWN_WITH_UNDO_MILLISECONDS
    } else {
        SHOWN_MILLISECONDS
    };
    toasts.update(|list| {
        list.push(Toast {
            number,
            tone,
            sentence,
            undo,
        });
    });
    spawn_local(async move {
        browser::sleep_milliseconds(shown).await;
        remove(number);
    });
}

fn remove(number: u32) {
    if let Some(toasts) = TOASTS.get() {
        toasts.update(|list| list.retain(|toast| toast.number != number));
    }
}

/// The place of the toasts. One per page, at its root.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = move || TOASTS.get().map(|toasts| toasts.get()).unwrap_or_default();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=toasts key=|toast| toast.number let:toast>
                {toast_view(toast)}
            </For>
        </div>
    }
    .into_any()
}

fn toast_view(toast: Toast) -> impl IntoView {
    let Toast {
        number,
        tone,
        sentence,
        undo,
    } = toast;
    view! {
        <div class=format!("toast toast--{}", tone.name())>
            <Icon name=tone.icon()/>
            <p class="toast__sentence">{sentence}</p>
            {undo
                .map(|undo| {
                    let press = move |_| {
                        undo();
                        remove(number);
                    };
                    view! { <button type="button" class="toast__undo" on:click=press>{text!("undo")}</button> }
                })}
            <IconButton icon=IconName::Close label=text!("dismiss") on_press=move |()| remove(number)/>
        </div>
    }
}
