//! How the channels do: asked for once for the whole console, and shown as cards.

use anteroom_api_types::notifications::health::{
    ChannelState, ChannelStatus, NotificationChannel, NotificationChannels,
};
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::status_state::both;
use crate::admin::caught_messages::CaughtPresence;
use crate::admin::guard::use_guarded;
use crate::admin::session::may;
use crate::admin::words::{channel_state_tone, delivery_problem, wire_name, word, word_badge};
use crate::api;
use crate::kit::{
    Card, Definition, DefinitionList, LinkButton, LoadedView, Loader, RelativeTime, browser,
};
use crate::routes;

const LOOK_AGAIN_MILLISECONDS: u32 = 60_000;

/// The states of both channels, for every page.
#[derive(Clone, Copy)]
pub struct ChannelStatuses(pub Loader<NotificationChannels>);

impl ChannelStatuses {
    /// Asks now and every minute, where the person may know. To be called by the frame of the console.
    pub fn provide() {
        if !may(Permission::DeliveriesRead) {
            return;
        }
        let loader = use_guarded(api::notification_channels::statuses);
        let alive = StoredValue::new(());
        spawn_local(async move {
            loop {
                browser::sleep_milliseconds(LOOK_AGAIN_MILLISECONDS).await;
                if alive.try_get_value().is_none() {
                    return;
                }
                if !browser::document().hidden() {
                    loader.reload();
                }
            }
        });
        provide_context(Self(loader));
    }

    /// What the frame asks for, if the person may know.
    pub fn find() -> Option<Self> {
        use_context()
    }
}

/// Asks again how the channels do and whether anything is caught, after something was changed. It is found while a
/// component is built, and used when the answer to the change has come.
#[derive(Clone, Copy)]
pub struct Refresher {
    statuses: Option<ChannelStatuses>,
    caught: Option<CaughtPresence>,
}

impl Refresher {
    pub fn find() -> Self {
        Self {
            statuses: ChannelStatuses::find(),
            caught: use_context(),
        }
    }

    pub fn run(self) {
        if let Some(ChannelStatuses(loader)) = self.statuses {
            loader.reload();
        }
        if let Some(caught) = self.caught {
            caught.refresh();
        }
    }
}

/// One card for each channel.
#[component]
pub fn ChannelCards() -> impl IntoView {
    ChannelStatuses::find().map(|ChannelStatuses(loader)| {
        let cards = |channels: NotificationChannels| {
            let cards = both(&channels)
                .map(|(channel, status)| {
                    let actions = move || open_channel(channel);
                    let facts = status_facts(channel, status);
                    view! { <Card title=word("notification-channel", &channel) actions>{facts}</Card> }
                        .into_any()
                })
                .collect_view();
            view! { <div class="halves">{cards}</div> }.into_any()
        };
        view! { <LoadedView loader view=cards/> }
    })
}

fn open_channel(channel: NotificationChannel) -> Option<AnyView> {
    may(Permission::NotificationsRead).then(|| {
        let href = routes::admin::notification_channels(Some(&wire_name(&channel)));
        view! { <LinkButton href>{text!("channels-open-one")}</LinkButton> }.into_any()
    })
}

/// What is known of a channel: state, last message, last error, queue, the last day.
pub fn status_facts(channel: NotificationChannel, status: &ChannelStatus) -> AnyView {
    let state = word_badge(
        channel_state_tone(status.state),
        "channel-state",
        &status.state,
    );
    if status.state == ChannelState::NotSetUp {
        return view! {
            <div class="row">{state}</div>
            <p class="muted">{word("channel-not-set-up", &channel)}</p>
        }
        .into_any();
    }
    let last_sent = match status.last_sent_at {
        Some(at) => view! { <RelativeTime at/> }.into_any(),
        None => text!("never").into_any(),
    };
    let error = status.last_error.as_ref().map(|problem| {
        let problem = delivery_problem(problem);
        let since = status
            .failing_since
            .map(|at| view! { <span class="cell__second"><RelativeTime at/></span> });
        view! { <Definition term=text!("channel-last-error")>{problem}{since}</Definition> }
    });
    let queue = match (status.queued, status.oldest_queued_at) {
        (0, _) | (_, None) => text!("channel-queue-empty").into_any(),
        (count, Some(oldest)) => view! {
            <a href=listed(channel, "queued")>{text!("channel-queued", count = count)}</a>
            <span class="cell__second">{text!("channel-oldest")} " " <RelativeTime at=oldest/></span>
        }
        .into_any(),
    };
    let sent = text!("channel-sent", count = status.sent_last_day);
    let failed = text!("channel-failed", count = status.failed_last_day);
    view! {
        <DefinitionList>
            <Definition term=text!("channel-state")>{state}</Definition>
            <Definition term=text!("channel-last-sent")>{last_sent}</Definition>
            {error}
            <Definition term=text!("channel-queue")>{queue}</Definition>
            <Definition term=text!("channel-last-day")>
                <a href=listed(channel, "sent")>{sent}</a> ", "
                <a href=listed(channel, "failed")>{failed}</a>
            </Definition>
        </DefinitionList>
    }
    .into_any()
}

fn listed(channel: NotificationChannel, status: &str) -> String {
    let deliveries = routes::admin::deliveries();
    format!(
        "{deliveries}?channel={}&status={status}",
        wire_name(&channel)
    )
}
