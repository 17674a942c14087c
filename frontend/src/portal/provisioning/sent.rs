//! A message brings the code: where it goes, how it stands, what to do meanwhile, and what to do when it does not come.

use anteroom_api_types::provisioning::{Channel, ProfileKind, ProvisioningToken};
use leptos::prelude::*;

use super::delivery_state::{Resend, Standing, Trouble, resend, standing_of};
use super::flow::Flow;
use super::flow_state::{countdown, is_prepared, leads_back_here, possibilities};
use super::waiting::time_left;
use crate::kit::{
    Button, ButtonVariant, Card, Icon, IconName, Notice, RelativeTime, Steps, Tone, announcer,
    clock,
};

/// The message is on its way, or has left.
pub fn sent(flow: Flow) -> AnyView {
    let Some(token) = flow.token.get_untracked() else {
        return ().into_any();
    };
    let hint = if token.channel == Channel::Sms {
        text!("sent-nothing-sms")
    } else {
        text!("sent-nothing-email")
    };
    view! {
        <Card>
            <div class="sent">
                {is_prepared(&token).then(|| view! { <p>{text!("sent-for-you")}</p> })}
                {destination(&token)}
                <div class="sent__standing" role="status">
                    {standing_view(flow)}
                </div>
                <Steps steps=steps(&token)/>
                {time_left(token.expires_at.0)}
                <details class="more">
                    <summary>{text!("sent-nothing")}</summary>
                    <div class="more__content">
                        <p>{hint}</p>
                    </div>
                </details>
            </div>
        </Card>
        <div class="row">
            <ResendButton flow variant=ButtonVariant::Secondary/>
            {another_way(flow)}
            {cancel(flow)}
        </div>
    }
    .into_any()
}

/// The message does not come: why, and the ways on.
pub fn not_delivered(flow: Flow, trouble: Trouble, can_be_sent_again: bool) -> AnyView {
    let Some(token) = flow.token.get_untracked() else {
        return ().into_any();
    };
    let cause = trouble.cause(token.destination.as_deref().unwrap_or_default());
    view! {
        <Card>
            <div class="sent">
                <Notice tone=Tone::Danger title=text!("not-delivered-title")>
                    <p>{cause}</p>
                    <p>{trouble.advice()}</p>
                </Notice>
                {destination(&token)}
                {time_left(token.expires_at.0)}
            </div>
        </Card>
        <div class="row">
            {once_more(flow, trouble, can_be_sent_again)}
            {another_way(flow)}
            {cancel(flow)}
        </div>
    }
    .into_any()
}

/// The same way once more: the message again, or a new code where the message may not be sent again.
fn once_more(flow: Flow, trouble: Trouble, can_be_sent_again: bool) -> Option<AnyView> {
    if can_be_sent_again {
        return Some(view! { <ResendButton flow variant=ButtonVariant::Primary/> }.into_any());
    }
    trouble.may_pass().then(|| {
        view! {
            <Button
                variant=ButtonVariant::Primary
                icon=IconName::Refresh
                busy=flow.busy
                on_press=move |()| flow.get_new_code()
            >
                {text!("try-again")}
            </Button>
        }
        .into_any()
    })
}

fn destination(token: &ProvisioningToken) -> AnyView {
    let icon = if token.channel == Channel::Sms {
        IconName::Message
    } else {
        IconName::Mail
    };
    let address = token.destination.clone().unwrap_or_default();
    view! {
        <p class="sent__to">
            <Icon name=icon/>
            <span class="muted">{text!("sent-to")}</span>
            <strong>{address}</strong>
        </p>
    }
    .into_any()
}

/// How the message stands, following it.
fn standing_view(flow: Flow) -> impl IntoView {
    let now = Memo::new(move |_| {
        flow.token.with(|token| {
            let token = token.as_ref()?;
            let sent_at = token
                .delivery
                .as_ref()
                .and_then(|delivery| delivery.sent_at);
            let destination = token.destination.clone().unwrap_or_default();
            Some((standing_of(token), sent_at.map(|at| at.0), destination))
        })
    });
    move || {
        let (standing, sent_at, destination) = now.get()?;
        Some(match standing {
            Standing::Leaving => pulsing(text!("sent-leaving")),
            Standing::Retrying(trouble) => view! {
                <Notice tone=Tone::Warning title=text!("sent-retrying")>
                    <p>{trouble.cause(&destination)}</p>
                    <p>{text!("sent-retrying-body")}</p>
                </Notice>
            }
            .into_any(),
            Standing::Sent | Standing::Arrived | Standing::Failed(_) => {
                let arrived = standing == Standing::Arrived;
                view! {
                    <p class="sent__left">
                        <Icon name=IconName::Check/>
                        <span>
                            {if arrived { text!("sent-arrived") } else { text!("sent-left") }}
                            {sent_at.map(|at| view! { " · " <RelativeTime at/> })}
                        </span>
                    </p>
                    {pulsing(text!("waiting-state"))}
                }
                .into_any()
            }
        })
    }
}

fn pulsing(sentence: String) -> AnyView {
    view! {
        <p class="scan__state">
            <span class="pulse" aria-hidden="true"></span>
            {sentence}
        </p>
    }
    .into_any()
}

/// What to do now, from the message to the phone that works.
fn steps(token: &ProvisioningToken) -> Vec<String> {
    let sms = token.channel == Channel::Sms;
    if !leads_back_here(token) {
        let first = if sms {
            text!("sent-step-sms")
        } else {
            text!("sent-step-email")
        };
        return vec![first, text!("sent-step-add"), text!("waiting-step-3")];
    }
    let first = if sms {
        text!("sent-step-back-sms")
    } else {
        text!("sent-step-back-email")
    };
    match token.kind {
        ProfileKind::MobileApp => {
            vec![first, text!("sent-step-show"), text!("sent-step-digits")]
        }
        ProfileKind::Totp => {
            vec![
                first,
                text!("sent-step-show-totp"),
                text!("sent-step-first-code"),
            ]
        }
    }
}

/// "Send again", with the pause that is left. The countdown moves for the eye alone; its end is announced.
#[component]
fn ResendButton(flow: Flow, variant: ButtonVariant) -> impl IntoView {
    let state = Memo::new(move |_| {
        flow.token.with(|token| {
            let delivery = token.as_ref().and_then(|token| token.delivery.as_ref());
            resend(delivery, clock::seconds_until)
        })
    });
    let offered = Memo::new(move |_| state.get() != Resend::Never);
    Effect::new(move |before: Option<Resend>| {
        let now = state.get();
        if matches!(before, Some(Resend::Later { .. })) && now == Resend::Now {
            announcer::announce(&text!("resend-possible"));
        }
        now
    });
    let label = move || match state.get() {
        Resend::Later { seconds } => text!("resend-in", time = countdown(seconds)),
        Resend::Never | Resend::Now | Resend::OnItsWay => text!("resend"),
    };
    let disabled = Signal::derive(move || state.get() != Resend::Now);
    view! {
        <Show when=move || offered.get()>
            <Button
                variant
                icon=IconName::Refresh
                busy=flow.busy
                disabled
                on_press=move |()| flow.resend()
            >
                <span class="resend">{label}</span>
            </Button>
        </Show>
    }
}

/// Only where there is another way.
fn another_way(flow: Flow) -> impl IntoView {
    let several = move || {
        flow.offer.with(|offer| {
            offer
                .as_ref()
                .is_some_and(|offer| possibilities(offer).len() > 1)
        })
    };
    view! {
        <Show when=several>
            <Button busy=flow.busy on_press=move |()| flow.choose_another_way()>{text!("another-way")}</Button>
        </Show>
    }
}

fn cancel(flow: Flow) -> impl IntoView {
    view! {
        <Button variant=ButtonVariant::Quiet on_press=move |()| flow.cancel()>{text!("cancel")}</Button>
    }
}
