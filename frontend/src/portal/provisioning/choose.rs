//! Which kind of phone profile, and how the code should come.

use anteroom_api_types::provisioning::{Channel, OfferedChannel, OwnProvisioning, ProfileKind};
use leptos::prelude::*;

use super::flow::Flow;
use super::flow_state::{Possibility, unavailable_sentence};
use crate::kit::{Button, ButtonKind, ButtonVariant, Card, Choice, ChoiceCards, Form, IconName};
use crate::text::t;

/// The choice. What is possible can be chosen; what is missing says why.
#[component]
pub fn Choose(flow: Flow) -> impl IntoView {
    let Some(offer) = flow.offer.get_untracked() else {
        return ().into_any();
    };
    let first_kind = offer
        .kinds
        .first()
        .copied()
        .unwrap_or(ProfileKind::MobileApp);
    let kind = RwSignal::new(kind_value(first_kind).to_owned());
    let first_channel = offer
        .channels
        .iter()
        .find(|channel| channel.available)
        .map(|channel| channel.channel);
    let channel =
        RwSignal::new(channel_value(first_channel.unwrap_or(Channel::Browser)).to_owned());
    let channels = channel_choices(&offer);
    let several_kinds = offer.kinds.len() > 1;
    let kinds = kind_choices(&offer);
    // The key of an authenticator app is shown on this page alone, so there is no channel to choose.
    let asks_for_channel = move || kind.get() == kind_value(ProfileKind::MobileApp);
    let submit = move |()| {
        let chosen_kind = kind_of(&kind.get_untracked());
        let chosen_channel = if chosen_kind == ProfileKind::Totp {
            Channel::Browser
        } else {
            channel_of(&channel.get_untracked())
        };
        flow.create(Possibility {
            kind: chosen_kind,
            channel: chosen_channel,
        });
    };
    view! {
        <Card>
            <Form on_submit=submit>
                {several_kinds
                    .then(|| view! { <ChoiceCards legend=text!("choose-kind") value=kind choices=kinds/> })}
                <Show when=asks_for_channel>
                    <ChoiceCards legend=text!("choose-channel") value=channel choices=channels.clone()/>
                </Show>
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Primary busy=flow.busy wide=true>
                    {text!("choose-submit")}
                </Button>
            </Form>
        </Card>
    }
    .into_any()
}

fn kind_choices(offer: &OwnProvisioning) -> Vec<Choice> {
    let choice = |kind: &ProfileKind| {
        let (icon, title, description) = match kind {
            ProfileKind::MobileApp => (
                IconName::Phone,
                t("kind-mobile_app"),
                text!("choose-mobile-app-body"),
            ),
            ProfileKind::Totp => (IconName::Clock, t("kind-totp"), text!("choose-totp-body")),
        };
        Choice {
            value: kind_value(*kind).to_owned(),
            icon,
            title,
            description,
            unavailable: None,
        }
    };
    offer.kinds.iter().map(choice).collect()
}

fn channel_choices(offer: &OwnProvisioning) -> Vec<Choice> {
    let choice = |offered: &OfferedChannel| {
        let (icon, title, own) = match offered.channel {
            Channel::Browser => (
                IconName::QrCode,
                t("channel-browser"),
                text!("choose-browser-body"),
            ),
            Channel::Email => (
                IconName::Arrow,
                t("channel-email"),
                text!("choose-email-body"),
            ),
            Channel::Sms => (IconName::Arrow, t("channel-sms"), text!("choose-sms-body")),
        };
        Choice {
            value: channel_value(offered.channel).to_owned(),
            icon,
            title,
            description: offered.destination.clone().unwrap_or(own),
            unavailable: (!offered.available).then(|| unavailable_sentence(offered.reason)),
        }
    };
    offer.channels.iter().map(choice).collect()
}

fn kind_value(kind: ProfileKind) -> &'static str {
    match kind {
        ProfileKind::MobileApp => "mobile_app",
        ProfileKind::Totp => "totp",
    }
}

fn kind_of(value: &str) -> ProfileKind {
    if value == "totp" {
        ProfileKind::Totp
    } else {
        ProfileKind::MobileApp
    }
}

fn channel_value(channel: Channel) -> &'static str {
    match channel {
        Channel::Browser => "browser",
        Channel::Email => "email",
        Channel::Sms => "sms",
    }
}

fn channel_of(value: &str) -> Channel {
    match value {
        "email" => Channel::Email,
        "sms" => Channel::Sms,
        _ => Channel::Browser,
    }
}
