//! Events in short: those of one object, and the newest of all.

use anteroom_api_types::audit::{AuditActor, AuditEvent};
use leptos::prelude::*;
use uuid::Uuid;

use crate::admin::guard::use_guarded;
use crate::admin::list::{ListView, use_list};
use crate::admin::words::word;
use crate::api;
use crate::kit::{Column, EmptyState, IconName, LoadedView, RelativeTime};
use crate::text;
use anteroom_api_types::page::Page;

/// What an action is called; its own name where the pages do not know it.
pub fn action_words(action: &str) -> String {
    text::find(&format!("audit-{}", action.replace('.', "-")), &[])
        .unwrap_or_else(|| action.to_owned())
}

/// What was done to one object.
#[component]
pub fn SubjectActivity(subject_id: Uuid) -> impl IntoView {
    let list = use_list(&[], move |filters| {
        let filters = filters.with("subject_id", subject_id);
        async move { api::audit_events::list(&filters.pairs()).await }
    });
    view! {
        <ListView
            list
            names=&[]
            caption=text!("activity")
            columns=columns(false)
            empty=move || view! { <p class="muted">{text!("activity-empty")}</p> }
        />
    }
    .into_any()
}

/// The newest events.
#[component]
pub fn RecentEvents() -> impl IntoView {
    let loader = use_guarded(|| async { api::audit_events::list(&[("limit", Some("8"))]).await });
    let show = |page: Page<AuditEvent>| {
        if page.items.is_empty() {
            return view! {
                <EmptyState icon=IconName::List title=text!("audit-empty-title") body=text!("audit-empty-body")/>
            }
            .into_any();
        }
        let items = page.items.into_iter().map(line).collect_view();
        view! { <ul class="events">{items}</ul> }.into_any()
    };
    view! { <LoadedView loader view=show/> }.into_any()
}

fn line(event: AuditEvent) -> AnyView {
    let subject = event
        .subject
        .map(|subject| subject.name)
        .filter(|name| !name.is_empty())
        .map(|name| view! { " · " {name} });
    view! {
        <li class="events__item">
            <span class="events__what">{action_words(&event.action)} {subject}</span>
            <span class="events__who">{actor_name(&event.actor)} " · " <RelativeTime at=event.at/></span>
        </li>
    }
    .into_any()
}

/// Who did it: a name, or what kind of actor it was where that has none, as the system itself.
fn actor_name(actor: &AuditActor) -> String {
    if actor.name.is_empty() {
        word("actor", &actor.kind)
    } else {
        actor.name.clone()
    }
}

/// The columns of a list of events.
pub fn columns(with_subject: bool) -> Vec<Column<AuditEvent>> {
    let mut columns = vec![Column::new(text!("audit-what"), |event: &AuditEvent| {
        action_words(&event.action)
    })];
    if with_subject {
        columns.push(Column::new(text!("audit-subject"), |event: &AuditEvent| {
            event
                .subject
                .as_ref()
                .map(|subject| subject.name.clone())
                .unwrap_or_default()
        }));
    }
    columns.extend([
        Column::new(text!("audit-actor"), |event: &AuditEvent| {
            actor_name(&event.actor)
        }),
        Column::new(text!("audit-address"), |event: &AuditEvent| {
            event.client_address.clone().unwrap_or_default()
        }),
        Column::new(text!("audit-at"), |event: &AuditEvent| {
            view! { <RelativeTime at=event.at/> }
        }),
    ]);
    columns
}
