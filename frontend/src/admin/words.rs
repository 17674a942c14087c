//! The words and colours of the closed lists of the contract.

use anteroom_api_types::access_rules::Outcome;
use anteroom_api_types::notifications::deliveries::DeliveryStatus;
use anteroom_api_types::notifications::health::{
    ChannelState, DeliveryProblem, NotificationChannel,
};
use anteroom_api_types::notifications::messages::MessageKind;
use anteroom_api_types::profiles::ProfileStatus;
use anteroom_api_types::provisioning::TokenStatus;
use anteroom_api_types::sessions::AuthenticationMethod;
use anteroom_api_types::users::{Language, Role, UserStatus};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::kit::{Badge, SelectOption, Tone};
use crate::text::t;

/// The name of an enum's value on the wire, such as `help_desk`.
pub fn wire_name<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// The value of a name on the wire.
pub fn from_wire<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

/// The text of a value: `<prefix>-<name on the wire>`.
pub fn word<T: Serialize>(prefix: &str, value: &T) -> String {
    t(&format!("{prefix}-{}", wire_name(value)))
}

/// The options of a filter or a select, one per value, with their words.
pub fn options<T: Serialize>(prefix: &str, values: &[T]) -> Vec<SelectOption> {
    values
        .iter()
        .map(|value| SelectOption::new(wire_name(value), word(prefix, value)))
        .collect()
}

/// Every role, the mightiest first.
pub const ROLES: [Role; 4] = [Role::Owner, Role::Admin, Role::HelpDesk, Role::Auditor];

/// The methods that can be chosen now; the others come with their transports.
pub const METHODS: [AuthenticationMethod; 7] = [
    AuthenticationMethod::Password,
    AuthenticationMethod::Totp,
    AuthenticationMethod::MobileApp,
    AuthenticationMethod::EmailCode,
    AuthenticationMethod::SmsCode,
    AuthenticationMethod::Passkey,
    AuthenticationMethod::Oidc,
];

pub const PROFILE_STATUSES: [ProfileStatus; 3] = [
    ProfileStatus::Active,
    ProfileStatus::Suspended,
    ProfileStatus::Revoked,
];

pub const TOKEN_STATUSES: [TokenStatus; 6] = [
    TokenStatus::Issued,
    TokenStatus::Claimed,
    TokenStatus::Completed,
    TokenStatus::Expired,
    TokenStatus::Revoked,
    TokenStatus::Rejected,
];

pub const NOTIFICATION_CHANNELS: [NotificationChannel; 2] =
    [NotificationChannel::Email, NotificationChannel::Sms];

pub const DELIVERY_STATUSES: [DeliveryStatus; 4] = [
    DeliveryStatus::Queued,
    DeliveryStatus::Sent,
    DeliveryStatus::Failed,
    DeliveryStatus::Discarded,
];

/// Every kind of message, in the order in which the console lists them.
pub const MESSAGE_KINDS: [MessageKind; 10] = [
    MessageKind::ProvisioningEmail,
    MessageKind::ProvisioningSms,
    MessageKind::SignInCodeEmail,
    MessageKind::SignInCodeSms,
    MessageKind::ProfileAdded,
    MessageKind::ProfileRemoved,
    MessageKind::ProfileSuspended,
    MessageKind::ProfileReportedLost,
    MessageKind::AccountLocked,
    MessageKind::AddressChanged,
];

/// The languages that messages are written in.
pub const LANGUAGES: [Language; 3] = [Language::En, Language::Sv, Language::De];

pub fn channel_state_tone(state: ChannelState) -> Tone {
    match state {
        ChannelState::NotSetUp | ChannelState::SwitchedOff => Tone::Neutral,
        ChannelState::Unused => Tone::Info,
        ChannelState::Working => Tone::Success,
        ChannelState::Failing => Tone::Danger,
    }
}

pub fn delivery_status_tone(status: DeliveryStatus) -> Tone {
    match status {
        DeliveryStatus::Queued => Tone::Info,
        DeliveryStatus::Sent => Tone::Success,
        DeliveryStatus::Failed => Tone::Danger,
        DeliveryStatus::Discarded => Tone::Neutral,
    }
}

/// Why a message did not leave, in the words of the page, and below it what the other side said.
pub fn delivery_problem(problem: &DeliveryProblem) -> AnyView {
    let detail = problem.detail.clone();
    view! {
        <span>{word("delivery-problem", &problem.code)}</span>
        {(!detail.is_empty()).then(|| view! { <span class="cell__second">{detail}</span> })}
    }
    .into_any()
}

pub fn user_status_tone(status: UserStatus) -> Tone {
    match status {
        UserStatus::Enabled => Tone::Success,
        UserStatus::Disabled => Tone::Neutral,
    }
}

pub fn profile_status_tone(status: ProfileStatus) -> Tone {
    match status {
        ProfileStatus::Active => Tone::Success,
        ProfileStatus::Suspended => Tone::Warning,
        ProfileStatus::Revoked => Tone::Neutral,
    }
}

pub fn token_status_tone(status: TokenStatus) -> Tone {
    match status {
        TokenStatus::Issued | TokenStatus::Claimed => Tone::Info,
        TokenStatus::Completed => Tone::Success,
        TokenStatus::Expired | TokenStatus::Revoked => Tone::Neutral,
        TokenStatus::Rejected => Tone::Danger,
    }
}

pub fn outcome_tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Allow => Tone::Success,
        Outcome::StepUp => Tone::Warning,
        Outcome::Deny => Tone::Danger,
    }
}

/// The word of a value as a badge.
pub fn word_badge<T: Serialize>(tone: Tone, prefix: &str, value: &T) -> AnyView {
    let word = word(prefix, value);
    view! { <Badge tone>{word}</Badge> }.into_any()
}

/// Words in one line: `a, b, c`.
pub fn joined(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language as PageLanguage;
    use crate::text::catalogues::ADMIN;

    fn check_words(prefixes: &[&str], names: &[&str]) {
        for prefix in prefixes {
            for name in names {
                let key = format!("{prefix}-{name}");
                let known = ADMIN.pattern(PageLanguage::English, &key).is_some();
                assert!(known, "{key} is missing in locales/en/admin.ftl");
            }
        }
    }

    fn names<T: Serialize>(values: &[T]) -> Vec<String> {
        values.iter().map(wire_name).collect()
    }

    #[test]
    fn everything_about_messages_has_its_words() {
        let channels = names(&NOTIFICATION_CHANNELS);
        let channels: Vec<&str> = channels.iter().map(String::as_str).collect();
        let by_channel = [
            "notification-channel",
            "channel-not-set-up",
            "banner-failing",
            "banner-failing-since",
            "banner-waiting",
        ];
        check_words(&by_channel, &channels);
        let statuses = names(&DELIVERY_STATUSES);
        let statuses: Vec<&str> = statuses.iter().map(String::as_str).collect();
        check_words(&["delivery-status"], &statuses);
        let kinds = names(&MESSAGE_KINDS);
        let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
        check_words(&["message-kind", "message-kind-when"], &kinds);
        let problems = [
            "channel_off name_unknown connection_failed timed_out tls_failed sign_in_refused",
            "refused_for_now refused address_not_allowed answer_unexpected message_invalid",
            "not_needed too_many budget_spent undelivered internal",
        ];
        for line in problems {
            let codes: Vec<&str> = line.split(' ').collect();
            check_words(&["delivery-problem"], &codes);
        }
        let steps = ["name", "connection", "tls", "sign_in", "send"];
        check_words(&["test-step"], &steps);
        let outcomes = ["passed", "failed", "not_asked", "not_reached"];
        check_words(&["test-outcome"], &outcomes);
    }

    #[test]
    fn names_on_the_wire_are_read_back() {
        for role in ROLES {
            assert_eq!(from_wire::<Role>(&wire_name(&role)), Some(role));
        }
        assert_eq!(wire_name(&Role::HelpDesk), "help_desk");
        assert_eq!(from_wire::<Role>("janitor"), None);
    }
}
