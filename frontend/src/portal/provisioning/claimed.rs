//! A phone has the code: its name, and the digits to type on it.

use leptos::prelude::*;

use super::flow::Flow;
use super::waiting::time_left;
use crate::kit::{Button, ButtonVariant, Card, Icon, IconName, Notice, Tone};

/// The phone's name and the confirmation code.
pub fn claimed(flow: Flow) -> AnyView {
    let Some(token) = flow.token.get_untracked() else {
        return ().into_any();
    };
    let Some(claim) = token.claim else {
        return ().into_any();
    };
    let attempts_left = move || {
        flow.token.with(|token| {
            token
                .as_ref()
                .and_then(|token| token.claim.as_ref())
                .map_or(3, |claim| claim.attempts_left)
        })
    };
    let details = [claim.phone.model.clone(), claim.phone.app_name.clone()];
    let details = details
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    view! {
        <Card>
            <div class="claimed">
                <p class="claimed__phone">
                    <Icon name=IconName::Phone/>
                    <strong>{text!("claimed-title", name = claim.phone.name)}</strong>
                    <span class="muted">{details}</span>
                </p>
                {match claim.confirmation_code {
                    Some(code) => {
                        view! {
                            <p id="confirmation-label">{text!("claimed-type-code")}</p>
                            <output class="confirmation-code" aria-labelledby="confirmation-label">{code}</output>
                        }
                            .into_any()
                    }
                    None => view! { <p>{text!("claimed-no-code")}</p> }.into_any(),
                }}
                {move || {
                    let left = attempts_left();
                    (left < 3)
                        .then(|| {
                            view! {
                                <Notice tone=Tone::Warning announced=true>
                                    <p>{text!("claimed-attempts", attempts = left)}</p>
                                </Notice>
                            }
                        })
                }}
                {time_left(token.expires_at.0)}
            </div>
        </Card>
        <div class="row">
            <Button variant=ButtonVariant::Danger busy=flow.busy on_press=move |()| flow.not_my_phone()>
                {text!("claimed-not-mine")}
            </Button>
            <span class="muted">{text!("claimed-not-mine-hint")}</span>
        </div>
    }
    .into_any()
}
