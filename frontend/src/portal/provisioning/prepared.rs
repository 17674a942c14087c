//! A code that is there already: the link of a message led here, or somebody made one for the person.

use leptos::prelude::*;

use super::flow::Flow;
use super::flow_state::possibilities;
use super::waiting::time_left;
use crate::kit::{Button, ButtonVariant, Card, EmptyState, IconName, LinkButton};
use crate::routes;

/// The link of a message led here. The code is made when the person asks for it, so that it is not seen by chance.
pub fn ready(flow: Flow) -> AnyView {
    view! {
        <Card>
            <EmptyState icon=IconName::QrCode title=text!("ready-title") body=text!("ready-body")>
                <div class="stack">
                    {show_button(flow)}
                    {expiry(flow)}
                </div>
            </EmptyState>
        </Card>
        <div class="row">
            <Button variant=ButtonVariant::Quiet on_press=move |()| flow.cancel()>{text!("cancel")}</Button>
        </div>
    }
    .into_any()
}

/// Somebody made a code for the person: shown here where that is allowed, else scanned where it was given.
pub fn prepared(flow: Flow, can_be_shown: bool) -> AnyView {
    let body = if can_be_shown {
        text!("prepared-show-body")
    } else {
        text!("prepared-scan-body")
    };
    // A code that was given on paper may be lost; one that can be shown is never more than a press away.
    let way_on = if can_be_shown {
        show_button(flow)
    } else {
        view! {
            <Button variant=ButtonVariant::Primary busy=flow.busy on_press=move |()| flow.get_new_code()>
                {text!("new-code")}
            </Button>
        }
        .into_any()
    };
    let other_ways = move || {
        flow.offer.with(|offer| {
            offer
                .as_ref()
                .is_some_and(|offer| !possibilities(offer).is_empty())
        })
    };
    view! {
        <Card>
            <EmptyState icon=IconName::QrCode title=text!("prepared-title") body>
                <div class="stack">
                    {way_on}
                    {expiry(flow)}
                </div>
            </EmptyState>
        </Card>
        <Show when=other_ways>
            <div class="row">
                <Button busy=flow.busy on_press=move |()| flow.choose_another_way()>{text!("prepared-another")}</Button>
            </div>
        </Show>
    }
    .into_any()
}

/// The address asks for a code that is not there for this person: one text for unknown and for somebody else's.
pub fn not_here(flow: Flow) -> AnyView {
    view! {
        <Card>
            <EmptyState icon=IconName::Search title=text!("not-here-title") body=text!("not-here-body")>
                <div class="row row--center">
                    <Button variant=ButtonVariant::Primary on_press=move |()| flow.begin_anew()>
                        {text!("not-here-begin")}
                    </Button>
                    <LinkButton href=routes::my_phones()>{text!("to-my-phones")}</LinkButton>
                </div>
            </EmptyState>
        </Card>
    }
    .into_any()
}

fn show_button(flow: Flow) -> AnyView {
    view! {
        <Button
            variant=ButtonVariant::Primary
            icon=IconName::QrCode
            busy=flow.busy
            on_press=move |()| flow.show()
        >
            {text!("ready-show")}
        </Button>
    }
    .into_any()
}

fn expiry(flow: Flow) -> Option<AnyView> {
    flow.token
        .with_untracked(|token| token.as_ref().map(|token| time_left(token.expires_at.0)))
}
