//! The banner above every page while a channel does not do what it should, with the way to mend it.

use anteroom_api_types::notifications::health::{ChannelStatus, NotificationChannel};
use anteroom_api_types::sessions::Permission;
use jiff::Timestamp;
use leptos::prelude::*;

use super::status::ChannelStatuses;
use super::status_state::{Trouble, both, trouble};
use crate::admin::session::may;
use crate::admin::words::{wire_name, word};
use crate::kit::{Icon, Tone, clock, clock_time};
use crate::routes;
use crate::text::t_with;

#[component]
pub fn ChannelBanner() -> impl IntoView {
    let statuses = ChannelStatuses::find();
    let can_mend = may(Permission::NotificationsRead);
    move || {
        let channels = statuses?.0.value()?;
        let now = clock::every_minute();
        let lines: Vec<AnyView> = both(&channels)
            .into_iter()
            .filter_map(|(channel, status)| {
                trouble(status, now).map(|trouble| line(channel, status, trouble, can_mend))
            })
            .collect();
        (!lines.is_empty()).then(|| view! { <div class="banner" role="status">{lines}</div> })
    }
}

fn line(
    channel: NotificationChannel,
    status: &ChannelStatus,
    trouble: Trouble,
    can_mend: bool,
) -> AnyView {
    let (tone, sentence) = match trouble {
        Trouble::Failing { since } => (Tone::Danger, failing(channel, status, since)),
        Trouble::Waiting { count, since } => {
            let arguments = [("count", count.to_string()), ("time", clock_time(since))];
            let key = format!("banner-waiting-{}", wire_name(&channel));
            (Tone::Warning, t_with(&key, &arguments))
        }
    };
    let link = if can_mend {
        let href = routes::admin::notification_channels(Some(&wire_name(&channel)));
        view! { <a href=href>{text!("banner-open-channels")}</a> }
    } else {
        view! { <a href=routes::admin::deliveries()>{text!("banner-open-deliveries")}</a> }
    };
    view! {
        <p class=format!("banner__line banner__line--{}", tone.name())>
            <Icon name=tone.icon()/>
            <span>{sentence} " " {link}</span>
        </p>
    }
    .into_any()
}

fn failing(
    channel: NotificationChannel,
    status: &ChannelStatus,
    since: Option<Timestamp>,
) -> String {
    let channel_name = wire_name(&channel);
    let begin = match since {
        Some(since) => t_with(
            &format!("banner-failing-since-{channel_name}"),
            &[("time", clock_time(since))],
        ),
        None => t_with(&format!("banner-failing-{channel_name}"), &[]),
    };
    match &status.last_error {
        Some(problem) => format!("{begin} {}", word("delivery-problem", &problem.code)),
        None => begin,
    }
}
