//! The digits of the signed-in page are typed here.

use anteroom_api_types::device::Claim;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::{Refused, Step, after_claim, confirmation_refused};
use crate::api;
use crate::kit::{Button, ButtonKind, ButtonVariant, Card, CodeField, Form, browser};
use crate::phone::key_store::{self, StoredProfile};
use crate::phone::local_profile::LocalProfile;
use crate::routes;
use crate::text::failure_sentence;

const POLL_PAUSE_MILLISECONDS: u32 = 4_000;

/// One field for the digits. Meanwhile the page looks whether the person turned this phone away.
#[component]
pub fn Confirm(
    step: RwSignal<Step>,
    stored: StoredValue<Option<StoredProfile>, LocalStorage>,
    claim: Claim,
) -> impl IntoView {
    let code = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let id = claim.id;
    let digits = claim
        .confirmation
        .map_or(4, |confirmation| confirmation.digits as usize);
    let submit = Callback::new(move |()| {
        let Some(profile) = stored.get_value() else {
            return;
        };
        if busy.get_untracked() {
            return;
        }
        if code.with_untracked(String::len) != digits {
            error.set(Some(text!("confirm-missing", digits = digits)));
            browser::focus_first_invalid();
            return;
        }
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let answer = api::device::confirm(&profile.key, id, &code.get_untracked()).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(claim) => finish(step, profile, Ok(claim)).await,
                Err(failure) => refuse(step, profile, failure, code, error).await,
            }
        });
    });
    let page = format!("{}{}", claim.issuer.base_url, routes::provisioning());
    watch(step, stored, id);
    view! {
        <Card>
            <Form on_submit=submit>
                <p>{text!("confirm-body", account = claim.account.display_name)}</p>
                <CodeField
                    label=text!("confirm-label")
                    hint=text!("confirm-hint")
                    digits
                    value=code
                    one_time=false
                    autofocus=true
                    error=Signal::derive(move || error.get())
                />
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Primary busy wide=true>
                    {text!("confirm-submit")}
                </Button>
            </Form>
            // Whoever got the code by a message may not be signed in anywhere yet.
            <p class="muted confirm-where">
                {text!("confirm-where")} " "
                <a href=page.clone() target="_blank" rel="noopener">{page.clone()}</a>
            </p>
        </Card>
    }
}

async fn finish(
    step: RwSignal<Step>,
    mut profile: StoredProfile,
    answer: Result<Claim, api::ApiFailure>,
) {
    if let Ok(claim) = &answer {
        profile.local = LocalProfile::of_claim(claim);
        // The key stands in the store already; without this memory the next visit asks the server again.
        let _ = key_store::put(&profile).await;
    }
    let _left_meanwhile = step.try_set(after_claim(answer));
}

async fn refuse(
    step: RwSignal<Step>,
    profile: StoredProfile,
    failure: api::ApiFailure,
    code: RwSignal<String>,
    error: RwSignal<Option<String>>,
) {
    let sentence = failure_sentence(&failure);
    match confirmation_refused(failure) {
        Refused::Over => turn_away(step, &profile).await,
        Refused::WrongCode { .. } | Refused::Other(_) => {
            code.set(String::new());
            error.set(Some(sentence));
            browser::focus_first_invalid();
        }
    }
}

async fn turn_away(step: RwSignal<Step>, profile: &StoredProfile) {
    let _ = key_store::remove(&profile.place).await;
    let _left_meanwhile = step.try_set(Step::TurnedAway);
}

/// Asks now and then how far the claim has come, until the page shows something else.
fn watch(
    step: RwSignal<Step>,
    stored: StoredValue<Option<StoredProfile>, LocalStorage>,
    id: uuid::Uuid,
) {
    let watched = StoredValue::new(());
    spawn_local(async move {
        loop {
            browser::sleep_milliseconds(POLL_PAUSE_MILLISECONDS).await;
            // The value dies with the component.
            if watched.try_get_value().is_none() {
                return;
            }
            let Some(Some(profile)) = stored.try_get_value() else {
                return;
            };
            match api::device::get_claim(&profile.key, id).await {
                Ok(claim) if claim.profile.is_some() => {
                    return finish(step, profile, Ok(claim)).await;
                }
                Ok(_) => {}
                Err(failure) => {
                    let over = confirmation_refused(failure) == Refused::Over;
                    if over && watched.try_get_value().is_some() {
                        return turn_away(step, &profile).await;
                    }
                }
            }
        }
    });
}
