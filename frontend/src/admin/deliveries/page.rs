//! One delivery: its facts, and every attempt to send it.

use anteroom_api_types::notifications::deliveries::{
    Delivery, DeliveryAttempt, DeliveryDetails, DeliveryStatus,
};
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;
use uuid::Uuid;

use super::actions::DeliveryActions;
use super::list::user;
use super::state::is_moving;
use crate::admin::audit::SubjectActivity;
use crate::admin::follow::follow;
use crate::admin::guard::use_guarded;
use crate::admin::notification_channels::Refresher;
use crate::admin::session::may;
use crate::admin::words::{delivery_problem, delivery_status_tone, word, word_badge};
use crate::api;
use crate::kit::{
    Button, Card, Definition, DefinitionList, Icon, IconName, IdCode, LoadedView, Loader, Notice,
    PageHeader, RelativeTime, Tone,
};
use crate::routes;

#[component]
pub fn DeliveryPage(id: Uuid) -> impl IntoView {
    let loader = use_guarded(move || api::deliveries::get(id));
    follow(
        loader,
        move || api::deliveries::get(id),
        |details| is_moving(&details.delivery),
    );
    refresh_channels(loader);
    let title = Signal::derive(move || {
        loader.value().map_or_else(
            || text!("delivery-one"),
            |details| word("message-kind", &details.delivery.kind),
        )
    });
    let tools = move || {
        loader.value().map(|details| {
            view! {
                <Button on_press=move |()| loader.reload()>{text!("refresh")}</Button>
                <DeliveryActions
                    delivery=details.delivery
                    on_change=move |changed| loader.set(changed)
                />
            }
        })
    };
    let activity = may(Permission::AuditRead).then(|| {
        view! { <Card title=text!("activity")><SubjectActivity subject_id=id/></Card> }
    });
    view! {
        <a class="back-link" href=routes::admin::deliveries()>{text!("nav-deliveries")}</a>
        <PageHeader title>{tools}</PageHeader>
        <div class="stack stack--loose">
            <LoadedView loader view=content/>
            {activity}
        </div>
    }
    .into_any()
}

/// An attempt says how its channel does: whoever mends a channel by a retry sees the banner go with it.
fn refresh_channels(loader: Loader<DeliveryDetails>) {
    let refresher = Refresher::find();
    let tried = Memo::new(move |_| {
        let delivery = loader.value()?.delivery;
        Some((delivery.attempts, delivery.status))
    });
    Effect::new(move |before: Option<Option<(u32, DeliveryStatus)>>| {
        let now = tried.get();
        if before.flatten().is_some_and(|before| now != Some(before)) {
            refresher.run();
        }
        now
    });
}

fn content(details: DeliveryDetails) -> AnyView {
    let attempts = details.attempt_list;
    let history = if attempts.is_empty() {
        view! { <p class="muted">{text!("delivery-no-attempts")}</p> }.into_any()
    } else {
        let rows = attempts.into_iter().map(attempt).collect_view();
        view! { <ol class="timeline">{rows}</ol> }.into_any()
    };
    view! {
        <div class="stack stack--loose">
            {state_notice(&details.delivery)}
            <Card title=text!("details")>{facts(details.delivery)}</Card>
            <Card title=text!("delivery-attempts")>{history}</Card>
        </div>
    }
    .into_any()
}

/// In a sentence, why it did not leave.
fn state_notice(delivery: &Delivery) -> Option<AnyView> {
    let problem = delivery.last_error.as_ref()?;
    let (tone, title) = match delivery.status {
        DeliveryStatus::Failed => (Tone::Danger, text!("delivery-failed-title")),
        DeliveryStatus::Queued => (Tone::Warning, text!("delivery-waiting-title")),
        DeliveryStatus::Discarded => (Tone::Info, text!("delivery-discarded-title")),
        DeliveryStatus::Sent => return None,
    };
    let next = (delivery.status == DeliveryStatus::Queued)
        .then_some(delivery.next_attempt_at)
        .flatten()
        .map(|at| view! { <p class="muted">{text!("delivery-next")} " " <RelativeTime at/></p> });
    let problem = delivery_problem(problem);
    Some(
        view! {
            <Notice tone title>
                <p>{problem}</p>
                {next}
            </Notice>
        }
        .into_any(),
    )
}

fn facts(delivery: Delivery) -> AnyView {
    let user = user(&delivery);
    let status = word_badge(
        delivery_status_tone(delivery.status),
        "delivery-status",
        &delivery.status,
    );
    let receipt = delivery.receipt.map(|receipt| {
        view! { <Definition term=text!("delivery-receipt")>{word("delivery-receipt", &receipt)}</Definition> }
    });
    let token = delivery.provisioning_token_id.map(|id| {
        view! {
            <Definition term=text!("token-one")>
                <a href=routes::admin::provisioning_token(id)>{text!("token-open")}</a>
            </Definition>
        }
    });
    let sent = delivery.sent_at.map(|at| {
        let by = delivery.sent_by.clone().unwrap_or_default();
        view! {
            <Definition term=text!("delivery-sent-at")>
                <RelativeTime at/>
                <span class="cell__second">{by}</span>
            </Definition>
        }
    });
    let segments = delivery.segments.map(|count| {
        view! { <Definition term=text!("sms-segments")>{count.to_string()}</Definition> }
    });
    let ids = [
        (text!("delivery-message-id"), delivery.message_id),
        (text!("delivery-provider-id"), delivery.provider_message_id),
        (text!("id"), Some(delivery.id.to_string())),
    ]
    .into_iter()
    .filter_map(|(term, id)| id.map(|id| view! { <Definition term=term><IdCode id/></Definition> }))
    .collect_view();
    view! {
        <DefinitionList>
            <Definition term=text!("delivery-status")>{status}</Definition>
            {receipt}
            <Definition term=text!("delivery-user")>{user}</Definition>
            <Definition term=text!("delivery-to")>{delivery.destination}</Definition>
            <Definition term=text!("delivery-channel")>
                {word("notification-channel", &delivery.channel)}
            </Definition>
            <Definition term=text!("language")>{word("language", &delivery.language)}</Definition>
            {token}
            {sent}
            {segments}
            <Definition term=text!("created")><RelativeTime at=delivery.created_at/></Definition>
            {ids}
        </DefinitionList>
    }
    .into_any()
}

fn attempt(attempt: DeliveryAttempt) -> AnyView {
    let (class, icon) = match attempt.error {
        Some(_) => ("timeline__step timeline__step--failed", IconName::Close),
        None => ("timeline__step timeline__step--done", IconName::Check),
    };
    let by = attempt.by.map(|by| view! { " · " {by} });
    let outcome = match &attempt.error {
        Some(problem) => delivery_problem(problem),
        None => text!("delivery-taken").into_any(),
    };
    view! {
        <li class=class>
            <span class="timeline__mark"><Icon name=icon/></span>
            <span class="timeline__text">
                <strong>{text!("delivery-attempt", number = attempt.number)} {by}</strong>
                <br/>
                {outcome}
            </span>
            <span class="timeline__time">
                <RelativeTime at=attempt.at/>
                <span class="cell__second">{text!("milliseconds", count = attempt.duration_ms)}</span>
            </span>
        </li>
    }
    .into_any()
}

/// Where one delivery stands, followed until it is at its end: for pages that have just sent something.
#[component]
pub fn DeliveryProgress(id: Uuid) -> impl IntoView {
    let loader = use_guarded(move || api::deliveries::get(id));
    follow(
        loader,
        move || api::deliveries::get(id),
        |details| is_moving(&details.delivery),
    );
    let view = |details: DeliveryDetails| {
        let delivery = details.delivery;
        let problem = delivery.last_error.as_ref().map(delivery_problem);
        let tone = delivery_status_tone(delivery.status);
        view! {
            <p class="row" role="status">
                {word_badge(tone, "delivery-status", &delivery.status)}
                <span>{delivery.destination}</span>
                <a href=routes::admin::delivery(delivery.id)>{text!("delivery-open")}</a>
            </p>
            {problem.map(|problem| view! { <p>{problem}</p> })}
        }
        .into_any()
    };
    view! { <LoadedView loader skeleton_lines=1 view/> }
}
