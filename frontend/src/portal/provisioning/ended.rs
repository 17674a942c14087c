//! A code that ended without a phone: its time is over, it was replaced elsewhere, or the phone was turned away.

use leptos::prelude::*;

use super::flow::Flow;
use crate::kit::{Button, ButtonVariant, Card, EmptyState, IconName, LinkButton};
use crate::routes;

/// The time is over. The code is gone from the page, not dimmed; a new one keeps the place.
pub fn expired(flow: Flow) -> AnyView {
    ended(
        flow,
        IconName::Clock,
        text!("expired-title"),
        text!("expired-body"),
    )
}

/// Cancelled, or replaced by a newer code in another window.
pub fn elsewhere(flow: Flow) -> AnyView {
    ended(
        flow,
        IconName::Refresh,
        text!("elsewhere-title"),
        text!("elsewhere-body"),
    )
}

/// Three wrong codes, or "not my phone".
pub fn rejected(flow: Flow) -> AnyView {
    ended(
        flow,
        IconName::Shield,
        text!("rejected-title"),
        text!("rejected-body"),
    )
}

fn ended(flow: Flow, icon: IconName, title: String, body: String) -> AnyView {
    view! {
        <Card>
            <EmptyState icon title body>
                <div class="row row--center">
                    <Button variant=ButtonVariant::Primary busy=flow.busy on_press=move |()| flow.get_new_code()>
                        {text!("new-code")}
                    </Button>
                    <LinkButton href=routes::my_phones()>{text!("to-my-phones")}</LinkButton>
                </div>
            </EmptyState>
        </Card>
    }
    .into_any()
}
