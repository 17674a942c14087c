//! One group: members and form; and the page of a new one.

use anteroom_api_types::sessions::Permission;
use anteroom_api_types::user_groups::UserGroup;
use leptos::prelude::*;
use uuid::Uuid;

use super::form::GroupForm;
use super::members::GroupMembers;
use crate::admin::delete::{DeleteButton, DeleteTexts};
use crate::admin::guard::use_guarded;
use crate::admin::session::may;
use crate::api::{self, Versioned};
use crate::kit::{
    Card, Definition, DefinitionList, IdCode, LoadedView, Loader, Notice, PageHeader, Tab, Tabs,
    Tone,
};
use crate::{router, routes};

#[component]
pub fn NewGroupPage() -> impl IntoView {
    let content = if may(Permission::UsersWrite) {
        view! { <GroupForm/> }.into_any()
    } else {
        view! {
            <Notice tone=Tone::Warning title=text!("forbidden-title")><p>{text!("problem-forbidden")}</p></Notice>
        }
        .into_any()
    };
    view! {
        <PageHeader title=text!("group-new-title") description=text!("groups-description")/>
        {content}
    }
}

#[component]
pub fn GroupPage(id: Uuid) -> impl IntoView {
    let loader = use_guarded(move || api::user_groups::get(id));
    let title = Signal::derive(move || {
        loader
            .value()
            .map_or_else(|| text!("group-one"), |group| group.value.name)
    });
    let tools = move || {
        loader
            .value()
            .filter(|_| may(Permission::UsersWrite))
            .map(|stored| view! { <DeleteGroup stored/> })
    };
    let here = Memo::new(move |_| loader.value().is_some());
    let tab = router::query_value("tab");
    let tabs = vec![
        Tab {
            value: "members",
            label: text!("group-members"),
        },
        Tab {
            value: "details",
            label: text!("details"),
        },
    ];
    let tabs = StoredValue::new(tabs);
    view! {
        <PageHeader title>{tools}</PageHeader>
        <Show
            when=move || here.get()
            fallback=move || view! { <LoadedView loader view=|_| ().into_any()/> }
        >
            <Tabs name="tab" label=text!("group-tabs") tabs=tabs.get_value()/>
            {move || match tab.get().as_deref() {
                Some("details") => {
                    view! { <LoadedView loader view=move |stored| details(stored, loader)/> }.into_any()
                }
                _ => view! { <GroupMembers group_id=id/> }.into_any(),
            }}
        </Show>
    }
    .into_any()
}

fn details(stored: Versioned<UserGroup>, loader: Loader<Versioned<UserGroup>>) -> AnyView {
    if may(Permission::UsersWrite) {
        let on_saved = Callback::new(move |saved| loader.set(saved));
        return view! { <GroupForm stored on_saved/> }.into_any();
    }
    let group = stored.value;
    view! {
        <Card>
            <DefinitionList>
                <Definition term=text!("group-description")>{group.description}</Definition>
                <Definition term=text!("group-members")>{group.member_count}</Definition>
                <Definition term=text!("id")><IdCode id=group.id.to_string()/></Definition>
            </DefinitionList>
        </Card>
    }
    .into_any()
}

#[component]
fn DeleteGroup(stored: Versioned<UserGroup>) -> impl IntoView {
    let Versioned { value, etag } = stored;
    let texts = DeleteTexts {
        button: text!("group-delete"),
        title: text!("group-delete-title", name = value.name.clone()),
        body: text!("group-delete-body"),
        verb: text!("group-delete-verb"),
        done: text!("group-deleted", name = value.name.clone()),
    };
    let remove = move || {
        let etag = etag.clone();
        async move { api::user_groups::remove(value.id, &etag).await }
    };
    view! { <DeleteButton name=value.name texts leads_to=routes::admin::user_groups() remove/> }
}
