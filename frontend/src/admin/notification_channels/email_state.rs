//! What the form of the e-mail channel holds, and what it sends, in plain Rust.

use anteroom_api_types::notifications::email::{
    EmailChannel, EmailChannelSettings, EmailTransport, SmtpSecurity,
};

use crate::admin::secret::SecretEdit;
use crate::admin::words::{from_wire, wire_name};

/// What an address may be as short as: `a@b`.
const ADDRESS_CHARACTERS_MIN: usize = 3;
const TIMEOUT_SECONDS: std::ops::RangeInclusive<u32> = 1..=60;

/// A field and the code of what is wrong with it.
pub type Wrong = (&'static str, &'static str);

/// What the form holds. An empty text means: not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailDraft {
    pub enabled: bool,
    /// The name of the transport on the wire.
    pub transport: String,
    pub host: String,
    pub port: String,
    /// The name of the protection on the wire.
    pub security: String,
    pub user_name: String,
    pub password: SecretEdit,
    pub sender_name: String,
    pub sender_address: String,
    pub reply_to: String,
    pub ehlo_name: String,
    pub ca_certificates: String,
    pub timeout_seconds: String,
}

impl EmailDraft {
    pub fn from_channel(channel: &EmailChannel) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        Self {
            enabled: channel.enabled,
            transport: wire_name(&channel.transport),
            host: channel.host.clone(),
            port: channel.port.to_string(),
            security: wire_name(&channel.security),
            user_name: text(&channel.user_name),
            password: SecretEdit::Keep,
            sender_name: channel.sender_name.clone(),
            sender_address: channel.sender_address.clone(),
            reply_to: text(&channel.reply_to),
            ehlo_name: text(&channel.ehlo_name),
            ca_certificates: text(&channel.ca_certificates),
            timeout_seconds: channel.timeout_seconds.to_string(),
        }
    }

    /// Whether saving would change something.
    pub fn differs_from(&self, channel: &EmailChannel) -> bool {
        let mut without_password = self.clone();
        without_password.password = SecretEdit::Keep;
        self.password.is_change() || without_password != Self::from_channel(channel)
    }

    pub fn is_smtp(&self) -> bool {
        self.transport == wire_name(&EmailTransport::Smtp)
    }

    /// Whether the stored password cannot stay: it is never sent to another host, nor in clear text where it was
    /// protected.
    pub fn needs_password_again(&self, stored: &EmailChannel) -> bool {
        let elsewhere = !self.host.trim().eq_ignore_ascii_case(&stored.host);
        let bared = self.security == wire_name(&SmtpSecurity::None)
            && stored.security != SmtpSecurity::None;
        stored.has_password
            && self.is_smtp()
            && !self.user_name.trim().is_empty()
            && self.password == SecretEdit::Keep
            && (elsewhere || bared)
    }

    /// The settings to send, or everything that is wrong with what was typed.
    pub fn to_settings(&self) -> Result<EmailChannelSettings, Vec<Wrong>> {
        let mut wrong = Vec::new();
        if self.is_smtp() && self.host.trim().is_empty() {
            wrong.push(("/host", "empty"));
        }
        let port: Option<u16> = self.port.trim().parse().ok().filter(|port| *port > 0);
        if port.is_none() {
            wrong.push(("/port", "out_of_range"));
        }
        let timeout: Option<u32> = self.timeout_seconds.trim().parse().ok();
        let timeout = timeout.filter(|seconds| TIMEOUT_SECONDS.contains(seconds));
        if timeout.is_none() {
            wrong.push(("/timeout_seconds", "out_of_range"));
        }
        if !looks_like_address(&self.sender_address) {
            let empty = self.sender_address.trim().is_empty();
            wrong.push(("/sender_address", if empty { "empty" } else { "malformed" }));
        }
        if !self.reply_to.trim().is_empty() && !looks_like_address(&self.reply_to) {
            wrong.push(("/reply_to", "malformed"));
        }
        let (Some(port), Some(timeout_seconds), true) = (port, timeout, wrong.is_empty()) else {
            return Err(wrong);
        };
        Ok(EmailChannelSettings {
            enabled: self.enabled,
            transport: from_wire(&self.transport).unwrap_or(EmailTransport::Smtp),
            host: self.host.trim().to_owned(),
            port,
            security: from_wire(&self.security).unwrap_or(SmtpSecurity::Starttls),
            user_name: given(&self.user_name),
            password: self.password.to_change(),
            sender_name: self.sender_name.trim().to_owned(),
            sender_address: self.sender_address.trim().to_owned(),
            reply_to: given(&self.reply_to),
            ehlo_name: given(&self.ehlo_name),
            ca_certificates: given(&self.ca_certificates),
            timeout_seconds,
        })
    }
}

/// Only what is certainly wrong is found here; the server knows the rest.
fn looks_like_address(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() >= ADDRESS_CHARACTERS_MIN
        && text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
}

fn given(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The port that belongs to a protection.
fn usual_port(security: SmtpSecurity) -> &'static str {
    match security {
        SmtpSecurity::None => "25",
        SmtpSecurity::Starttls => "587",
        SmtpSecurity::Tls => "465",
    }
}

/// The port after another protection was chosen: the usual one, unless somebody typed an unusual one.
pub fn port_for(security: &str, port: &str) -> String {
    let all = [
        SmtpSecurity::None,
        SmtpSecurity::Starttls,
        SmtpSecurity::Tls,
    ];
    let usual = port.trim().is_empty() || all.iter().any(|one| usual_port(*one) == port.trim());
    match from_wire(security) {
        Some(security) if usual => usual_port(security).to_owned(),
        _ => port.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn stored() -> EmailChannel {
        serde_json::from_value(json!({
            "enabled": true, "transport": "smtp", "host": "smtp.example.org", "port": 587,
            "security": "starttls", "user_name": "anteroom", "has_password": true,
            "sender_name": "Example", "sender_address": "sign-in@example.org", "reply_to": null,
            "ehlo_name": null, "ca_certificates": null, "timeout_seconds": 15, "updated_at": null,
            "status": {"state": "working", "last_sent_at": null, "failing_since": null,
                "last_error": null, "queued": 0, "oldest_queued_at": null, "sent_last_day": 0,
                "failed_last_day": 0},
        }))
        .unwrap()
    }

    fn check(change: impl FnOnce(&mut EmailDraft), expected: &[Wrong]) {
        let mut draft = EmailDraft::from_channel(&stored());
        change(&mut draft);
        let wrong = draft.to_settings().err().unwrap_or_default();
        assert_eq!(wrong, expected, "{draft:?}");
    }

    #[test]
    fn what_is_certainly_wrong_is_found_before_the_server_is_asked() {
        check(|_| {}, &[]);
        check(|draft| draft.host.clear(), &[("/host", "empty")]);
        check(
            |draft| draft.port = "0".into(),
            &[("/port", "out_of_range")],
        );
        check(
            |draft| draft.port = "70000".into(),
            &[("/port", "out_of_range")],
        );
        check(
            |draft| draft.timeout_seconds = "61".into(),
            &[("/timeout_seconds", "out_of_range")],
        );
        check(
            |draft| draft.sender_address.clear(),
            &[("/sender_address", "empty")],
        );
        check(
            |draft| draft.reply_to = "nobody".into(),
            &[("/reply_to", "malformed")],
        );
        let into_the_folder = |draft: &mut EmailDraft| {
            draft.transport = "file".into();
            draft.host.clear();
        };
        check(into_the_folder, &[]);
    }

    #[test]
    fn a_stored_password_is_sent_only_when_it_changes_and_asked_for_at_another_host() {
        let stored = stored();
        let mut draft = EmailDraft::from_channel(&stored);
        assert!(!draft.differs_from(&stored));
        assert_eq!(draft.to_settings().unwrap().password, None);
        draft.host = "SMTP.example.org".into();
        assert!(!draft.needs_password_again(&stored));
        draft.security = "none".into();
        assert!(draft.needs_password_again(&stored));
        draft.user_name.clear();
        assert!(!draft.needs_password_again(&stored));
        draft = EmailDraft::from_channel(&stored);
        draft.host = "smtp.example.com".into();
        assert!(draft.needs_password_again(&stored));
        draft.password = SecretEdit::Replace("new".into());
        assert!(!draft.needs_password_again(&stored));
        let sent = draft.to_settings().unwrap().password;
        assert_eq!(sent, Some(Some("new".to_owned())));
    }

    #[test]
    fn the_port_follows_the_protection_unless_it_is_an_unusual_one() {
        assert_eq!(port_for("tls", "587"), "465");
        assert_eq!(port_for("none", ""), "25");
        assert_eq!(port_for("starttls", "465"), "587");
        assert_eq!(port_for("tls", "2525"), "2525");
    }
}
