//! The QR code waits for a phone; or a code is open whose secret is not known here.

use jiff::Timestamp;
use leptos::prelude::*;

use super::flow::Flow;
use super::flow_state::countdown;
use crate::kit::{
    Button, ButtonVariant, Card, CopyButton, EmptyState, Icon, IconName, QrCode, Steps, clock,
};

/// The QR code. On a phone "Add this phone" comes first, and the code for another phone stands behind it.
pub fn waiting(flow: Flow, on_phone: bool) -> AnyView {
    let known = flow.token.with_untracked(|token| {
        token
            .as_ref()
            .and_then(|token| token.link.clone().map(|link| (link, token.expires_at.0)))
    });
    let Some((link, expires_at)) = known else {
        return ().into_any();
    };
    if on_phone {
        on_a_phone(flow, link, expires_at)
    } else {
        on_a_computer(flow, link, expires_at)
    }
}

fn on_a_computer(flow: Flow, link: String, expires_at: Timestamp) -> AnyView {
    view! {
        <Card>
            <div class="scan">
                <figure class="scan__code">
                    <QrCode content=link.clone() label=text!("waiting-qr-label")/>
                    {time_left(expires_at)}
                </figure>
                <div class="scan__text">
                    <Steps steps=vec![
                        text!("waiting-step-1"),
                        text!("waiting-step-2"),
                        text!("waiting-step-3"),
                    ]/>
                    <p class="scan__state" role="status">
                        <span class="pulse" aria-hidden="true"></span>
                        {text!("waiting-state")}
                    </p>
                    {cannot_scan(link)}
                </div>
            </div>
        </Card>
        {buttons(flow)}
    }
    .into_any()
}

fn on_a_phone(flow: Flow, link: String, expires_at: Timestamp) -> AnyView {
    view! {
        <Card>
            <div class="stack">
                <p>{text!("waiting-phone-body")}</p>
                // A window of its own, since this one shows the confirmation code afterwards.
                <a class="button button--primary button--wide" href=link.clone() target="_blank" rel="noopener">
                    <Icon name=IconName::Phone/>
                    <span class="button__label">{text!("waiting-phone-add")}</span>
                </a>
                <p class="muted">{text!("waiting-phone-come-back")}</p>
                {time_left(expires_at)}
                <details class="more">
                    <summary>{text!("waiting-other-phone")}</summary>
                    <div class="more__content">
                        <QrCode content=link.clone() label=text!("waiting-qr-label")/>
                        {cannot_scan(link)}
                    </div>
                </details>
            </div>
        </Card>
        {buttons(flow)}
    }
    .into_any()
}

fn cannot_scan(link: String) -> AnyView {
    let code = link.rsplit('#').next().unwrap_or_default().to_owned();
    let address = link.split('#').next().unwrap_or_default().to_owned();
    view! {
        <details class="more">
            <summary>{text!("waiting-cannot-scan")}</summary>
            <div class="more__content">
                <p>{text!("waiting-type-address", address = address)}</p>
                <p class="typed-code"><code>{grouped(&code)}</code></p>
                <div class="row">
                    <CopyButton value=code label=text!("waiting-copy-code")/>
                    <CopyButton value=link label=text!("waiting-copy-link")/>
                </div>
            </div>
        </details>
    }
    .into_any()
}

/// Groups of five are easier to read and to type.
fn grouped(code: &str) -> String {
    let characters: Vec<char> = code.chars().collect();
    characters
        .chunks(5)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The time left as text. It moves for the eye alone; the end of the time is announced by the page that follows.
pub fn time_left(expires_at: Timestamp) -> AnyView {
    let left = move || {
        text!(
            "waiting-time-left",
            time = countdown(clock::seconds_until(expires_at))
        )
    };
    view! {
        <p class="time-left">
            <Icon name=IconName::Clock/>
            <span>{left}</span>
        </p>
    }
    .into_any()
}

fn buttons(flow: Flow) -> AnyView {
    view! {
        <div class="row">
            <Button icon=IconName::Refresh busy=flow.busy on_press=move |()| flow.renew_code()>
                {text!("new-code")}
            </Button>
            <Button variant=ButtonVariant::Quiet on_press=move |()| flow.cancel()>{text!("cancel")}</Button>
        </div>
    }
    .into_any()
}

/// A code is open, and its secret was shown once, elsewhere.
pub fn hidden(flow: Flow) -> AnyView {
    let expires_at = flow
        .token
        .with_untracked(|token| token.as_ref().map(|token| token.expires_at.0));
    view! {
        <Card>
            <EmptyState icon=IconName::QrCode title=text!("hidden-title") body=text!("hidden-body")>
                <div class="stack">
                    <Button variant=ButtonVariant::Primary busy=flow.busy on_press=move |()| flow.get_new_code()>
                        {text!("new-code")}
                    </Button>
                    {expires_at.map(time_left)}
                </div>
            </EmptyState>
        </Card>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn codes_are_grouped_for_typing() {
        assert_eq!(
            grouped("7ZC4KQ2M9XTR5WB8YNVH3DGJ6P"),
            "7ZC4K Q2M9X TR5WB 8YNVH 3DGJ6 P"
        );
    }
}
