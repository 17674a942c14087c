//! An authenticator app: the key as a QR code and in groups, and the first code that makes it active.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::flow::Flow;
use super::waiting::time_left;
use crate::api;
use crate::kit::{
    Button, ButtonKind, ButtonVariant, Card, CodeField, CopyButton, Form, QrCode, Steps, TextField,
    browser,
};
use crate::text::failure_sentence;

const DIGITS: usize = 6;
const NAME_CHARACTERS_MAX: u32 = 100;

/// The key, shown once, and the field of the first code.
#[component]
pub fn Totp(flow: Flow) -> impl IntoView {
    let Some(token) = flow.token.get_untracked() else {
        return ().into_any();
    };
    let Some(key) = token.totp_key else {
        return ().into_any();
    };
    let expires_at = token.expires_at.0;
    view! {
        <Card>
            <div class="scan">
                <figure class="scan__code">
                    <QrCode content=key.uri.clone() label=text!("totp-qr-label")/>
                    {time_left(expires_at)}
                </figure>
                <div class="scan__text">
                    <Steps steps=vec![text!("totp-step-1"), text!("totp-step-2"), text!("totp-step-3")]/>
                    <details class="more">
                        <summary>{text!("totp-cannot-scan")}</summary>
                        <div class="more__content">
                            <p>{text!("totp-type-key")}</p>
                            <p class="typed-code"><code>{key.key.clone()}</code></p>
                            <div class="row">
                                <CopyButton value=key.key.replace(' ', "") label=text!("totp-copy-key")/>
                                <a class="button button--secondary button--small" href=key.uri>
                                    {text!("totp-open-app")}
                                </a>
                            </div>
                        </div>
                    </details>
                    <FirstCode flow id=token.id/>
                </div>
            </div>
        </Card>
        <div class="row">
            <Button on_press=move |()| flow.renew_code()>{text!("new-code")}</Button>
            <Button variant=ButtonVariant::Quiet on_press=move |()| flow.cancel()>{text!("cancel")}</Button>
        </div>
    }
    .into_any()
}

#[component]
fn FirstCode(flow: Flow, id: uuid::Uuid) -> impl IntoView {
    let code = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        if code.with_untracked(String::len) != DIGITS {
            error.set(Some(text!("totp-code-missing")));
            browser::focus_first_invalid();
            return;
        }
        busy.set(true);
        error.set(None);
        let typed_name = name.get_untracked().trim().to_owned();
        let typed_name = (!typed_name.is_empty()).then_some(typed_name);
        spawn_local(async move {
            let answer =
                api::my_provisioning::activate_totp(id, &code.get_untracked(), typed_name).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(token) => flow.take_token(token),
                Err(failure) => {
                    error.set(Some(failure_sentence(&failure)));
                    code.set(String::new());
                    browser::focus_first_invalid();
                }
            }
        });
    });
    view! {
        <Form on_submit=submit>
            <TextField
                label=text!("totp-name")
                hint=text!("totp-name-hint")
                value=name
                max_length=NAME_CHARACTERS_MAX
                placeholder=text!("totp-name-default")
            />
            <CodeField
                label=text!("totp-first-code")
                digits=DIGITS
                value=code
                one_time=false
                error=Signal::derive(move || error.get())
            />
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Primary busy>{text!("totp-activate")}</Button>
        </Form>
    }
}
