//! The list of users.

use anteroom_api_types::sessions::Permission;
use anteroom_api_types::users::{User, UserStatus};
use leptos::prelude::*;

use crate::admin::guard::use_guarded;
use crate::admin::list::{ListView, use_list};
use crate::admin::session::may;
use crate::admin::words::{ROLES, joined, options, user_status_tone, word_badge};
use crate::api;
use crate::kit::{
    ButtonVariant, Column, EmptyState, FilterSelect, IconName, LinkButton, PageHeader,
    RelativeTime, SearchField, SelectOption, Tone,
};
use crate::routes;

const FILTERS: &[&str] = &["q", "status", "role", "group_id"];
const NEW: &str = "/admin/users/new";

#[component]
pub fn UsersPage() -> impl IntoView {
    let list = use_list(FILTERS, |filters| async move {
        api::users::list(&filters.pairs()).await
    });
    let groups = use_guarded(|| api::user_groups::list(None, None));
    let group_options = Signal::derive(move || {
        let groups = groups.value().map(|page| page.items).unwrap_or_default();
        groups
            .into_iter()
            .map(|group| SelectOption::new(group.id.to_string(), group.name))
            .collect::<Vec<_>>()
    });
    let can_write = may(Permission::UsersWrite);
    let add = move || {
        can_write.then(|| {
            view! {
                <LinkButton href=NEW.to_owned() variant=ButtonVariant::Primary icon=IconName::Add>
                    {text!("user-add")}
                </LinkButton>
            }
        })
    };
    view! {
        <PageHeader title=text!("nav-users") description=text!("users-description")>{add()}</PageHeader>
        <div class="toolbar">
            <SearchField label=text!("users-search")/>
            <FilterSelect
                label=text!("user-status")
                name="status"
                all=text!("filter-all")
                options=options("user-status", &[UserStatus::Enabled, UserStatus::Disabled])
            />
            <FilterSelect
                label=text!("user-role")
                name="role"
                all=text!("filter-all")
                options=options("role", &ROLES)
            />
            <FilterSelect
                label=text!("user-group")
                name="group_id"
                all=text!("filter-all")
                options=group_options
            />
        </div>
        <ListView
            list
            names=FILTERS
            caption=text!("nav-users")
            columns=columns()
            empty=move || {
                view! {
                    <EmptyState
                        icon=IconName::Users
                        title=text!("users-empty-title")
                        body=text!("users-empty-body")
                    >
                        {add()}
                    </EmptyState>
                }
            }
        />
    }
    .into_any()
}

fn columns() -> Vec<Column<User>> {
    vec![
        Column::new(text!("user-name"), |user: &User| {
            view! {
                <a href=routes::admin::user(user.id)>{user.display_name.clone()}</a>
                <span class="cell__second">{user.user_name.clone()}</span>
            }
        }),
        Column::new(text!("user-status"), |user: &User| {
            let role = user
                .role
                .map(|role| word_badge(Tone::Neutral, "role", &role));
            let status = word_badge(user_status_tone(user.status), "user-status", &user.status);
            view! { <span class="badges">{status} {role}</span> }
        }),
        Column::new(text!("user-groups"), |user: &User| {
            joined(user.groups.iter().map(|group| group.name.clone()))
        }),
        Column::new(text!("user-last-sign-in"), |user: &User| {
            match user.last_sign_in_at {
                Some(at) => view! { <RelativeTime at/> }.into_any(),
                None => text!("never").into_any(),
            }
        }),
    ]
}
