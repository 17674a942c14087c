//! The list of deliveries, of everybody or of one user. It looks again by itself while something is on its way.

use anteroom_api_types::notifications::deliveries::{Delivery, DeliveryStatus};
use anteroom_api_types::page::Page;
use leptos::prelude::*;
use uuid::Uuid;

use super::actions::DeliveryActions;
use super::state::is_moving;
use crate::admin::follow::follow;
use crate::admin::list::{ListView, use_list};
use crate::admin::list_state::Filters;
use crate::admin::words::{
    DELIVERY_STATUSES, MESSAGE_KINDS, NOTIFICATION_CHANNELS, delivery_problem,
    delivery_status_tone, options, word, word_badge,
};
use crate::api;
use crate::kit::{
    Column, EmptyState, FilterSelect, IconName, Loader, PageHeader, RelativeTime, SearchField,
};
use crate::{router, routes};

const FILTERS: &[&str] = &["q", "status", "channel", "kind"];

#[component]
pub fn DeliveriesPage() -> impl IntoView {
    view! {
        <PageHeader title=text!("nav-deliveries") description=text!("deliveries-description")/>
        <DeliveryList/>
    }
}

/// The list with its filters. On the page of a user it lists that user's.
#[component]
pub fn DeliveryList(#[prop(optional, into)] of_user: Option<Uuid>) -> impl IntoView {
    let narrowed = move |filters: Filters| match of_user {
        Some(id) => filters.with("user_id", id),
        None => filters,
    };
    let ask = move |filters: Filters| {
        let filters = narrowed(filters);
        async move { api::deliveries::list(&filters.pairs()).await }
    };
    let list = use_list(FILTERS, ask);
    let ask_again = move || ask(untrack(|| Filters::from_query(&router::query(), FILTERS)));
    follow(list, ask_again, |page| page.items.iter().any(is_moving));
    let search = of_user
        .is_none()
        .then(|| view! { <SearchField label=text!("deliveries-search")/> });
    view! {
        <div class="toolbar">
            {search}
            <FilterSelect
                label=text!("delivery-status")
                name="status"
                all=text!("filter-all")
                options=options("delivery-status", &DELIVERY_STATUSES)
            />
            <FilterSelect
                label=text!("delivery-channel")
                name="channel"
                all=text!("filter-all")
                options=options("notification-channel", &NOTIFICATION_CHANNELS)
            />
            <FilterSelect
                label=text!("delivery-kind")
                name="kind"
                all=text!("filter-all")
                options=options("message-kind", &MESSAGE_KINDS)
            />
        </div>
        <ListView
            list
            names=FILTERS
            caption=text!("nav-deliveries")
            columns=columns(list, of_user.is_none())
            empty=move || {
                view! {
                    <EmptyState
                        icon=IconName::Mail
                        title=text!("deliveries-empty-title")
                        body=text!("deliveries-empty-body")
                    />
                }
            }
        />
    }
    .into_any()
}

fn columns(list: Loader<Page<Delivery>>, with_user: bool) -> Vec<Column<Delivery>> {
    let mut columns = vec![Column::new(
        text!("delivery-message"),
        |delivery: &Delivery| {
            view! {
                <a href=routes::admin::delivery(delivery.id)>{word("message-kind", &delivery.kind)}</a>
                <span class="cell__second">
                    {word("notification-channel", &delivery.channel)} " · " {delivery.destination.clone()}
                </span>
            }
        },
    )];
    if with_user {
        columns.push(Column::new(
            text!("delivery-user"),
            |delivery: &Delivery| user(delivery),
        ));
    }
    columns.extend([
        Column::new(text!("delivery-status"), |delivery: &Delivery| {
            let tone = delivery_status_tone(delivery.status);
            let attempts = text!("delivery-attempts-count", count = delivery.attempts);
            view! {
                {word_badge(tone, "delivery-status", &delivery.status)}
                <span class="cell__second">{attempts}</span>
            }
        }),
        Column::new(text!("channel-last-error"), |delivery: &Delivery| {
            delivery.last_error.as_ref().map(delivery_problem)
        }),
        Column::new(text!("delivery-when"), when),
        Column::new(text!("actions"), move |delivery: &Delivery| {
            view! {
                <DeliveryActions
                    delivery=delivery.clone()
                    small=true
                    on_change=move |_| list.reload()
                />
            }
        })
        .narrow(),
    ]);
    columns
}

/// Whom it is for.
pub fn user(delivery: &Delivery) -> AnyView {
    match &delivery.user {
        Some(user) => {
            view! { <a href=routes::admin::user(user.id)>{user.display_name.clone()}</a> }
                .into_any()
        }
        None => view! { <span class="muted">{text!("delivery-nobody")}</span> }.into_any(),
    }
}

/// When it was written, and while it waits, when it is tried next.
fn when(delivery: &Delivery) -> AnyView {
    let next = match (delivery.status, delivery.next_attempt_at) {
        (DeliveryStatus::Queued, _) if delivery.in_hand => {
            Some(text!("delivery-in-hand").into_any())
        }
        (DeliveryStatus::Queued, Some(at)) => {
            Some(view! { {text!("delivery-next")} " " <RelativeTime at/> }.into_any())
        }
        _ => None,
    };
    view! {
        <RelativeTime at=delivery.created_at/>
        {next.map(|next| view! { <span class="cell__second">{next}</span> })}
    }
    .into_any()
}
