//! The message that carries a token: where it stands, and sending it again.

use anteroom_api_types::provisioning::{ProvisioningToken, TokenDelivery, TokenStatus};
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;

use crate::admin::guard;
use crate::admin::session::may;
use crate::admin::words::{delivery_status_tone, word, word_badge};
use crate::api;
use crate::kit::{
    Button, Card, Definition, DefinitionList, IconName, Loader, RelativeTime, Tone, clock, toast,
};
use crate::routes;

/// The card; nothing for a token that no message carries.
pub fn delivery_card(
    token: &ProvisioningToken,
    loader: Loader<ProvisioningToken>,
) -> Option<AnyView> {
    let delivery = token.delivery.clone()?;
    let waits = token.status == TokenStatus::Issued;
    let again = (waits && may(Permission::ProvisioningWrite)).then(|| {
        let delivery = delivery.clone();
        let token_id = token.id;
        move || view! { <SendAgain token_id delivery=delivery.clone() loader/> }
    });
    let actions = move || again.clone().map(|again| again());
    let mode = token.message_mode.map(|mode| {
        view! { <Definition term=text!("settings-message-mode")>{word("message-mode", &mode)}</Definition> }
    });
    let problem = delivery.problem.map(|problem| {
        view! {
            <Definition term=text!("channel-last-error")>{word("delivery-problem", &problem)}</Definition>
        }
    });
    let sent = delivery.sent_at.map(|at| {
        view! { <Definition term=text!("delivery-sent-at")><RelativeTime at/></Definition> }
    });
    let receipt = delivery.receipt.map(|receipt| {
        view! { <Definition term=text!("delivery-receipt")>{word("delivery-receipt", &receipt)}</Definition> }
    });
    let destination = token.destination.clone().unwrap_or_default();
    let state = word_badge(
        delivery_status_tone(delivery.status),
        "delivery-status",
        &delivery.status,
    );
    let open = may(Permission::DeliveriesRead).then(|| {
        view! { <p><a href=routes::admin::delivery(delivery.id)>{text!("delivery-open")}</a></p> }
    });
    Some(
        view! {
            <Card title=text!("delivery-one") actions>
                <DefinitionList>
                    <Definition term=text!("delivery-status")>{state}</Definition>
                    <Definition term=text!("delivery-to")>{destination}</Definition>
                    <Definition term=text!("delivery-attempts")>{delivery.attempts}</Definition>
                    {problem}
                    {sent}
                    {receipt}
                    {mode}
                </DefinitionList>
                {open}
            </Card>
        }
        .into_any(),
    )
}

/// The button, which waits until the message may be sent again.
#[component]
fn SendAgain(
    token_id: uuid::Uuid,
    delivery: TokenDelivery,
    loader: Loader<ProvisioningToken>,
) -> impl IntoView {
    let Some(from) = delivery.resend_at else {
        return ().into_any();
    };
    let busy = RwSignal::new(false);
    let wait = Memo::new(move |_| clock::seconds_until(from.0));
    let waits = Signal::derive(move || wait.get() > 0);
    let press = move |()| {
        guard::run(
            busy,
            api::provisioning_tokens::resend(token_id),
            move |token| {
                toast::show(Tone::Success, text!("token-sent-again"));
                loader.set(token);
            },
        );
    };
    view! {
        <Button icon=IconName::Send busy disabled=waits on_press=press>
            {move || match wait.get() {
                0 => text!("token-send-again"),
                seconds => text!("token-send-again-in", seconds = seconds),
            }}
        </Button>
    }
    .into_any()
}
