//! Choosing users or groups by searching for them: chips of what is chosen, and a search that adds to them.

use std::collections::BTreeMap;

use anteroom_api_types::users::NamedRef;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use wasm_bindgen::JsCast;

use super::guard;
use crate::api::{self, ApiFailure};
use crate::kit::{Icon, IconName, announcer, browser, id};
use crate::text::failure_sentence;

const PAUSE_MILLISECONDS: u32 = 250;
const SHOWN_MAX: usize = 8;

/// What can be picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    Users,
    Groups,
}

impl Picked {
    async fn search(self, text: String) -> Result<Vec<NamedRef>, ApiFailure> {
        let text = Some(text.trim()).filter(|text| !text.is_empty());
        let mut found: Vec<NamedRef> = match self {
            Self::Users => {
                let page = api::users::list(&[("q", text), ("limit", Some("8"))]).await?;
                let named = |user: anteroom_api_types::users::User| NamedRef {
                    id: user.id,
                    name: shown_user(&user.display_name, &user.user_name),
                };
                page.items.into_iter().map(named).collect()
            }
            Self::Groups => {
                let page = api::user_groups::list(text, None).await?;
                let named = |group: anteroom_api_types::user_groups::UserGroup| NamedRef {
                    id: group.id,
                    name: group.name,
                };
                page.items.into_iter().map(named).collect()
            }
        };
        found.truncate(SHOWN_MAX);
        Ok(found)
    }

    async fn name(self, id: Uuid) -> Result<String, ApiFailure> {
        Ok(match self {
            Self::Users => {
                let user = api::users::get(id).await?.value;
                shown_user(&user.display_name, &user.user_name)
            }
            Self::Groups => api::user_groups::get(id).await?.value.name,
        })
    }
}

/// A user in one line.
pub fn shown_user(display_name: &str, user_name: &str) -> String {
    format!("{display_name} ({user_name})")
}

#[derive(Clone, Copy)]
struct Picker {
    picked: Picked,
    chosen: RwSignal<Vec<Uuid>>,
    max: usize,
    names: RwSignal<BTreeMap<Uuid, String>>,
    typed: RwSignal<String>,
    /// What the search found; nothing while it is closed.
    found: RwSignal<Option<Vec<NamedRef>>>,
    failure: RwSignal<Option<String>>,
    keys: StoredValue<u32>,
}

impl Picker {
    fn search_soon(self) {
        self.keys
            .update_value(|count| *count = count.wrapping_add(1));
        let mine = self.keys.get_value();
        spawn_local(async move {
            browser::sleep_milliseconds(PAUSE_MILLISECONDS).await;
            if self.keys.try_get_value() != Some(mine) {
                return;
            }
            let answer = guard::checked(self.picked.search(self.typed.get_untracked()).await);
            if self.keys.try_get_value() != Some(mine) {
                return;
            }
            match answer {
                Ok(found) => {
                    announcer::announce(&text!("picker-found", count = found.len()));
                    self.failure.set(None);
                    self.found.set(Some(found));
                }
                Err(failure) => self.failure.set(Some(failure_sentence(&failure))),
            }
        });
    }

    fn close(self) {
        self.keys
            .update_value(|count| *count = count.wrapping_add(1));
        self.found.set(None);
    }

    fn add(self, item: NamedRef) {
        self.names.update(|names| {
            names.insert(item.id, item.name);
        });
        self.chosen.update(|chosen| {
            if !chosen.contains(&item.id) && chosen.len() < self.max {
                chosen.push(item.id);
            }
        });
        self.typed.set(String::new());
        self.close();
    }

    /// Asks for the names of those that were chosen earlier. Who is gone stays as an id, which can be taken out.
    fn learn_names(self) {
        Effect::new(move |_| {
            for id in self.chosen.get() {
                if self.names.with_untracked(|names| names.contains_key(&id)) {
                    continue;
                }
                self.names.update(|names| {
                    names.insert(id, "…".to_owned());
                });
                spawn_local(async move {
                    let name = self
                        .picked
                        .name(id)
                        .await
                        .unwrap_or_else(|_| id.to_string());
                    let _ = self.names.try_update(|names| names.insert(id, name));
                });
            }
        });
    }
}

/// A labelled choice of users or groups. `known` are names that the page has already.
#[component]
pub fn EntityPicker(
    #[prop(into)] label: String,
    picked: Picked,
    chosen: RwSignal<Vec<Uuid>>,
    #[prop(default = 100)] max: usize,
    #[prop(optional)] known: Vec<NamedRef>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let names = known.into_iter().map(|item| (item.id, item.name)).collect();
    let signals = Picker {
        picked,
        chosen,
        max,
        names: RwSignal::new(names),
        typed: RwSignal::new(String::new()),
        found: RwSignal::new(None),
        failure: RwSignal::new(None),
        keys: StoredValue::new(0),
    };
    signals.learn_names();
    let control = id.unwrap_or_else(|| id::unique("picker"));
    let hint_id = format!("{control}-hint");
    let element = NodeRef::<html::Div>::new();
    let focus_out = move |event: ev::FocusEvent| {
        let next = event
            .related_target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let inside = element
            .get_untracked()
            .is_some_and(|element| element.contains(next.as_ref()));
        if !inside {
            signals.close();
        }
    };
    let has_room = move || chosen.with(|chosen| chosen.len() < max);
    let described_by = hint.is_some().then(|| hint_id.clone());
    view! {
        <div class="field picker" node_ref=element on:focusout=focus_out>
            <label class="field__label" for=control.clone()>{label}</label>
            {chips(signals)}
            <Show when=has_room>{search(signals, control.clone(), described_by.clone(), error)}</Show>
            {move || error.get().map(|sentence| view! { <p class="field__error">{sentence}</p> })}
            {move || signals.failure.get().map(|sentence| view! { <p class="field__error" role="alert">{sentence}</p> })}
            {hint.map(|hint| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
        </div>
    }
    .into_any()
}

fn chips(picker: Picker) -> impl IntoView {
    let items = move || {
        let names = picker.names.get();
        picker
            .chosen
            .get()
            .into_iter()
            .map(|id| {
                let name = names.get(&id).cloned().unwrap_or_default();
                let label = text!("picker-take-out", name = name);
                let take_out = move |_| picker.chosen.update(|chosen| chosen.retain(|other| *other != id));
                view! {
                    <li class="chip">
                        <span>{name}</span>
                        <button type="button" class="chip__remove" aria-label=label.clone() title=label on:click=take_out>
                            <Icon name=IconName::Close/>
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || picker.chosen.with(|chosen| !chosen.is_empty())>
            <ul class="chips">{items}</ul>
        </Show>
    }
}

fn search(
    picker: Picker,
    control: String,
    described_by: Option<String>,
    error: MaybeProp<String>,
) -> AnyView {
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" if picker.found.get_untracked().is_some() => {
            event.stop_propagation();
            event.prevent_default();
            picker.close();
        }
        // Enter takes the first that was found; it never sends the form around the picker.
        "Enter" => {
            event.prevent_default();
            let first = picker
                .found
                .get_untracked()
                .and_then(|found| found.into_iter().next());
            if let Some(first) = first {
                picker.add(first);
            }
        }
        _ => {}
    };
    view! {
        <div class="picker__search">
            <Icon name=IconName::Search/>
            <input
                class="input search__input"
                type="text"
                id=control
                autocomplete="off"
                maxlength="100"
                placeholder=text!("picker-search")
                aria-describedby=described_by
                aria-invalid=move || error.get().is_some().then_some("true")
                prop:value=move || picker.typed.get()
                on:focus=move |_| picker.search_soon()
                on:keydown=on_key
                on:input:target=move |event| {
                    picker.typed.set(event.target().value());
                    picker.search_soon();
                }
            />
            {move || picker.found.get().map(|found| results(picker, found))}
        </div>
    }
    .into_any()
}

fn results(picker: Picker, found: Vec<NamedRef>) -> AnyView {
    let chosen = picker.chosen.get_untracked();
    let found: Vec<NamedRef> = found
        .into_iter()
        .filter(|item| !chosen.contains(&item.id))
        .collect();
    if found.is_empty() {
        return view! { <p class="picker__list picker__none">{text!("picker-none")}</p> }
            .into_any();
    }
    let items = found
        .into_iter()
        .map(|item| {
            let name = item.name.clone();
            let choose = move |_| picker.add(item.clone());
            view! { <li><button type="button" class="menu__item" on:click=choose><span>{name}</span></button></li> }
        })
        .collect_view();
    view! { <ul class="picker__list">{items}</ul> }.into_any()
}
