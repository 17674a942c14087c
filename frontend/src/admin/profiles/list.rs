//! The list of profiles, of everybody or of one user.

use anteroom_api_types::page::Page;
use anteroom_api_types::profiles::Profile;
use anteroom_api_types::provisioning::ProfileKind;
use leptos::prelude::*;
use uuid::Uuid;

use super::actions::ProfileActions;
use crate::admin::list::{ListView, use_list};
use crate::admin::words::{PROFILE_STATUSES, options, profile_status_tone, word, word_badge};
use crate::api;
use crate::kit::{
    Column, EmptyState, FilterSelect, IconName, Loader, PageHeader, RelativeTime, SearchField,
};
use crate::routes;

const FILTERS: &[&str] = &["q", "status", "kind"];

#[component]
pub fn ProfilesPage() -> impl IntoView {
    view! {
        <PageHeader title=text!("nav-profiles") description=text!("profiles-description")/>
        <ProfileList/>
    }
}

/// The list with its filters. On the page of a user it lists that user's.
#[component]
pub fn ProfileList(#[prop(optional, into)] of_user: Option<Uuid>) -> impl IntoView {
    let list = use_list(FILTERS, move |filters| {
        let filters = match of_user {
            Some(id) => filters.with("user_id", id),
            None => filters,
        };
        async move { api::profiles::list(&filters.pairs()).await }
    });
    view! {
        <div class="toolbar">
            <SearchField label=text!("profiles-search")/>
            <FilterSelect
                label=text!("profile-status")
                name="status"
                all=text!("filter-all")
                options=options("profile-status", &PROFILE_STATUSES)
            />
            <FilterSelect
                label=text!("profile-kind")
                name="kind"
                all=text!("filter-all")
                options=options("kind", &[ProfileKind::MobileApp, ProfileKind::Totp])
            />
        </div>
        <ListView
            list
            names=FILTERS
            caption=text!("nav-profiles")
            columns=columns(list, of_user.is_none())
            empty=move || {
                view! {
                    <EmptyState
                        icon=IconName::Phone
                        title=text!("profiles-empty-title")
                        body=text!("profiles-empty-body")
                    />
                }
            }
        />
    }
    .into_any()
}

fn columns(list: Loader<Page<Profile>>, with_user: bool) -> Vec<Column<Profile>> {
    let mut columns = vec![Column::new(text!("profile-name"), |profile: &Profile| {
        let model = profile
            .phone
            .as_ref()
            .map(|phone| phone.model.clone())
            .filter(|model| !model.is_empty() && *model != profile.name);
        view! {
            <a href=routes::admin::profile(profile.id)>{profile.name.clone()}</a>
            {model.map(|model| view! { <span class="cell__second">{model}</span> })}
        }
    })];
    if with_user {
        columns.push(Column::new(text!("profile-user"), |profile: &Profile| {
            view! { <a href=routes::admin::user(profile.user.id)>{profile.user.display_name.clone()}</a> }
        }));
    }
    columns.extend([
        Column::new(text!("profile-kind"), |profile: &Profile| {
            word("kind", &profile.kind)
        }),
        Column::new(text!("profile-status"), |profile: &Profile| {
            let tone = profile_status_tone(profile.status);
            word_badge(tone, "profile-status", &profile.status)
        }),
        Column::new(text!("profile-added"), |profile: &Profile| {
            view! { <RelativeTime at=profile.created_at/> }
        }),
        Column::new(
            text!("profile-last-used"),
            |profile: &Profile| match profile.last_used_at {
                Some(at) => view! { <RelativeTime at/> }.into_any(),
                None => text!("never").into_any(),
            },
        ),
        Column::new(text!("actions"), move |profile: &Profile| {
            view! { <ProfileActions profile=profile.clone() on_change=move |_| list.reload()/> }
        })
        .narrow(),
    ]);
    columns
}
