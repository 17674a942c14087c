//! The words and colours of the closed lists of the contract.

use anteroom_api_types::access_rules::Outcome;
use anteroom_api_types::profiles::ProfileStatus;
use anteroom_api_types::provisioning::TokenStatus;
use anteroom_api_types::sessions::AuthenticationMethod;
use anteroom_api_types::users::{Role, UserStatus};
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

    #[test]
    fn names_on_the_wire_are_read_back() {
        for role in ROLES {
            assert_eq!(from_wire::<Role>(&wire_name(&role)), Some(role));
        }
        assert_eq!(wire_name(&Role::HelpDesk), "help_desk");
        assert_eq!(from_wire::<Role>("janitor"), None);
    }
}
