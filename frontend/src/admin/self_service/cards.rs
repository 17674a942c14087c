//! The groups of settings, each in its card, with bounds beside the fields and reasons beside the switches.

use anteroom_api_types::problem::FieldProblem;
use anteroom_api_types::provisioning::{Channel, ProfileKind};
use anteroom_api_types::self_service::{MessageMode, Preset, Readiness};
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;

use super::fields::{DurationSignals, SettingsFields};
use super::nist_state::shortfalls;
use super::settings_state::SettingsDraft;
use crate::admin::form::{FormErrors, field_id};
use crate::admin::session::may;
use crate::admin::words::{options, word};
use crate::kit::{
    Card, CheckGroup, Checklist, ChecklistItem, DurationField, SelectField, SwitchField, TextField,
    TextKind,
};
use crate::routes;
use crate::text::{field_sentence, t};

/// The pointers that have a control, for the summary of errors.
pub const CONTROLS: &[&str] = &[
    "/enabled",
    "/channels/browser",
    "/channels/email",
    "/channels/sms",
    "/profile_kinds",
    "/token_lifetime_seconds/browser",
    "/token_lifetime_seconds/email",
    "/token_lifetime_seconds/sms",
    "/open_tokens_per_user_max",
    "/profiles_per_user_max",
];

/// The main switch, and what is missing to turn it on.
#[component]
pub fn MainSwitch(
    fields: SettingsFields,
    errors: FormErrors,
    readiness: Readiness,
) -> impl IntoView {
    let missing: Vec<ChecklistItem> = readiness.blockers.iter().map(blocker).collect();
    let list = (!missing.is_empty()).then(|| {
        view! {
            <p class="muted">{text!("settings-missing")}</p>
            <Checklist items=missing/>
        }
    });
    view! {
        <Card>
            <SwitchField
                label=text!("settings-enabled")
                value=fields.enabled
                hint=text!("settings-enabled-hint")
                id=field_id("/enabled")
                error=errors.of("/enabled")
            />
            {list}
        </Card>
    }
    .into_any()
}

/// What stands in the way, with the place where it is mended.
fn blocker(problem: &FieldProblem) -> ChecklistItem {
    let link = match problem.code.as_str() {
        "no_usable_channel" => Some((
            routes::admin::notification_channels(None),
            text!("settings-to-channels"),
        )),
        "rule_asks_for_no_authentication" => {
            Some((routes::admin::resources(), text!("settings-to-resources")))
        }
        _ => None,
    };
    ChecklistItem {
        done: false,
        title: field_sentence(problem),
        body: String::new(),
        link,
    }
}

/// How the QR code may reach the user.
#[component]
pub fn Channels(fields: SettingsFields, errors: FormErrors, readiness: Readiness) -> impl IntoView {
    let reason = move |channel: Channel| {
        readiness
            .channels
            .iter()
            .find(|ready| ready.channel == channel && !ready.usable)
            .map(|ready| {
                ready.reason.as_ref().map_or_else(
                    || text!("channel-unavailable"),
                    |reason| word("channel-reason", reason),
                )
            })
    };
    let row = move |channel: Channel, value: RwSignal<bool>, pointer: &'static str| {
        let reason = reason(channel);
        // What cannot be used can still be switched off.
        let unusable = reason.is_some();
        let disabled = Signal::derive(move || unusable && !value.get());
        let mend = unusable.then(|| channel_link(channel));
        let hint = reason.unwrap_or_else(|| word("channel-description", &channel));
        view! {
            <div class="setting">
                <SwitchField
                    label=word("channel", &channel)
                    value
                    hint
                    disabled
                    id=field_id(pointer)
                    error=errors.of(pointer)
                />
                {mend}
            </div>
        }
    };
    view! {
        <Card title=text!("settings-channels") description=text!("settings-channels-description")>
            {row(Channel::Browser, fields.browser, "/channels/browser")}
            {row(Channel::Email, fields.email, "/channels/email")}
            {row(Channel::Sms, fields.sms, "/channels/sms")}
        </Card>
    }
    .into_any()
}

/// Where a channel is made usable.
fn channel_link(channel: Channel) -> Option<AnyView> {
    let tab = match channel {
        Channel::Browser => return None,
        Channel::Email => "email",
        Channel::Sms => "sms",
    };
    may(Permission::NotificationsRead).then(|| {
        let href = routes::admin::notification_channels(Some(tab));
        view! { <a class="setting__link" href=href>{text!("settings-to-channels")}</a> }.into_any()
    })
}

/// What kinds of profiles are offered.
#[component]
pub fn Kinds(fields: SettingsFields, errors: FormErrors) -> impl IntoView {
    view! {
        <Card title=text!("settings-kinds-title") description=text!("settings-kinds-description")>
            <CheckGroup
                legend=text!("settings-kinds")
                value=fields.profile_kinds
                options=options("kind", &[ProfileKind::MobileApp, ProfileKind::Totp])
                id=field_id("/profile_kinds")
                error=errors.of("/profile_kinds")
                hint=text!("settings-kinds-hint")
            />
        </Card>
    }
    .into_any()
}

/// Lifetimes and numbers, with their bounds.
#[component]
pub fn Limits(fields: SettingsFields, errors: FormErrors) -> impl IntoView {
    let fixed = Signal::derive(move || fields.draft().is_fixed_by_preset());
    let lifetime = move |label: String, signals: DurationSignals, pointer: &'static str| {
        view! {
            <DurationField
                label
                amount=signals.amount
                unit=signals.unit
                id=field_id(pointer)
                error=errors.of(pointer)
                hint=text!("settings-lifetime-hint")
            />
        }
    };
    view! {
        <Card title=text!("settings-limits") description=text!("settings-limits-description")>
            <div class="form__columns">
                {lifetime(
                    text!("settings-lifetime-browser"),
                    fields.lifetime_browser,
                    "/token_lifetime_seconds/browser",
                )}
                {lifetime(
                    text!("settings-lifetime-email"),
                    fields.lifetime_email,
                    "/token_lifetime_seconds/email",
                )}
                {lifetime(
                    text!("settings-lifetime-sms"),
                    fields.lifetime_sms,
                    "/token_lifetime_seconds/sms",
                )}
                <TextField
                    label=text!("settings-open-tokens")
                    value=fields.open_tokens_per_user_max
                    kind=TextKind::Number
                    id=field_id("/open_tokens_per_user_max")
                    error=errors.of("/open_tokens_per_user_max")
                    hint=text!("settings-open-tokens-hint")
                    max_length=3
                />
                <TextField
                    label=text!("settings-profiles")
                    value=fields.profiles_per_user_max
                    kind=TextKind::Number
                    id=field_id("/profiles_per_user_max")
                    error=errors.of("/profiles_per_user_max")
                    hint=text!("settings-profiles-hint")
                    max_length=3
                />
            </div>
            {move || fixed.get().then(|| view! { <p class="field__hint">{text!("settings-lifetime-fixed")}</p> })}
        </Card>
    }
    .into_any()
}

/// How careful the process is.
#[component]
pub fn Safety(fields: SettingsFields) -> impl IntoView {
    let fixed = Signal::derive(move || fields.draft().is_fixed_by_preset());
    view! {
        <Card title=text!("settings-safety") description=text!("settings-safety-description")>
            <SelectField
                label=text!("settings-preset")
                value=fields.preset
                options=options("preset", &[Preset::None, Preset::Nist80063b])
                hint=text!("settings-preset-hint")
            />
            <SwitchField
                label=text!("settings-confirmation")
                value=fields.confirmation
                disabled=fixed
                hint=text!("settings-confirmation-hint")
            />
            <SelectField
                label=text!("settings-message-mode")
                value=fields.message_mode
                options=options("message-mode", &[MessageMode::Direct, MessageMode::Pointer])
                disabled=fixed
                hint=text!("settings-message-mode-hint")
            />
            {move || fixed.get().then(|| view! { <p class="field__hint">{text!("settings-fixed")}</p> })}
            <div>
                <h3 class="field__label">{text!("settings-nist")}</h3>
                {move || view! { <Checklist items=nist_lines(&fields.draft())/> }}
            </div>
        </Card>
    }
    .into_any()
}

/// Each channel against the standard, with the settings as they stand in the form.
fn nist_lines(draft: &SettingsDraft) -> Vec<ChecklistItem> {
    [Channel::Browser, Channel::Email, Channel::Sms]
        .into_iter()
        .map(|channel| {
            let missing = shortfalls(draft, channel);
            let body = missing
                .iter()
                .map(|shortfall| t(&format!("settings-nist-{}", shortfall.name())))
                .collect::<Vec<_>>()
                .join(" ");
            ChecklistItem {
                done: missing.is_empty(),
                title: word("channel", &channel),
                body: if body.is_empty() {
                    text!("settings-nist-met")
                } else {
                    body
                },
                link: None,
            }
        })
        .collect()
}

/// Where users meet it.
#[component]
pub fn Surroundings(fields: SettingsFields) -> impl IntoView {
    view! {
        <Card title=text!("settings-surroundings")>
            <SwitchField
                label=text!("settings-portal")
                value=fields.portal_visible
                hint=text!("settings-portal-hint")
            />
            <SwitchField
                label=text!("settings-notify")
                value=fields.notify_user_of_changes
                hint=text!("settings-notify-hint")
            />
        </Card>
    }
    .into_any()
}
