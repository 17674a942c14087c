//! What can be done to a user: disable, enable, delete.

use anteroom_api_types::sessions::Permission;
use anteroom_api_types::users::{UpdateUser, User, UserStatus};
use leptos::prelude::*;

use crate::admin::dialogs::open_in_address;
use crate::admin::guard;
use crate::admin::session::may;
use crate::api::{self, Versioned};
use crate::kit::{ConfirmDialog, IconName, Loader, Menu, MenuItem, Tone, toast};
use crate::text::failure_sentence;
use crate::{router, routes};

/// The menu of a user's page, with its dialogs. Nothing for who may only read.
#[component]
pub fn UserActions(stored: Versioned<User>, loader: Loader<Versioned<User>>) -> impl IntoView {
    if !may(Permission::UsersWrite) {
        return ().into_any();
    }
    let disabling = open_in_address("disable");
    let deleting = open_in_address("delete");
    let busy = RwSignal::new(false);
    let enabled = stored.value.status == UserStatus::Enabled;
    let stored = StoredValue::new(stored);
    let enable = move |()| set_status(stored.get_value(), loader, busy, UserStatus::Enabled, || {});
    let switch = if enabled {
        view! {
            <MenuItem icon=IconName::Lock on_choose=move |()| disabling.set(true)>
                {text!("user-disable")}
            </MenuItem>
        }
        .into_any()
    } else {
        view! { <MenuItem icon=IconName::Check on_choose=enable>{text!("user-enable")}</MenuItem> }
            .into_any()
    };
    view! {
        <Menu label=text!("more-actions") icon=IconName::More>
            {switch}
            <MenuItem icon=IconName::Trash danger=true on_choose=move |()| deleting.set(true)>
                {text!("user-delete")}
            </MenuItem>
        </Menu>
        <DisableDialog stored loader open=disabling/>
        <DeleteDialog stored open=deleting/>
    }
    .into_any()
}

fn set_status(
    stored: Versioned<User>,
    loader: Loader<Versioned<User>>,
    busy: RwSignal<bool>,
    status: UserStatus,
    done: impl FnOnce() + 'static,
) {
    let change = UpdateUser {
        status: Some(status),
        ..UpdateUser::default()
    };
    guard::run(
        busy,
        async move { api::users::update(stored.value.id, &change, &stored.etag).await },
        move |saved: Versioned<User>| {
            let name = saved.value.display_name.clone();
            let sentence = match status {
                UserStatus::Enabled => text!("user-enabled", name = name),
                UserStatus::Disabled => text!("user-disabled", name = name),
            };
            toast::show(Tone::Success, sentence);
            done();
            loader.set(saved);
        },
    );
}

#[component]
fn DisableDialog(
    stored: StoredValue<Versioned<User>>,
    loader: Loader<Versioned<User>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let name = stored.with_value(|stored| stored.value.display_name.clone());
    let busy = RwSignal::new(false);
    let confirm = move |()| {
        set_status(
            stored.get_value(),
            loader,
            busy,
            UserStatus::Disabled,
            move || open.set(false),
        );
    };
    view! {
        <ConfirmDialog
            open
            title=text!("user-disable-title", name = name)
            body=text!("user-disable-body")
            verb=text!("user-disable-verb")
            danger=true
            busy
            on_confirm=confirm
        />
    }
}

#[component]
fn DeleteDialog(stored: StoredValue<Versioned<User>>, open: RwSignal<bool>) -> impl IntoView {
    let user = stored.with_value(|stored| stored.value.clone());
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let confirm = move |()| {
        let stored = stored.get_value();
        let name = stored.value.display_name.clone();
        guard::run_or(
            busy,
            async move { api::users::remove(stored.value.id, &stored.etag).await },
            move |()| {
                toast::show(Tone::Success, text!("user-deleted", name = name));
                router::replace(&routes::admin::users());
            },
            move |failure| failed.set(Some(failure_sentence(&failure))),
        );
    };
    view! {
        <ConfirmDialog
            open
            title=text!("user-delete-title", name = user.display_name)
            body=text!("user-delete-body")
            verb=text!("user-delete-verb")
            danger=true
            typed_name=user.user_name
            busy
            failure=failed
            on_confirm=confirm
        />
    }
}
