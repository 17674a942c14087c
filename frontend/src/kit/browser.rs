//! The few things that the pages ask of the browser itself, each a plain function.
//!
//! Every function answers something harmless where the browser refuses (storage switched off, no clipboard), so
//! that no page fails for a convenience.

use jiff::Timestamp;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, Window};

/// The window. Only code that runs in a browser may call it.
///
/// # Panics
/// Outside a browser.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "the pages run in a window and nowhere else"
)]
pub fn window() -> Window {
    web_sys::window().expect("a page has a window")
}

/// The document of the window.
///
/// # Panics
/// Outside a browser.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "a window without a document does not load scripts"
)]
pub fn document() -> Document {
    window().document().expect("a window has a document")
}

/// The time by this device's clock. It may be wrong, so it is for display alone.
#[must_use]
pub fn now() -> Timestamp {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds of a date fit into 64 bits"
    )]
    let milliseconds = js_sys::Date::now() as i64;
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// A value that this origin stored on this device.
#[must_use]
pub fn stored(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Stores a value on this device, where storage is allowed.
pub fn store(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        // A full or forbidden storage loses a convenience only.
        let _ = storage.set_item(key, value);
    }
}

/// Removes a stored value.
pub fn forget(key: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(key);
    }
}

/// The language tags that the person prefers, best first.
#[must_use]
pub fn languages() -> Vec<String> {
    window()
        .navigator()
        .languages()
        .iter()
        .filter_map(|tag| tag.as_string())
        .collect()
}

/// The `?...` of the address, or nothing.
#[must_use]
pub fn location_search() -> String {
    window().location().search().unwrap_or_default()
}

/// The path of the address.
#[must_use]
pub fn location_path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// The fragment of the address without its `#`.
#[must_use]
pub fn location_fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or_default().to_owned()
}

/// The scheme, host and port of this page.
#[must_use]
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Takes the fragment out of the address bar and the history entry, so that a secret does not stay there.
pub fn drop_fragment() {
    let clean = format!("{}{}", location_path(), location_search());
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&clean));
    }
}

/// Loads another page from the server, leaving this bundle.
pub fn leave_for(address: &str) {
    let _ = window().location().assign(address);
}

/// Loads this page again.
pub fn reload() {
    let _ = window().location().reload();
}

/// Sets an attribute of `<html>`.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Removes an attribute of `<html>`.
pub fn remove_root_attribute(name: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.remove_attribute(name);
    }
}

/// Sets the title of the document.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Moves the focus to the element with this id, if it is there.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        focus_element(&element);
    }
}

/// Moves the focus to an element.
pub fn focus_element(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Moves the focus to the first field of the page that is marked invalid, once the marks are on the page.
pub fn focus_first_invalid() {
    spawn_local(async {
        sleep_milliseconds(0).await;
        if let Ok(Some(element)) = document().query_selector("[aria-invalid='true']") {
            focus_element(&element);
        }
    });
}

/// Whether a media query holds now.
#[must_use]
pub fn media_matches(query: &str) -> bool {
    window()
        .match_media(query)
        .ok()
        .flatten()
        .is_some_and(|list| list.matches())
}

/// Whether this looks like a phone: the pointer is a finger and the window is narrow.
#[must_use]
pub fn is_phone() -> bool {
    media_matches("(pointer: coarse) and (max-width: 48rem)")
}

/// The browser's name of itself, for guessing a name of the device.
#[must_use]
pub fn user_agent() -> String {
    window().navigator().user_agent().unwrap_or_default()
}

/// Copies a text. Answers whether it went well.
pub async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    // Without a secure context there is no clipboard object.
    if js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"))
        .is_ok_and(|value| value.is_undefined())
    {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text))
        .await
        .is_ok()
}

/// Waits.
pub async fn sleep_milliseconds(milliseconds: u32) {
    gloo_timers::future::TimeoutFuture::new(milliseconds).await;
}
