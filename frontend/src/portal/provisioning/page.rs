//! The provisioning page: the heading, the bar of a lost connection, and the screen of the moment.

use anteroom_api_types::provisioning::Channel;
use leptos::prelude::*;

use super::flow::Flow;
use super::flow_state::Screen;
use super::{choose, claimed, done, ended, prepared, refused, sent, totp, waiting};
use crate::kit::{FailureView, Notice, PageHeader, Skeleton, Tone, browser};
use crate::portal::session::SessionFrame;

/// The page.
#[component]
pub fn ProvisioningPage() -> impl IntoView {
    view! { <SessionFrame title=text!("provisioning-title") view=|_| view! { <Provisioning/> }.into_any()/> }
}

#[component]
fn Provisioning() -> impl IntoView {
    let flow = Flow::start();
    // Compared before it is told, so that a tick of the clock draws nothing anew.
    let screen = Memo::new(move |_| flow.screen());
    let shown = Memo::new(move |_| (screen.get(), flow.token_id(), flow.code()));
    // Whether this is a phone is asked once: turning it must not change the page under the finger.
    let on_phone = browser::is_phone();
    let title = Signal::derive(move || title_of(flow, screen.get().as_ref()));
    take_the_only_way(flow, screen);
    view! {
        <PageHeader title/>
        <div class="stack stack--loose">
            {move || {
                (!flow.live.get())
                    .then(|| {
                        view! {
                            <Notice tone=Tone::Warning announced=true>
                                <p>{text!("provisioning-offline")}</p>
                            </Notice>
                        }
                    })
            }}
            {move || {
                flow.failure
                    .get()
                    .map(|failure| {
                        let retry = move |()| flow.load();
                        view! { <FailureView failure on_retry=retry/> }
                    })
            }}
            {move || content(flow, shown.get().0, on_phone)}
        </div>
    }
}

fn content(flow: Flow, screen: Option<Screen>, on_phone: bool) -> AnyView {
    match screen {
        None | Some(Screen::Only(_)) if flow.failure.with(Option::is_some) => ().into_any(),
        None | Some(Screen::Only(_)) => view! { <Skeleton lines=6/> }.into_any(),
        Some(Screen::NotOffered(reason)) => refused::not_offered(reason),
        Some(Screen::Limit(limit)) => refused::limit(flow, limit),
        Some(Screen::StepUp) => view! { <refused::StepUp flow/> }.into_any(),
        Some(Screen::Choose) => view! { <choose::Choose flow/> }.into_any(),
        Some(Screen::Waiting) => waiting::waiting(flow, on_phone),
        Some(Screen::Hidden) => waiting::hidden(flow),
        Some(Screen::Sent) => sent::sent(flow),
        Some(Screen::NotDelivered {
            trouble,
            can_be_sent_again,
        }) => sent::not_delivered(flow, trouble, can_be_sent_again),
        Some(Screen::Ready) => prepared::ready(flow),
        Some(Screen::Prepared { can_be_shown }) => prepared::prepared(flow, can_be_shown),
        Some(Screen::NotHere) => prepared::not_here(flow),
        Some(Screen::Claimed) => claimed::claimed(flow),
        Some(Screen::Totp) => view! { <totp::Totp flow/> }.into_any(),
        Some(Screen::Done) => view! { <done::Done flow/> }.into_any(),
        Some(Screen::Expired) => ended::expired(flow),
        Some(Screen::Elsewhere) => ended::elsewhere(flow),
        Some(Screen::Rejected) => ended::rejected(flow),
    }
}

/// One possibility is no choice, so the page takes it; once, so that a failure does not repeat itself.
fn take_the_only_way(flow: Flow, screen: Memo<Option<Screen>>) {
    Effect::new(move |taken: Option<bool>| {
        let taken = taken.unwrap_or(false);
        match screen.get() {
            Some(Screen::Only(possibility)) if !taken => {
                flow.create(possibility);
                true
            }
            Some(Screen::Only(_)) => taken,
            // The person tries again, or adds another phone.
            None | Some(_) => false,
        }
    });
}

fn title_of(flow: Flow, screen: Option<&Screen>) -> String {
    match screen {
        Some(Screen::Sent) if flow.channel() == Some(Channel::Sms) => text!("sent-sms-title"),
        Some(Screen::Sent) => text!("sent-email-title"),
        Some(Screen::StepUp) => text!("step-up-title"),
        Some(Screen::Totp) => text!("totp-title"),
        Some(Screen::Claimed) => text!("claimed-heading"),
        Some(Screen::Done) => text!("done-title"),
        _ => text!("provisioning-title"),
    }
}
