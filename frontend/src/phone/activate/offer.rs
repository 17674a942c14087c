//! What would be added and by whom; nothing has changed until the person taps.

use anteroom_api_types::device::{ClaimPreview, Phone};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::Activation;
use super::state::{Step, after_claim};
use crate::api;
use crate::kit::{
    Button, ButtonKind, ButtonVariant, Card, Definition, DefinitionList, Form, QrCode, TextField,
    browser,
};
use crate::phone::key_store::{self, StoredProfile};
use crate::phone::local_profile::LocalProfile;
use crate::phone::this_device::{self, NAME_CHARACTERS_MAX};
use crate::text::failure_sentence;

/// The offer: issuer, account, the name of this phone, and the one button.
#[component]
pub fn Offer(activation: Activation, preview: ClaimPreview) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let phone = StoredValue::new(None::<Phone>);
    let error = RwSignal::new(None::<String>);
    let name_error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    spawn_local(async move {
        let described = this_device::describe().await;
        let _left_meanwhile = name.try_update(|name| {
            if name.is_empty() {
                name.clone_from(&described.name);
            }
        });
        let _left_meanwhile = phone.try_set_value(Some(described));
    });
    let submit = move |()| {
        let typed = name.get_untracked().trim().to_owned();
        let Some(described) = phone.get_value() else {
            return;
        };
        if typed.is_empty() {
            name_error.set(Some(text!("activate-name-missing")));
            browser::focus_first_invalid();
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        name_error.set(None);
        spawn_local(async move {
            claim(
                activation,
                Phone {
                    name: typed,
                    ..described
                },
                error,
            )
            .await;
            let _left_meanwhile = busy.try_set(false);
        });
    };
    view! {
        <Card>
            {facts(preview)}
            <Form on_submit=submit>
                <TextField
                    label=text!("activate-name")
                    hint=text!("activate-name-hint")
                    value=name
                    max_length=NAME_CHARACTERS_MAX
                    error=Signal::derive(move || name_error.get())
                />
                {move || error.get().map(|sentence| view! { <p class="field__error" role="alert">{sentence}</p> })}
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Primary busy wide=true>
                    {text!("activate-add")}
                </Button>
            </Form>
            <p class="muted">{text!("activate-nothing-yet")}</p>
        </Card>
    }
}

/// For whom, and by whom.
fn facts(preview: ClaimPreview) -> AnyView {
    view! {
        <DefinitionList>
            <Definition term=text!("activate-account")>
                <strong>{preview.account.display_name}</strong>
                <br/>
                <span class="muted">{preview.account.user_name}</span>
            </Definition>
            <Definition term=text!("activate-issuer")>
                {preview.issuer.name}
                <br/>
                <span class="muted">{preview.issuer.base_url}</span>
            </Definition>
        </DefinitionList>
    }
    .into_any()
}

/// Takes the token. The key is stored first: if the answer is lost, the same key asks again and gets the same claim.
async fn claim(activation: Activation, phone: Phone, error: RwSignal<Option<String>>) {
    let known = activation.stored.try_with_value(Clone::clone).flatten();
    let stored = match known {
        Some(stored) => Ok(stored),
        None => new_key().await,
    };
    let Ok(mut stored) = stored else {
        let _left_meanwhile = activation.step.try_set(Step::CannotKeepKeys);
        return;
    };
    let _left_meanwhile = activation.stored.try_set_value(Some(stored.clone()));
    let secret = activation.secret.get_value();
    let answer = api::device::claim(&stored.key, &secret, phone).await;
    match &answer {
        Ok(claim) => {
            stored.local = LocalProfile::of_claim(claim);
            // Should the store fail only now, the profile works until the page is closed, and can be removed.
            let _ = key_store::put(&stored).await;
            key_store::ask_to_persist().await;
            let _left_meanwhile = activation.stored.try_set_value(Some(stored));
        }
        Err(failure) if failure.is_passing() => {
            let _left_meanwhile = error.try_set(Some(failure_sentence(failure)));
            return;
        }
        Err(_) => {
            let _ = key_store::remove(&stored.place).await;
        }
    }
    let _left_meanwhile = activation.step.try_set(after_claim(answer));
}

async fn new_key() -> Result<StoredProfile, wasm_bindgen::JsValue> {
    let stored = StoredProfile::new().await?;
    key_store::put(&stored).await?;
    Ok(stored)
}

/// On a computer the code is shown for the phone to scan.
#[component]
pub fn OnComputer(activation: Activation, preview: ClaimPreview) -> impl IntoView {
    let link = format!("{}/a#{}", browser::origin(), activation.secret.get_value());
    let offered = preview.clone();
    let use_this = move |()| activation.step.set(Step::Offer(Box::new(offered.clone())));
    view! {
        <Card>
            <div class="on-computer">
                <p>{text!("computer-body", account = preview.account.display_name)}</p>
                <QrCode content=link label=text!("computer-qr-label")/>
                <p class="muted">{text!("computer-digits")}</p>
                <Button variant=ButtonVariant::Quiet on_press=use_this>{text!("computer-anyway")}</Button>
            </div>
        </Card>
    }
}
