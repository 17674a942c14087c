//! The page behind the QR code.

use anteroom_api_types::device::DeviceProfile;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::confirm::Confirm;
use super::offer::{Offer, OnComputer};
use super::state::{Step, after_preview};
use crate::api;
use crate::kit::{
    Button, ButtonVariant, Card, EmptyState, FailureView, Icon, IconName, PageHeader, Skeleton,
    browser,
};
use crate::phone::key_store::{self, StoredProfile};

/// What the steps share. The key and its memory are kept beside the signals, since a key cannot be compared.
#[derive(Clone, Copy)]
pub struct Activation {
    pub secret: StoredValue<String>,
    pub step: RwSignal<Step>,
    pub stored: StoredValue<Option<StoredProfile>, LocalStorage>,
}

/// Adds this phone by a secret.
#[component]
pub fn ActivatePage(secret: String, on_leave: Callback<()>) -> impl IntoView {
    let activation = Activation {
        secret: StoredValue::new(secret),
        step: RwSignal::new(Step::Looking),
        stored: StoredValue::new_local(None),
    };
    look(activation);
    let title = Signal::derive(move || match activation.step.get() {
        Step::OnComputer(_) => text!("computer-title"),
        Step::Confirm(_) => text!("confirm-title"),
        Step::Done(_) => text!("phone-done-title"),
        _ => text!("activate-title"),
    });
    let content = move || match activation.step.get() {
        Step::Looking => view! { <Skeleton lines=5/> }.into_any(),
        Step::CannotKeepKeys => ended(
            IconName::Key,
            text!("cannot-keep-title"),
            text!("cannot-keep-body"),
            on_leave,
        ),
        Step::OnComputer(preview) => view! { <OnComputer activation preview=*preview/> }.into_any(),
        Step::Offer(preview) => view! { <Offer activation preview=*preview/> }.into_any(),
        Step::Confirm(claim) => {
            view! { <Confirm step=activation.step stored=activation.stored claim=*claim/> }
                .into_any()
        }
        Step::Done(profile) => done(*profile, on_leave),
        Step::Unusable => ended(
            IconName::QrCode,
            text!("unusable-title"),
            text!("unusable-body"),
            on_leave,
        ),
        Step::TurnedAway => ended(
            IconName::Shield,
            text!("turned-away-title"),
            text!("turned-away-body"),
            on_leave,
        ),
        Step::Failed(failure) => {
            let retry = move |()| {
                activation.step.set(Step::Looking);
                look(activation);
            };
            view! { <FailureView failure on_retry=retry/> }.into_any()
        }
    };
    view! {
        <PageHeader title/>
        <div class="stack stack--loose">{content}</div>
    }
}

/// Asks what the secret would add, and tries the store of keys. Nothing is used up by either.
fn look(activation: Activation) {
    spawn_local(async move {
        let secret = activation.secret.get_value();
        let answer = api::device::preview(&secret).await;
        let keeps_keys = key_store::can_keep_keys().await;
        let on_computer = browser::media_matches("(pointer: fine) and (min-width: 48rem)");
        let _left_meanwhile =
            activation
                .step
                .try_set(after_preview(answer, keeps_keys, on_computer));
    });
}

fn ended(icon: IconName, title: String, body: String, on_leave: Callback<()>) -> AnyView {
    view! {
        <Card>
            <EmptyState icon title body>
                <Button on_press=on_leave>{text!("to-profiles")}</Button>
            </EmptyState>
        </Card>
    }
    .into_any()
}

fn done(profile: DeviceProfile, on_leave: Callback<()>) -> AnyView {
    view! {
        <Card>
            <div class="done">
                <span class="done__tick"><Icon name=IconName::Check/></span>
                <p class="done__name">{profile.name}</p>
                <p class="muted">
                    {text!("phone-done-body", account = profile.account.display_name, issuer = profile.issuer.name)}
                </p>
                <Button variant=ButtonVariant::Primary on_press=on_leave>{text!("to-profiles")}</Button>
            </div>
        </Card>
    }
    .into_any()
}
