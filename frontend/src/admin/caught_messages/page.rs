//! The list of caught messages, and a reader beside it. Which one is read stands in the address.

use anteroom_api_types::notifications::caught::{CaughtMessage, CaughtMessageDetails};
use anteroom_api_types::notifications::health::NotificationChannel;
use anteroom_api_types::page::Page;
use anteroom_api_types::problem::ProblemCode;
use leptos::prelude::*;

use super::linked::linked;
use crate::admin::guard::use_guarded;
use crate::admin::mail_frame::{MailFrame, MailLook};
use crate::admin::words::word;
use crate::api;
use crate::kit::{
    Button, EmptyState, FailureView, Icon, IconName, LinkButton, Loaded, LoadedView, PageHeader,
    Pager, RelativeTime, Skeleton, Tab, Tabs,
};
use crate::router::{self, HistoryStep};
use crate::routes;

const MESSAGE: &str = "message";

#[component]
pub fn CaughtPage() -> impl IntoView {
    let cursor = router::query_value("cursor");
    let loader = use_guarded(move || {
        let cursor = cursor.get();
        async move { api::caught_messages::list(cursor.as_deref()).await }
    });
    let content = move || match loader.state() {
        Loaded::Waiting => view! { <Skeleton lines=6/> }.into_any(),
        // The server has no such list while no channel writes to the folder.
        Loaded::Failed(failure) if failure.code == ProblemCode::NotFound => nothing_caught(),
        Loaded::Failed(failure) => {
            view! { <FailureView failure on_retry=move |()| loader.reload()/> }.into_any()
        }
        Loaded::Here(page) => mailbox(page),
    };
    view! {
        <PageHeader title=text!("nav-caught-messages") description=text!("caught-description")>
            <Button icon=IconName::Refresh on_press=move |()| loader.reload()>{text!("refresh")}</Button>
        </PageHeader>
        {content}
    }
    .into_any()
}

fn nothing_caught() -> AnyView {
    view! {
        <EmptyState
            icon=IconName::Inbox
            title=text!("caught-off-title")
            body=text!("caught-off-body")
        >
            <LinkButton href=routes::admin::notification_channels(None)>
                {text!("banner-open-channels")}
            </LinkButton>
        </EmptyState>
    }
    .into_any()
}

fn mailbox(page: Page<CaughtMessage>) -> AnyView {
    if page.items.is_empty() {
        return view! {
            <EmptyState
                icon=IconName::Inbox
                title=text!("caught-empty-title")
                body=text!("caught-empty-body")
            />
        }
        .into_any();
    }
    let next_cursor = page.next_cursor;
    let first = page.items.first().map(|message| message.id.clone());
    let chosen = router::query_value(MESSAGE);
    let shown = Memo::new(move |_| chosen.get().or_else(|| first.clone()));
    let rows = page
        .items
        .into_iter()
        .map(|message| row(message, shown))
        .collect_view();
    view! {
        <div class="mailbox" class:mailbox--reading=move || chosen.get().is_some()>
            <div class="mailbox__list">
                <ul>{rows}</ul>
                <Pager next_cursor=Signal::stored(next_cursor)/>
            </div>
            <section class="mailbox__reader" aria-label=text!("caught-reader")>
                {move || shown.get().map(|id| view! { <Reader id/> })}
            </section>
        </div>
    }
    .into_any()
}

fn row(message: CaughtMessage, shown: Memo<Option<String>>) -> AnyView {
    let icon = match message.channel {
        NotificationChannel::Email => IconName::Mail,
        NotificationChannel::Sms => IconName::Message,
    };
    let id = StoredValue::new(message.id);
    let is_shown = move || {
        shown
            .with(|shown| id.with_value(|id| shown.as_ref() == Some(id)))
            .then_some("true")
    };
    let open = move |_| {
        id.with_value(|id| router::set_query(&[(MESSAGE, Some(id))], HistoryStep::Push));
    };
    view! {
        <li>
            <button type="button" class="mailbox__row" aria-current=is_shown on:click=open>
                <Icon name=icon/>
                <span class="visually-hidden">{word("notification-channel", &message.channel)} ": "</span>
                <span class="mailbox__text">
                    <span class="mailbox__to">{message.to}</span>
                    <span class="mailbox__subject">{message.subject}</span>
                </span>
                <span class="mailbox__time"><RelativeTime at=message.caught_at/></span>
            </button>
        </li>
    }
    .into_any()
}

#[component]
fn Reader(id: String) -> impl IntoView {
    let loader = use_guarded(move || {
        let id = id.clone();
        async move { api::caught_messages::get(&id).await }
    });
    let back = move |()| router::set_query(&[(MESSAGE, None)], HistoryStep::Push);
    view! {
        <div class="mailbox__back">
            <Button icon=IconName::Back on_press=back>{text!("caught-back")}</Button>
        </div>
        <LoadedView loader view=read/>
    }
}

fn read(details: CaughtMessageDetails) -> AnyView {
    let CaughtMessageDetails {
        message,
        from,
        text,
        html,
    } = details;
    let content = match (message.channel, html) {
        (NotificationChannel::Sms, _) => {
            view! { <div class="bubbles"><p class="bubble">{linked(&text)}</p></div> }.into_any()
        }
        (NotificationChannel::Email, Some(html)) => mail(message.subject.clone(), text, html),
        (NotificationChannel::Email, None) => plain(&text),
    };
    let subject = (message.channel == NotificationChannel::Email)
        .then(|| view! { <h2 class="mailbox__title">{message.subject}</h2> });
    view! {
        <header class="mailbox__head">
            {subject}
            <p>
                <span class="muted">{text!("caught-from")} " "</span> {from} " "
                <span class="muted">{text!("caught-to")} " "</span> {message.to}
            </p>
            <p class="muted"><RelativeTime at=message.caught_at/></p>
        </header>
        {content}
    }
    .into_any()
}

fn mail(subject: String, text: String, html: String) -> AnyView {
    let part = router::query_value("part");
    let html = StoredValue::new(html);
    let look = MailLook {
        dark: Signal::stored(false),
        narrow: Signal::stored(false),
        images: Signal::stored(true),
    };
    let tabs = vec![
        Tab {
            value: "html",
            label: text!("caught-html"),
        },
        Tab {
            value: "text",
            label: text!("message-part-text"),
        },
    ];
    view! {
        <Tabs name="part" label=text!("caught-parts") tabs/>
        {move || {
            if part.get().as_deref() == Some("text") {
                plain(&text)
            } else {
                view! { <MailFrame title=subject.clone() html=html.get_value() look links=true/> }
                    .into_any()
            }
        }}
    }
    .into_any()
}

fn plain(text: &str) -> AnyView {
    view! { <p class="plain-text">{linked(text)}</p> }.into_any()
}
