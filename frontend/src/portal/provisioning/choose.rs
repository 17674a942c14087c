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
    let submit = move |()| {
        flow.create(Possibility {
            kind: kind_of(&kind.get_untracked()),
            channel: channel_of(&channel.get_untracked()),
        });
    };
    let verb = move || {
        if channel_of(&channel.get()) == Channel::Browser {
            text!("choose-submit")
        } else {
            text!("choose-submit-send")
        }
    };
    view! {
        <Card>
            <Form on_submit=submit>
                {several_kinds
                    .then(|| view! { <ChoiceCards legend=text!("choose-kind") value=kind choices=kinds/> })}
                <ChoiceCards legend=text!("choose-channel") value=channel choices=channels/>
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Primary busy=flow.busy wide=true>
                    {verb}
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
        let (icon, title) = match offered.channel {
            Channel::Browser => (IconName::QrCode, t("channel-browser")),
            Channel::Email => (IconName::Mail, text!("choose-email")),
            Channel::Sms => (IconName::Message, text!("choose-sms")),
        };
        let description = match (&offered.destination, offered.channel) {
            (_, Channel::Browser) => text!("choose-browser-body"),
            (Some(destination), _) => text!("choose-to", destination = destination),
            (None, Channel::Email) => text!("choose-email-body"),
            (None, Channel::Sms) => text!("choose-sms-body"),
        };
        Choice {
            value: channel_value(offered.channel).to_owned(),
            icon,
            title,
            description,
            unavailable: (!offered.available)
                .then(|| unavailable_sentence(offered.channel, offered.reason)),
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
