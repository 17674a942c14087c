//! The dialogs of a profile on this phone: rename, give up.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::{Listed, load};
use crate::api;
use crate::kit::{
    Button, ButtonKind, ButtonVariant, ConfirmDialog, Dialog, Form, TextField, Tone,
    open_while_chosen, toast,
};
use crate::phone::key_store::{self, StoredProfile};
use crate::phone::this_device::NAME_CHARACTERS_MAX;
use crate::text::failure_sentence;

/// What the person chose in the menu of a profile, with its name.
#[derive(Clone)]
pub enum Action {
    Rename(StoredProfile, String),
    GiveUp(StoredProfile, String),
}

/// The dialog of the chosen action.
#[component]
pub fn ActionDialog(
    action: RwSignal<Option<Action>, LocalStorage>,
    listed: Listed,
) -> impl IntoView {
    let open = open_while_chosen(
        move || action.with(Option::is_some),
        move || action.set(None),
    );
    move || {
        action.get().map(|action| match action {
            Action::Rename(stored, name) => rename_dialog(open, stored, name, listed),
            Action::GiveUp(stored, name) => give_up_dialog(open, stored, &name, listed),
        })
    }
}

fn rename_dialog(
    open: RwSignal<bool>,
    stored: StoredProfile,
    old_name: String,
    listed: Listed,
) -> AnyView {
    let name = RwSignal::new(old_name);
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let stored = StoredValue::new_local(stored);
    let submit = Callback::new(move |()| {
        let typed = name.get_untracked().trim().to_owned();
        if typed.is_empty() {
            error.set(Some(text!("activate-name-missing")));
            return;
        }
        busy.set(true);
        let stored = stored.get_value();
        spawn_local(async move {
            match api::device::rename(&stored.key, &typed).await {
                Ok(_) => {
                    open.set(false);
                    load(listed);
                }
                Err(failure) => {
                    let _closed_meanwhile = error.try_set(Some(failure_sentence(&failure)));
                }
            }
            let _closed_meanwhile = busy.try_set(false);
        });
    });
    view! {
        <Dialog open title=text!("profile-rename-title")>
            <Form on_submit=submit>
                <TextField
                    label=text!("activate-name")
                    value=name
                    max_length=NAME_CHARACTERS_MAX
                    autofocus=true
                    error=Signal::derive(move || error.get())
                />
                <div class="dialog__actions">
                    <Button on_press=move |()| open.set(false)>{text!("cancel")}</Button>
                    <Button kind=ButtonKind::Submit variant=ButtonVariant::Primary busy>{text!("save")}</Button>
                </div>
            </Form>
        </Dialog>
    }
    .into_any()
}

fn give_up_dialog(
    open: RwSignal<bool>,
    stored: StoredProfile,
    name: &str,
    listed: Listed,
) -> AnyView {
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let stored = StoredValue::new_local(stored);
    let on_confirm = Callback::new(move |()| {
        busy.set(true);
        let stored = stored.get_value();
        spawn_local(async move {
            match api::device::give_up(&stored.key).await {
                Ok(()) => {
                    // The server has forgotten the key, so keeping it here would be of no use.
                    let _ = key_store::remove(&stored.place).await;
                    open.set(false);
                    toast::show(Tone::Success, text!("profile-given-up"));
                    load(listed);
                }
                Err(failure) => {
                    let _closed_meanwhile = error.try_set(Some(failure_sentence(&failure)));
                }
            }
            let _closed_meanwhile = busy.try_set(false);
        });
    });
    view! {
        <ConfirmDialog
            open
            title=text!("profile-give-up-title", name = name)
            body=text!("profile-give-up-body")
            verb=text!("profile-give-up-verb")
            danger=true
            busy
            failure=Signal::derive(move || error.get())
            on_confirm
        />
    }
    .into_any()
}
