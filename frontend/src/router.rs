//! A small router on the History API: the address is the state of the page.
//!
//! Links are plain `<a href>`; one listener on the document takes those that lead to a path of this bundle. Paths of
//! other bundles and of the server load as usual. What a page keeps in the query string (search, filter, cursor, open
//! dialog) it reads with [`query_value`] and writes with [`set_query`].

use std::cell::Cell;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

use crate::kit::browser;
use crate::query::Query;

/// Whether a change of the address makes a new entry in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryStep {
    /// A new entry: the person went somewhere.
    Push,
    /// The same entry: the page noted its state.
    Replace,
}

#[derive(Clone, Copy)]
struct Router {
    path: RwSignal<String>,
    search: RwSignal<String>,
    owns: fn(&str) -> bool,
}

thread_local! {
    static ROUTER: Cell<Option<Router>> = const { Cell::new(None) };
    static NAVIGATIONS: Cell<u32> = const { Cell::new(0) };
    static UNSAVED: Cell<Option<RwSignal<u32>>> = const { Cell::new(None) };
}

/// Starts the router. `owns` says which paths this bundle shows; all others are left to the server.
pub fn start(owns: fn(&str) -> bool) {
    let router = Router {
        path: RwSignal::new(browser::location_path()),
        search: RwSignal::new(browser::location_search()),
        owns,
    };
    ROUTER.set(Some(router));
    UNSAVED.set(Some(RwSignal::new(0)));
    // The listeners live as long as the page, so their handles are let go.
    let _ = window_event_listener(ev::popstate, move |_| follow_history(router));
    let _ = window_event_listener(ev::click, move |event| take_click(router, &event));
    let _ = window_event_listener(ev::beforeunload, move |event| {
        if has_unsaved() {
            event.prevent_default();
        }
    });
}

/// The path of the page, reactively.
#[must_use]
pub fn path() -> String {
    ROUTER
        .get()
        .map(|router| router.path.get())
        .unwrap_or_default()
}

/// The query of the page, reactively.
#[must_use]
pub fn query() -> Query {
    ROUTER
        .get()
        .map(|router| Query::parse(&router.search.get()))
        .unwrap_or_default()
}

/// One value of the query, as a memo: it tells its readers only when this value changes.
#[must_use]
pub fn query_value(name: &'static str) -> Memo<Option<String>> {
    Memo::new(move |_| query().get(name).map(str::to_owned))
}

/// Writes values into the query of this page. `None` or an empty text removes a name.
pub fn set_query(changes: &[(&str, Option<&str>)], step: HistoryStep) {
    let Some(router) = ROUTER.get() else { return };
    let mut query = Query::parse(&router.search.get_untracked());
    for (name, value) in changes {
        query = query.with(name, *value);
    }
    let search = query.to_search();
    write_history(&format!("{}{search}", router.path.get_untracked()), step);
    router.search.set(search);
}

/// Goes to an address of this origin: inside the bundle where it owns the path, else by loading the page.
pub fn navigate(address: &str) {
    go(address, HistoryStep::Push);
}

/// Like [`navigate`], taking the place of the entry in the history.
pub fn replace(address: &str) {
    go(address, HistoryStep::Replace);
}

/// Goes back one entry of the history.
pub fn back() {
    if let Ok(history) = browser::window().history() {
        let _ = history.back();
    }
}

/// How often the person moved inside this bundle; zero on the page that was loaded.
#[must_use]
pub fn navigations() -> u32 {
    NAVIGATIONS.get()
}

/// Asks before leaving while `dirty` is true; for as long as the calling component lives.
pub fn guard_leaving(dirty: Signal<bool>) {
    let Some(unsaved) = UNSAVED.get() else { return };
    let counted = StoredValue::new(false);
    Effect::new(move |_| {
        let now = dirty.get();
        if now != counted.get_value() {
            counted.set_value(now);
            unsaved.update(|count| {
                *count = if now {
                    *count + 1
                } else {
                    count.saturating_sub(1)
                }
            });
        }
    });
    on_cleanup(move || {
        if counted.try_get_value().unwrap_or(false) {
            unsaved.update(|count| *count = count.saturating_sub(1));
        }
    });
}

fn has_unsaved() -> bool {
    UNSAVED
        .get()
        .is_some_and(|unsaved| unsaved.get_untracked() > 0)
}

fn may_leave() -> bool {
    !has_unsaved()
        || browser::window()
            .confirm_with_message(&text!("leave-unsaved-question"))
            .unwrap_or(true)
}

fn go(address: &str, step: HistoryStep) {
    let Some(router) = ROUTER.get() else { return };
    let without_fragment = address.split('#').next().unwrap_or(address);
    let (path, search) = match without_fragment.split_once('?') {
        Some((path, search)) => (path.to_owned(), format!("?{search}")),
        None => (without_fragment.to_owned(), String::new()),
    };
    if !(router.owns)(&path) {
        browser::leave_for(address);
        return;
    }
    if !may_leave() {
        return;
    }
    write_history(address, step);
    show(router, path, search);
    browser::window().scroll_to_with_x_and_y(0.0, 0.0);
}

fn show(router: Router, path: String, search: String) {
    NAVIGATIONS.set(NAVIGATIONS.get().wrapping_add(1));
    batch_set(router, path, search);
}

/// The search is set first, so that a page which appears for the new path reads its own query.
fn batch_set(router: Router, path: String, search: String) {
    if router.search.get_untracked() != search {
        router.search.set(search);
    }
    if router.path.get_untracked() != path {
        router.path.set(path);
    }
}

fn follow_history(router: Router) {
    if may_leave() {
        show(router, browser::location_path(), browser::location_search());
    } else {
        let here = format!(
            "{}{}",
            router.path.get_untracked(),
            router.search.get_untracked()
        );
        write_history(&here, HistoryStep::Push);
    }
}

fn write_history(address: &str, step: HistoryStep) {
    let Ok(history) = browser::window().history() else {
        return;
    };
    // A browser refuses hundreds of changes a second; the page then simply keeps the older address.
    let _ = match step {
        HistoryStep::Push => history.push_state_with_url(&JsValue::NULL, "", Some(address)),
        HistoryStep::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(address)),
    };
}

fn take_click(router: Router, event: &MouseEvent) {
    let modified = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || modified {
        return;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(Ok(Some(anchor))) = target.map(|element| element.closest("a[href]")) else {
        return;
    };
    let Ok(anchor) = anchor.dyn_into::<HtmlAnchorElement>() else {
        return;
    };
    let elsewhere = anchor.origin() != browser::origin()
        || !anchor.target().is_empty()
        || anchor.has_attribute("download");
    // A link to a place on the same page, such as one of an error summary, is the browser's own affair.
    let same_page = !anchor.hash().is_empty() && anchor.pathname() == router.path.get_untracked();
    if elsewhere || same_page || !(router.owns)(&anchor.pathname()) {
        return;
    }
    event.prevent_default();
    go(
        &format!("{}{}{}", anchor.pathname(), anchor.search(), anchor.hash()),
        HistoryStep::Push,
    );
}
