//! The page: the three steps of the set-up with the state of each, and a tab for each part.

use anteroom_api_types::notifications::health::{
    ChannelStatus, NotificationChannel, NotificationChannels,
};
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;

use super::email::EmailPart;
use super::gateways::GatewaysPart;
use super::limits::LimitsPart;
use super::status::{ChannelStatuses, Refresher, status_facts};
use super::status_state::{is_ready, next_step};
use crate::admin::session::may;
use crate::kit::{ButtonVariant, Card, IconName, LinkButton, LoadedView, PageHeader, Tab, Tabs};
use crate::{router, routes};

#[component]
pub fn ChannelsPage() -> impl IntoView {
    let tab = router::query_value("tab");
    let tabs = [
        ("overview", text!("channels-tab-overview")),
        ("email", text!("notification-channel-email")),
        ("sms", text!("channels-tab-sms")),
        ("limits", text!("channels-tab-limits")),
    ]
    .map(|(value, label)| Tab { value, label })
    .to_vec();
    view! {
        <PageHeader
            title=text!("nav-notification-channels")
            description=text!("channels-description")
        />
        <Tabs name="tab" label=text!("channels-tabs") tabs/>
        {move || match tab.get().as_deref() {
            Some("email") => view! { <EmailPart/> }.into_any(),
            Some("sms") => view! { <GatewaysPart/> }.into_any(),
            Some("limits") => view! { <LimitsPart/> }.into_any(),
            _ => view! { <Steps/> }.into_any(),
        }}
    }
    .into_any()
}

/// The steps in the order in which one takes them; the first that is not done has the strong button.
#[component]
fn Steps() -> impl IntoView {
    // Whoever comes here after a change wants to see what it did.
    Refresher::find().run();
    ChannelStatuses::find().map(|ChannelStatuses(loader)| view! { <LoadedView loader view=steps/> })
}

fn steps(channels: NotificationChannels) -> AnyView {
    let next = next_step(&channels);
    let email = status_facts(NotificationChannel::Email, &channels.email);
    let sms = status_facts(NotificationChannel::Sms, &channels.sms);
    let self_service = view! { <p class="muted">{text!("channels-step-self-service-body")}</p> };
    let verb = |status: &ChannelStatus, set_up: String| {
        if is_ready(status) {
            text!("channels-open-one")
        } else {
            set_up
        }
    };
    let email_verb = verb(&channels.email, text!("channels-open-email"));
    let sms_verb = verb(&channels.sms, text!("channels-open-sms"));
    let to_email = routes::admin::notification_channels(Some("email"));
    let to_sms = routes::admin::notification_channels(Some("sms"));
    let last = may(Permission::SettingsRead).then(|| {
        step(
            3,
            next,
            text!("channels-step-self-service"),
            (routes::admin::self_service(), text!("set-up-channels-link")),
            self_service.into_any(),
        )
    });
    view! {
        <div class="stack stack--loose">
            {step(1, next, text!("channels-step-email"), (to_email, email_verb), email)}
            {step(2, next, text!("channels-step-sms"), (to_sms, sms_verb), sms)}
            {last}
        </div>
    }
    .into_any()
}

fn step(
    number: u8,
    next: u8,
    title: String,
    (href, label): (String, String),
    content: AnyView,
) -> AnyView {
    let variant = if number == next {
        ButtonVariant::Primary
    } else {
        ButtonVariant::Secondary
    };
    let href = StoredValue::new(href);
    let label = StoredValue::new(label);
    let actions = move || {
        view! {
            <LinkButton href=href.get_value() variant icon=IconName::Arrow>{label.get_value()}</LinkButton>
        }
    };
    view! { <Card title=format!("{number}. {title}") actions>{content}</Card> }.into_any()
}
