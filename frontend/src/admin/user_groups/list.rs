//! The list of groups.

use anteroom_api_types::sessions::Permission;
use anteroom_api_types::user_groups::UserGroup;
use leptos::prelude::*;

use crate::admin::list::{ListView, use_list};
use crate::admin::session::may;
use crate::api;
use crate::kit::{
    ButtonVariant, Column, EmptyState, IconName, LinkButton, PageHeader, RelativeTime, SearchField,
};
use crate::routes;

const FILTERS: &[&str] = &["q"];
const NEW: &str = "/admin/user-groups/new";

#[component]
pub fn GroupsPage() -> impl IntoView {
    let list = use_list(FILTERS, |filters| async move {
        api::user_groups::list(filters.get("q"), filters.cursor()).await
    });
    let can_write = may(Permission::UsersWrite);
    let add = move || {
        can_write.then(|| {
            view! {
                <LinkButton href=NEW.to_owned() variant=ButtonVariant::Primary icon=IconName::Add>
                    {text!("group-add")}
                </LinkButton>
            }
        })
    };
    view! {
        <PageHeader title=text!("nav-user-groups") description=text!("groups-description")>{add()}</PageHeader>
        <div class="toolbar"><SearchField label=text!("groups-search")/></div>
        <ListView
            list
            names=FILTERS
            caption=text!("nav-user-groups")
            columns=columns()
            empty=move || {
                view! {
                    <EmptyState icon=IconName::Users title=text!("groups-empty-title") body=text!("groups-empty-body")>
                        {add()}
                    </EmptyState>
                }
            }
        />
    }
    .into_any()
}

fn columns() -> Vec<Column<UserGroup>> {
    vec![
        Column::new(text!("group-name"), |group: &UserGroup| {
            view! { <a href=routes::admin::user_group(group.id)>{group.name.clone()}</a> }
        }),
        Column::new(text!("group-description"), |group: &UserGroup| {
            group.description.clone()
        }),
        Column::new(text!("group-members"), |group: &UserGroup| {
            group.member_count.to_string()
        }),
        Column::new(text!("updated"), |group: &UserGroup| {
            view! { <RelativeTime at=group.updated_at/> }
        }),
    ]
}
