//! Issuing a provisioning token for a user: kind and channel, then the QR code, once.

use anteroom_api_types::provisioning::{
    Channel, ChannelUnavailable, CreateToken, ProfileKind, ProvisioningToken, TokenStatus,
};
use anteroom_api_types::self_service::SelfServiceSettingsAnswer;
use anteroom_api_types::sessions::Permission;
use anteroom_api_types::users::User;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use super::masked_state::destination;
use crate::admin::dialogs::open_in_address;
use crate::admin::guard;
use crate::admin::session::may;
use crate::admin::words::{from_wire, token_status_tone, wire_name, word};
use crate::api::{self, Versioned};
use crate::kit::{
    Badge, Button, ButtonKind, ButtonVariant, Choice, ChoiceCards, CopyButton, Dialog, Form,
    IconName, Loader, QrCode, RelativeTime, browser,
};
use crate::routes;
use crate::text::failure_sentence;

const LOOK_AGAIN_MILLISECONDS: u32 = 3_000;

/// The button and its dialog.
#[component]
pub fn IssueToken(user: User) -> impl IntoView {
    let user = StoredValue::new(user);
    let open = open_in_address("issue");
    view! {
        <Button variant=ButtonVariant::Primary icon=IconName::QrCode on_press=move |()| open.set(true)>
            {text!("token-issue")}
        </Button>
        <Dialog open title=text!("token-issue-title")>
            <IssueSteps user/>
        </Dialog>
    }
}

#[component]
fn IssueSteps(user: StoredValue<User>) -> impl IntoView {
    let issued = RwSignal::new(None::<ProvisioningToken>);
    move || match issued.get() {
        None => view! { <ChooseForm user issued/> }.into_any(),
        Some(token) => view! { <Issued token/> }.into_any(),
    }
}

#[component]
fn ChooseForm(
    user: StoredValue<User>,
    issued: RwSignal<Option<ProvisioningToken>>,
) -> impl IntoView {
    let kind = RwSignal::new(wire_name(&ProfileKind::MobileApp));
    let channel = RwSignal::new(wire_name(&Channel::Browser));
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    // Who may not see the settings simply tries; the server says what is not offered.
    let settings =
        may(Permission::SettingsRead).then(|| guard::use_guarded(api::self_service::get));
    let submit = move |()| {
        let (Some(kind), Some(channel)) = (
            from_wire(&kind.get_untracked()),
            from_wire(&channel.get_untracked()),
        ) else {
            return;
        };
        let wanted = CreateToken {
            user_id: user.with_value(|user| user.id),
            kind,
            channel,
            lifetime_seconds: None,
        };
        failed.set(None);
        guard::run_or(
            busy,
            async move { api::provisioning_tokens::create(&wanted).await },
            move |token| issued.set(Some(token)),
            move |failure| failed.set(Some(failure_sentence(&failure))),
        );
    };
    view! {
        <Form on_submit=submit>
            <ChoiceCards legend=text!("token-kind") value=kind choices=kind_choices()/>
            {move || {
                let choices = user.with_value(|user| channel_choices(user, settings));
                view! { <ChoiceCards legend=text!("token-channel") value=channel choices/> }
            }}
            {move || failed.get().map(|sentence| view! { <p class="field__error" role="alert">{sentence}</p> })}
            <div class="dialog__actions">
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Primary busy>
                    {text!("token-issue")}
                </Button>
            </div>
        </Form>
    }
    .into_any()
}

fn kind_choices() -> Vec<Choice> {
    vec![
        Choice {
            value: wire_name(&ProfileKind::MobileApp),
            icon: IconName::Phone,
            title: text!("kind-mobile_app"),
            description: text!("kind-mobile_app-description"),
            unavailable: None,
        },
        Choice {
            value: wire_name(&ProfileKind::Totp),
            icon: IconName::Clock,
            title: text!("kind-totp"),
            description: text!("kind-totp-description"),
            unavailable: None,
        },
    ]
}

fn channel_choices(
    user: &User,
    settings: Option<Loader<Versioned<SelfServiceSettingsAnswer>>>,
) -> Vec<Choice> {
    let readiness = settings
        .and_then(Loader::value)
        .map(|settings| settings.value.readiness.channels)
        .unwrap_or_default();
    let card = |channel: Channel, icon: IconName| {
        let reason = readiness
            .iter()
            .find(|ready| ready.channel == channel && !ready.usable)
            .map(|ready| {
                let reason = ready.reason.as_ref();
                reason.map_or_else(
                    || text!("channel-unavailable"),
                    |reason| word("channel-reason", reason),
                )
            });
        let to = destination(user, channel);
        let no_address = (channel != Channel::Browser && to.is_none())
            .then(|| word("channel-reason", &ChannelUnavailable::NoAddress));
        Choice {
            value: wire_name(&channel),
            icon,
            title: word("channel", &channel),
            description: to.map_or_else(
                || word("channel-description", &channel),
                |to| text!("token-goes-to", destination = to),
            ),
            unavailable: no_address.or(reason),
        }
    };
    vec![
        card(Channel::Browser, IconName::QrCode),
        card(Channel::Email, IconName::Mail),
        card(Channel::Sms, IconName::Message),
    ]
}

/// The answer to the issuer: the only place where the link is ever seen.
#[component]
fn Issued(token: ProvisioningToken) -> impl IntoView {
    let status = RwSignal::new(token.status);
    follow(token.id, status);
    let secret = token
        .link
        .clone()
        .or_else(|| token.totp_key.as_ref().map(|key| key.uri.clone()));
    let key = token.totp_key.as_ref().map(|key| key.key.clone());
    let code = match secret {
        Some(text) => view! {
            <p>{text!("token-shown-once")}</p>
            <div class="issued__code">
                <QrCode content=text.clone() label=text!("token-qr-label")/>
            </div>
            {key.map(|key| view! { <p class="issued__key"><code>{key}</code></p> })}
            <div class="row"><CopyButton value=text label=text!("token-copy-link")/></div>
        }
        .into_any(),
        None => view! {
            <p>{text!("token-sent-to", destination = token.destination.clone().unwrap_or_default())}</p>
        }
        .into_any(),
    };
    view! {
        <div class="stack issued">
            {code}
            <p class="row" role="status">
                {move || {
                    let now = status.get();
                    view! { <Badge tone=token_status_tone(now)>{word("token-status", &now)}</Badge> }
                }}
                <span class="muted">{text!("token-ends")} " " <RelativeTime at=token.expires_at/></span>
            </p>
            <p class="muted">{text!("token-confirmation-hint")}</p>
            <a href=routes::admin::provisioning_token(token.id)>{text!("token-open")}</a>
        </div>
    }
    .into_any()
}

/// Looks again until the token is at its end or the dialog is closed.
fn follow(id: Uuid, status: RwSignal<TokenStatus>) {
    spawn_local(async move {
        loop {
            browser::sleep_milliseconds(LOOK_AGAIN_MILLISECONDS).await;
            let open = status
                .try_get_untracked()
                .is_some_and(|status| matches!(status, TokenStatus::Issued | TokenStatus::Claimed));
            if !open {
                return;
            }
            // One look that fails is no reason to stop; the next one may go well.
            if let Ok(token) = api::provisioning_tokens::get(id).await {
                let _ = status.try_set(token.status);
            }
        }
    });
}
