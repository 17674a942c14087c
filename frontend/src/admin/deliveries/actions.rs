//! Trying a delivery again, and taking one out of the queue.

use anteroom_api_types::notifications::deliveries::{Delivery, DeliveryDetails};
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;

use super::state::{can_discard, can_retry};
use crate::admin::guard;
use crate::admin::session::may;
use crate::api;
use crate::kit::{Button, ConfirmDialog, IconButton, IconName, Tone, toast};
use crate::text::failure_sentence;

/// The buttons; nothing where there is nothing to do, or nobody who may.
#[component]
pub fn DeliveryActions(
    delivery: Delivery,
    /// Only icons, for a row.
    #[prop(optional)]
    small: bool,
    #[prop(into)] on_change: Callback<DeliveryDetails>,
) -> impl IntoView {
    if !may(Permission::DeliveriesWrite) {
        return ().into_any();
    }
    let retry =
        can_retry(&delivery).then(|| view! { <Retry delivery=delivery.clone() small on_change/> });
    let discard = can_discard(&delivery)
        .then(|| view! { <Discard delivery=delivery.clone() small on_change/> });
    view! { <span class="row row--end">{retry}{discard}</span> }.into_any()
}

/// Trying again harms nobody, so it asks nothing.
#[component]
fn Retry(delivery: Delivery, small: bool, on_change: Callback<DeliveryDetails>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let id = delivery.id;
    let press = move |()| {
        guard::run(busy, api::deliveries::retry(id), move |changed| {
            toast::show(Tone::Success, text!("delivery-retried"));
            on_change.run(changed);
        });
    };
    if small {
        let label = text!("delivery-retry-of", to = delivery.destination);
        view! { <IconButton icon=IconName::Refresh label disabled=busy on_press=press/> }.into_any()
    } else {
        view! {
            <Button icon=IconName::Refresh busy on_press=press>{text!("delivery-retry")}</Button>
        }
        .into_any()
    }
}

/// What is discarded never arrives, so it asks first.
#[component]
fn Discard(delivery: Delivery, small: bool, on_change: Callback<DeliveryDetails>) -> impl IntoView {
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let id = delivery.id;
    let confirm = move |()| {
        guard::run_or(
            busy,
            api::deliveries::discard(id),
            move |changed| {
                open.set(false);
                toast::show(Tone::Success, text!("delivery-discarded"));
                on_change.run(changed);
            },
            move |failure| failed.set(Some(failure_sentence(&failure))),
        );
    };
    let ask = move |()| open.set(true);
    let button = if small {
        let label = text!("delivery-discard-of", to = delivery.destination.clone());
        view! { <IconButton icon=IconName::Trash label on_press=ask/> }.into_any()
    } else {
        view! { <Button icon=IconName::Trash on_press=ask>{text!("delivery-discard")}</Button> }
            .into_any()
    };
    view! {
        {button}
        <ConfirmDialog
            open
            title=text!("delivery-discard-title", to = delivery.destination)
            body=text!("delivery-discard-body")
            verb=text!("delivery-discard-verb")
            danger=true
            busy
            failure=failed
            on_confirm=confirm
        />
    }
    .into_any()
}
