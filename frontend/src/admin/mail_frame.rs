//! The HTML of a mail, shown as a mail program would: in a document of its own, in which no script runs.
//!
//! The policy of the console forbids styles inside of markup, and mails consist of them. So the server serves an
//! empty document with a policy for mails at `/mail-frame`, and this page writes the mail into it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, html};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

use crate::kit::browser;

const FRAME: &str = "/mail-frame";
/// As high as its content, but a mail without an end must not make a page without an end.
const HEIGHT_MAX: i32 = 2_400;
const HEIGHT_MIN: i32 = 120;
/// Long enough for the browser to lay the mail out.
const LAYOUT_MILLISECONDS: u32 = 60;

/// How a mail is looked at.
#[derive(Clone, Copy)]
pub struct MailLook {
    pub dark: Signal<bool>,
    pub narrow: Signal<bool>,
    pub images: Signal<bool>,
}

/// A mail. With `links`, what it links to opens in another tab; without, links lead nowhere.
#[component]
pub fn MailFrame(
    #[prop(into)] title: String,
    #[prop(into)] html: Signal<String>,
    look: MailLook,
    #[prop(optional)] links: bool,
) -> impl IntoView {
    let frame = NodeRef::<html::Iframe>::new();
    let loaded = RwSignal::new(0_u32);
    let height = RwSignal::new(HEIGHT_MIN);
    let document = move || {
        frame
            .get_untracked()
            .and_then(|frame| frame.content_document())
    };
    let measure = move || {
        spawn_local(async move {
            browser::sleep_milliseconds(LAYOUT_MILLISECONDS).await;
            let body = document().and_then(|document| document.body());
            if let Some(body) = body {
                let wanted = body.scroll_height() + 32;
                let _ = height.try_set(wanted.clamp(HEIGHT_MIN, HEIGHT_MAX));
            }
        });
    };
    Effect::new(move |_| {
        let (html, images, times_loaded) = (html.get(), look.images.get(), loaded.get());
        if let (Some(document), true) = (document(), times_loaded > 0) {
            write(&document, &html, images, links);
            measure();
        }
    });
    Effect::new(move |_| {
        let _ = look.narrow.get();
        measure();
    });
    // A narrower mail is a longer one, as when a phone is turned.
    let resized = window_event_listener(ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    let sandbox = if links {
        "allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    } else {
        "allow-same-origin"
    };
    view! {
        <div class="mail" class:mail--narrow=move || look.narrow.get() class:mail--dark=move || look.dark.get()>
            <iframe
                class="mail__frame"
                node_ref=frame
                title=title
                src=FRAME
                sandbox=sandbox
                style:height=move || format!("{}px", height.get())
                on:load=move |_| loaded.update(|count| *count = count.wrapping_add(1))
            ></iframe>
        </div>
    }
    .into_any()
}

fn write(document: &Document, html: &str, images: bool, links: bool) {
    let Some(root) = document.document_element() else {
        return;
    };
    root.set_inner_html(html);
    if !images {
        for image in all(document, "img[src]") {
            let _ = image.remove_attribute("src");
        }
    }
    for anchor in all(document, "a[href]") {
        let web = anchor
            .get_attribute("href")
            .is_some_and(|href| href.starts_with("https://") || href.starts_with("http://"));
        if links && web {
            let _ = anchor.set_attribute("target", "_blank");
            let _ = anchor.set_attribute("rel", "noopener noreferrer");
        } else {
            // Without an address it would be no link any more, and look different.
            let _ = anchor.set_attribute("href", "#");
        }
    }
}

/// The elements of the mail. Its document has classes of its own, so asking whether something is an `Element` of ours
/// would always be answered by no; what a selector finds is one.
fn all(document: &Document, selector: &str) -> Vec<Element> {
    let Ok(found) = document.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|place| found.item(place))
        .map(JsCast::unchecked_into)
        .collect()
}
