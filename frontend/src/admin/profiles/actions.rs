//! What can be done to a profile. Suspending is taken back by Undo; revoking is asked about first.

use anteroom_api_types::profiles::{Profile, ProfileStatus};
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;
use uuid::Uuid;

use crate::admin::guard;
use crate::admin::session::may;
use crate::api;
use crate::kit::{Button, ButtonVariant, ConfirmDialog, IconName, Menu, MenuItem, Tone, toast};
use crate::text::failure_sentence;

/// The actions that the state of a profile allows, as a menu of a row, or as buttons of a page.
#[component]
pub fn ProfileActions(
    profile: Profile,
    /// Buttons in place of a menu.
    #[prop(optional)]
    as_buttons: bool,
    /// Runs after every change, with the profile as it is then.
    #[prop(into)]
    on_change: Callback<Profile>,
) -> impl IntoView {
    if !may(Permission::ProfilesWrite) || profile.status == ProfileStatus::Revoked {
        return ().into_any();
    }
    let revoking = RwSignal::new(false);
    let active = profile.status == ProfileStatus::Active;
    let (id, name) = (profile.id, profile.name.clone());
    let toggle_name = name.clone();
    let toggle = move |()| {
        if active {
            suspend(id, toggle_name.clone(), on_change);
        } else {
            resume(id, toggle_name.clone(), on_change);
        }
    };
    let (icon, label) = if active {
        (IconName::Lock, text!("profile-suspend"))
    } else {
        (IconName::Check, text!("profile-resume"))
    };
    let actions = if as_buttons {
        view! {
            <Button icon on_press=toggle>{label}</Button>
            <Button variant=ButtonVariant::Danger icon=IconName::Trash on_press=move |()| revoking.set(true)>
                {text!("profile-revoke")}
            </Button>
        }
        .into_any()
    } else {
        view! {
            <Menu label=text!("actions-of", name = name) icon=IconName::More>
                <MenuItem icon on_choose=toggle>{label}</MenuItem>
                <MenuItem icon=IconName::Trash danger=true on_choose=move |()| revoking.set(true)>
                    {text!("profile-revoke")}
                </MenuItem>
            </Menu>
        }
        .into_any()
    };
    view! {
        {actions}
        <RevokeDialog profile open=revoking on_change/>
    }
    .into_any()
}

fn suspend(id: Uuid, name: String, on_change: Callback<Profile>) {
    guard::run(
        RwSignal::new(false),
        api::profiles::suspend(id),
        move |changed| {
            on_change.run(changed);
            let undo_name = name.clone();
            toast::show_undo(text!("profile-suspended", name = name), move || {
                resume(id, undo_name.clone(), on_change);
            });
        },
    );
}

fn resume(id: Uuid, name: String, on_change: Callback<Profile>) {
    guard::run(
        RwSignal::new(false),
        api::profiles::resume(id),
        move |changed| {
            on_change.run(changed);
            toast::show(Tone::Success, text!("profile-resumed", name = name));
        },
    );
}

#[component]
fn RevokeDialog(
    profile: Profile,
    open: RwSignal<bool>,
    on_change: Callback<Profile>,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let Profile { id, name, user, .. } = profile;
    let shown_name = name.clone();
    let confirm = move |()| {
        let name = name.clone();
        guard::run_or(
            busy,
            api::profiles::revoke(id),
            move |changed| {
                open.set(false);
                toast::show(Tone::Success, text!("profile-revoked", name = name));
                on_change.run(changed);
            },
            move |failure| failed.set(Some(failure_sentence(&failure))),
        );
    };
    view! {
        <ConfirmDialog
            open
            title=text!("profile-revoke-title", name = shown_name)
            body=text!("profile-revoke-body", user = user.display_name)
            verb=text!("profile-revoke-verb")
            danger=true
            busy
            failure=failed
            on_confirm=confirm
        />
    }
    .into_any()
}
