//! The list of audit events with its filters, the dialog with one event, and the check of the chain.

use anteroom_api_types::audit::{AuditEvent, AuditVerification};
use anteroom_api_types::page::Page;
use leptos::prelude::*;
use uuid::Uuid;

use super::activity::{action_words, columns};
use super::details::event_details;
use super::verify::verification;
use crate::admin::guard;
use crate::admin::list::{ListView, use_list};
use crate::admin::pickers::{EntityPicker, Picked};
use crate::api;
use crate::kit::{
    Button, Column, Dialog, EmptyState, FilterSelect, IconName, Loader, PageHeader, SearchField,
    SelectOption,
};
use crate::router::{self, HistoryStep};
use crate::text::t;

const FILTERS: &[&str] = &["q", "action", "actor_id"];
/// The query parameter of the event that is shown in full.
const EVENT: &str = "event";

/// The beginnings of actions that the filter offers, as the API takes them.
const ACTION_GROUPS: [&str; 9] = [
    "user.",
    "user_group.",
    "session.",
    "sign_in.",
    "provisioning_token.",
    "profile.",
    "self_service_settings.",
    "access_rule.",
    "resource.",
];

#[component]
pub fn AuditPage() -> impl IntoView {
    let list = use_list(FILTERS, |filters| async move {
        api::audit_events::list(&filters.pairs()).await
    });
    let result = RwSignal::new(None::<AuditVerification>);
    let busy = RwSignal::new(false);
    let verify = move |()| {
        guard::run(busy, api::audit_events::verify(), move |found| {
            result.set(Some(found));
        });
    };
    view! {
        <PageHeader title=text!("nav-audit") description=text!("audit-description")>
            <Button icon=IconName::Shield busy on_press=verify>{text!("verify")}</Button>
        </PageHeader>
        <div class="stack">
            {move || result.get().map(verification)}
            <div class="toolbar">
                <SearchField label=text!("audit-search")/>
                <FilterSelect
                    label=text!("audit-filter-action")
                    name="action"
                    all=text!("filter-all")
                    options=action_options()
                />
                <ActorFilter/>
            </div>
            <ListView
                list
                names=FILTERS
                caption=text!("nav-audit")
                columns=linked_columns()
                empty=move || {
                    view! {
                        <EmptyState icon=IconName::List title=text!("audit-empty-title") body=text!("audit-empty-body")/>
                    }
                }
            />
        </div>
        <EventDialog list/>
    }
    .into_any()
}

fn action_options() -> Vec<SelectOption> {
    ACTION_GROUPS
        .iter()
        .map(|group| {
            let name = group.trim_end_matches('.');
            SelectOption::new(*group, t(&format!("audit-group-{name}")))
        })
        .collect()
}

/// The person whose events are shown, tied to the address.
#[component]
fn ActorFilter() -> impl IntoView {
    let in_address = router::query_value("actor_id");
    let parsed = move || -> Vec<Uuid> {
        in_address
            .get()
            .and_then(|id| id.parse().ok())
            .into_iter()
            .collect()
    };
    let chosen = RwSignal::new(untrack(parsed));
    Effect::new(move |_| {
        let named = parsed();
        if chosen.get_untracked() != named {
            chosen.set(named);
        }
    });
    Effect::new(move |_| {
        let wanted = chosen.get();
        if wanted != untrack(parsed) {
            let id = wanted.first().map(Uuid::to_string);
            router::set_query(
                &[("actor_id", id.as_deref()), ("cursor", None)],
                HistoryStep::Replace,
            );
        }
    });
    view! { <EntityPicker label=text!("audit-actor") picked=Picked::Users chosen max=1/> }
}

/// The columns, the first of which leads to the event in full.
fn linked_columns() -> Vec<Column<AuditEvent>> {
    let mut all = columns(true);
    if let Some(first) = all.first_mut() {
        *first = Column::new(text!("audit-what"), |event: &AuditEvent| {
            let id = event.id.to_string();
            let open = move |_| router::set_query(&[(EVENT, Some(&id))], HistoryStep::Push);
            view! {
                <button type="button" class="link-button" on:click=open>{action_words(&event.action)}</button>
            }
        });
    }
    all
}

#[component]
fn EventDialog(list: Loader<Page<AuditEvent>>) -> impl IntoView {
    let named = router::query_value(EVENT);
    let shown = Memo::new(move |_| {
        let id = named.get()?;
        let events = list.value()?.items;
        events.into_iter().find(|event| event.id.to_string() == id)
    });
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(shown.get().is_some()));
    Effect::new(move |_| {
        let is_open = open.get();
        if !is_open && shown.get_untracked().is_some() {
            router::set_query(&[(EVENT, None)], HistoryStep::Replace);
        }
    });
    view! {
        <Dialog open title=text!("audit-event") wide=true>
            {move || shown.get().map(event_details)}
        </Dialog>
    }
}
