//! The dialogs of "My phones": rename, remove, report lost.

use anteroom_api_types::profiles::Profile;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::Phones;
use crate::api::{self, ApiFailure};
use crate::kit::{
    Button, ButtonKind, ButtonVariant, ConfirmDialog, Dialog, Form, TextField, Tone,
    open_while_chosen, toast,
};
use crate::portal::session::here;
use crate::text::failure_sentence;
use crate::{router, routes};

/// The longest name of a phone.
pub const NAME_CHARACTERS_MAX: u32 = 100;

/// What the person chose in the menu of a phone.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    Rename(Profile),
    Remove(Profile),
    ReportLost(Profile),
}

/// The dialog of the chosen action.
#[component]
pub fn ActionDialog(action: RwSignal<Option<Action>>, phones: Phones) -> impl IntoView {
    let open = open_while_chosen(
        move || action.with(Option::is_some),
        move || action.set(None),
    );
    let chosen = Memo::new(move |_| action.get());
    move || {
        chosen.get().map(|action| match action {
            Action::Rename(phone) => view! { <RenameDialog open phone phones/> }.into_any(),
            Action::Remove(phone) => confirm(open, phone, phones, false),
            Action::ReportLost(phone) => confirm(open, phone, phones, true),
        })
    }
}

#[component]
fn RenameDialog(open: RwSignal<bool>, phone: Profile, phones: Phones) -> impl IntoView {
    let name = RwSignal::new(phone.name.clone());
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let submit = Callback::new(move |()| {
        let typed = name.get_untracked().trim().to_owned();
        if typed.is_empty() {
            error.set(Some(text!("phones-name-missing")));
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match api::my_profiles::rename(phone.id, &typed).await {
                Ok(_) => {
                    open.set(false);
                    phones.reload();
                    toast::show(Tone::Success, text!("phones-renamed", name = typed));
                }
                Err(failure) => refuse(&failure, error),
            }
            let _closed_meanwhile = busy.try_set(false);
        });
    });
    view! {
        <Dialog open title=text!("phones-rename-title")>
            <Form on_submit=submit>
                <TextField
                    label=text!("phones-name")
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
}

/// Removing and reporting lost are one dialog with other words: both remove the phone for good.
fn confirm(open: RwSignal<bool>, phone: Profile, phones: Phones, lost: bool) -> AnyView {
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let id = phone.id;
    let name = phone.name.clone();
    let on_confirm = Callback::new(move |()| {
        busy.set(true);
        let name = name.clone();
        spawn_local(async move {
            let answer = if lost {
                api::my_profiles::report_lost(id).await
            } else {
                api::my_profiles::remove(id).await
            };
            match answer {
                Ok(()) => {
                    open.set(false);
                    phones.reload();
                    let sentence = if lost {
                        text!("phones-lost-done", name = name)
                    } else {
                        text!("phones-removed", name = name)
                    };
                    toast::show(Tone::Success, sentence);
                }
                Err(failure) => refuse(&failure, error),
            }
            let _closed_meanwhile = busy.try_set(false);
        });
    });
    let (title, body, verb) = if lost {
        (
            text!("phones-lost-title", name = phone.name),
            text!("phones-lost-body"),
            text!("phones-lost-verb"),
        )
    } else {
        (
            text!("phones-remove-title", name = phone.name),
            text!("phones-remove-body"),
            text!("phones-remove-verb"),
        )
    };
    view! {
        <ConfirmDialog
            open
            title
            body
            verb
            danger=true
            busy
            failure=Signal::derive(move || error.get())
            on_confirm
        />
    }
    .into_any()
}

/// A change that asks for a fresh proof leads through the sign-in page and back here.
fn refuse(failure: &ApiFailure, error: RwSignal<Option<String>>) {
    if failure.asks_for_step_up() || failure.is_signed_out() {
        router::navigate(&routes::sign_in(&here()));
    } else {
        let _closed_meanwhile = error.try_set(Some(failure_sentence(failure)));
    }
}
