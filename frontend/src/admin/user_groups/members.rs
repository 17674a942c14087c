//! The members of a group: listed, added by a search, taken out with Undo.

use anteroom_api_types::page::Page;
use anteroom_api_types::sessions::Permission;
use anteroom_api_types::users::{UpdateUser, User};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use crate::admin::guard::{self, checked};
use crate::admin::list::{ListView, use_list};
use crate::admin::pickers::{EntityPicker, Picked};
use crate::admin::session::may;
use crate::admin::words::{user_status_tone, word_badge};
use crate::api::{self, ApiFailure};
use crate::kit::{
    Button, ButtonVariant, Column, EmptyState, IconButton, IconName, Loader, SearchField, Tone,
    toast,
};
use crate::routes;
use crate::text::failure_sentence;

const FILTERS: &[&str] = &["q"];

/// Makes a user a member, or not.
async fn set_member(user_id: Uuid, group_id: Uuid, member: bool) -> Result<(), ApiFailure> {
    let user = api::users::get(user_id).await?;
    let mut groups: Vec<Uuid> = user.value.groups.iter().map(|group| group.id).collect();
    groups.retain(|id| *id != group_id);
    if member {
        groups.push(group_id);
    }
    let change = UpdateUser {
        groups: Some(groups),
        ..UpdateUser::default()
    };
    api::users::update(user_id, &change, &user.etag)
        .await
        .map(drop)
}

/// The list of members, and the search that adds to it.
#[component]
pub fn GroupMembers(group_id: Uuid) -> impl IntoView {
    let list = use_list(FILTERS, move |filters| {
        let filters = filters.with("group_id", group_id);
        async move { api::users::list(&filters.pairs()).await }
    });
    let can_write = may(Permission::UsersWrite);
    let add = can_write.then(|| view! { <AddMembers group_id list/> });
    view! {
        <div class="stack">
            {add}
            <div class="toolbar"><SearchField label=text!("users-search")/></div>
            <ListView
                list
                names=FILTERS
                caption=text!("group-members")
                columns=columns(group_id, list, can_write)
                empty=move || {
                    view! {
                        <EmptyState
                            icon=IconName::Users
                            title=text!("members-empty-title")
                            body=text!("members-empty-body")
                        />
                    }
                }
            />
        </div>
    }
    .into_any()
}

#[component]
fn AddMembers(group_id: Uuid, list: Loader<Page<User>>) -> impl IntoView {
    let chosen = RwSignal::new(Vec::<Uuid>::new());
    let busy = RwSignal::new(false);
    let nobody = Signal::derive(move || chosen.with(Vec::is_empty));
    let add = move |()| {
        let users = chosen.get_untracked();
        let count = users.len();
        let call = async move {
            for user in users {
                set_member(user, group_id, true).await?;
            }
            Ok(())
        };
        guard::run(busy, call, move |()| {
            chosen.set(Vec::new());
            toast::show(Tone::Success, text!("members-added", count = count));
            list.reload();
        });
    };
    view! {
        <div class="add-members">
            <EntityPicker label=text!("members-add-label") picked=Picked::Users chosen/>
            <Button variant=ButtonVariant::Primary busy disabled=nobody on_press=add>
                {text!("members-add")}
            </Button>
        </div>
    }
}

fn columns(group_id: Uuid, list: Loader<Page<User>>, can_write: bool) -> Vec<Column<User>> {
    let mut columns = vec![
        Column::new(text!("user-name"), |user: &User| {
            view! {
                <a href=routes::admin::user(user.id)>{user.display_name.clone()}</a>
                <span class="cell__second">{user.user_name.clone()}</span>
            }
        }),
        Column::new(text!("user-status"), |user: &User| {
            let tone = user_status_tone(user.status);
            word_badge(tone, "user-status", &user.status)
        }),
    ];
    if can_write {
        columns.push(
            Column::new(text!("actions"), move |user: &User| {
                let (id, name) = (user.id, user.display_name.clone());
                let label = text!("member-take-out", name = name);
                let press = move |()| take_out(id, name.clone(), group_id, list);
                view! { <IconButton icon=IconName::Close label on_press=press/> }
            })
            .narrow(),
        );
    }
    columns
}

fn take_out(user_id: Uuid, name: String, group_id: Uuid, list: Loader<Page<User>>) {
    let taken_out = text!("member-taken-out", name = name);
    guard::run(
        RwSignal::new(false),
        set_member(user_id, group_id, false),
        move |()| {
            list.reload();
            let undo = move || {
                spawn_local(async move {
                    match checked(set_member(user_id, group_id, true).await) {
                        Ok(()) => list.reload(),
                        Err(failure) => toast::show(Tone::Danger, failure_sentence(&failure)),
                    }
                });
            };
            toast::show_undo(taken_out, undo);
        },
    );
}
