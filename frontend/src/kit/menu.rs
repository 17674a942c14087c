//! A menu of actions behind a button, in the pattern of ARIA: arrows move, Escape and a choice close, and the focus
//! goes back to the button.

use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, Node};

use super::icon::{Icon, IconName};
use super::{browser, id};

const ITEMS: &str = ".menu__item";

/// The state of a menu. Its handlers find the elements when they run: an action may have removed the menu before the
/// event came up to it.
#[derive(Clone, Copy)]
struct MenuState {
    open: RwSignal<bool>,
    root: NodeRef<html::Div>,
    button: NodeRef<html::Button>,
}

impl MenuState {
    fn close(self) {
        let _removed_meanwhile = self.open.try_set(false);
    }

    fn close_and_go_back(self) {
        self.close();
        if let Some(Some(button)) = self.button.try_get_untracked() {
            browser::focus_element(&button);
        }
    }

    fn toggle(self) {
        self.open.update(|open| *open = !*open);
        if self.open.get_untracked() {
            self.focus_item(|_, _| 0);
        }
    }

    fn items(self) -> Vec<Element> {
        let found = self
            .root
            .try_get_untracked()
            .flatten()
            .map(|root| root.query_selector_all(ITEMS));
        let Some(Ok(found)) = found else {
            return Vec::new();
        };
        (0..found.length())
            .filter_map(|place| found.item(place)?.dyn_into().ok())
            .collect()
    }

    /// Moves the focus to the item that `choose` picks, from the place of the focused one and the count.
    fn focus_item(self, choose: fn(Option<usize>, usize) -> usize) {
        // The list is shown by the next turn of the page, and only then takes the focus.
        leptos::task::spawn_local(async move {
            browser::sleep_milliseconds(0).await;
            let items = self.items();
            let focused = browser::document().active_element();
            let place = items.iter().position(|item| Some(item) == focused.as_ref());
            if let Some(item) = items.get(choose(place, items.len())) {
                browser::focus_element(item);
            }
        });
    }

    fn take_key(self, event: &ev::KeyboardEvent) {
        if !self.open.get_untracked() {
            return;
        }
        match event.key().as_str() {
            "Escape" => self.close_and_go_back(),
            "ArrowDown" => self.focus_item(|place, _| place.map_or(0, |place| place + 1)),
            "ArrowUp" => self.focus_item(|place, _| place.unwrap_or(1).saturating_sub(1)),
            "Home" => self.focus_item(|_, _| 0),
            "End" => self.focus_item(|_, count| count.saturating_sub(1)),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn holds(self, target: Option<EventTarget>) -> bool {
        let node = target.and_then(|target| target.dyn_into::<Node>().ok());
        self.root
            .try_get_untracked()
            .flatten()
            .is_some_and(|root| root.contains(node.as_ref()))
    }

    fn close_when_focus_leaves(self, event: &ev::FocusEvent) {
        // Without a next element the pointer was pressed on something that takes no focus; the press outside closes.
        let next = event.related_target();
        if next.is_some() && !self.holds(next) {
            self.close();
        }
    }

    fn close_after_choice(self, event: &ev::MouseEvent) {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| target.closest(ITEMS).ok().flatten().is_some()) {
            self.close_and_go_back();
        }
    }
}

/// A button that opens a list of [`MenuItem`]s. With an icon alone, `label` is read aloud.
#[component]
pub fn Menu(
    #[prop(into)] label: String,
    #[prop(optional, into)] icon: Option<IconName>,
    /// Shows the label beside the icon.
    #[prop(optional)]
    labelled: bool,
    children: Children,
) -> impl IntoView {
    let menu = MenuState {
        open: RwSignal::new(false),
        root: NodeRef::new(),
        button: NodeRef::new(),
    };
    let outside = window_event_listener(ev::pointerdown, move |event| {
        if !menu.holds(event.target()) {
            menu.close();
        }
    });
    on_cleanup(move || outside.remove());
    let list_id = id::unique("menu");
    let button_class = if labelled {
        "button button--quiet"
    } else {
        "icon-button"
    };
    let open = menu.open;
    view! {
        <div
            class="menu"
            node_ref=menu.root
            on:keydown=move |event| menu.take_key(&event)
            on:focusout=move |event| menu.close_when_focus_leaves(&event)
        >
            <button
                type="button"
                class=button_class
                node_ref=menu.button
                aria-haspopup="menu"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls=list_id.clone()
                aria-label=(!labelled).then(|| label.clone())
                title=(!labelled).then(|| label.clone())
                on:click=move |_| menu.toggle()
            >
                {icon.map(|icon| view! { <Icon name=icon/> })}
                {labelled.then(|| view! { <span class="button__label">{label.clone()}</span> })}
                {labelled.then(|| view! { <Icon name=IconName::ChevronDown/> })}
            </button>
            <div
                class="menu__list"
                id=list_id
                role="menu"
                aria-label=label
                hidden=move || !open.get()
                on:click=move |event| menu.close_after_choice(&event)
            >
                {children()}
            </div>
        </div>
    }
    .into_any()
}

/// What a menu is about, above its items: a name, or the heading of a group. Screen readers have it from elsewhere.
#[component]
pub fn MenuHeading(children: Children) -> impl IntoView {
    view! { <div class="menu__heading" role="none" aria-hidden="true">{children()}</div> }
        .into_any()
}

/// One action of a menu. `current` marks the choice in force.
#[component]
pub fn MenuItem(
    #[prop(optional, into)] icon: Option<IconName>,
    #[prop(optional)] danger: bool,
    #[prop(optional)] current: Option<bool>,
    #[prop(into)] on_choose: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="menu__item"
            class:menu__item--danger=danger
            role=if current.is_some() { "menuitemradio" } else { "menuitem" }
            tabindex="-1"
            aria-checked=current.map(|current| if current { "true" } else { "false" })
            on:click=move |_| on_choose.run(())
        >
            {icon.map(|icon| view! { <Icon name=icon/> })}
            <span>{children()}</span>
            {(current == Some(true)).then(|| view! { <Icon name=IconName::Check/> })}
        </button>
    }
    .into_any()
}
