//! The settings of the e-mail channel, and what they must keep to.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::accounts;
use crate::field_problem::{FieldProblem, TextRefused};
use crate::limits::{HOST_CHARACTERS_MAX, SMTP_USER_NAME_CHARACTERS_MAX};
use crate::named_enum::named_enum;

named_enum! {
    /// Where mails go.
    pub enum EmailTransport {
        /// To an SMTP server.
        Smtp => "smtp",
        /// Into a folder of this system, for trying out.
        File => "file",
    }
}

named_enum! {
    /// How the connection to the SMTP server is protected.
    pub enum SmtpSecurity {
        /// In clear text.
        None => "none",
        /// STARTTLS (RFC 3207), required.
        Starttls => "starttls",
        /// TLS from the first byte (RFC 8314).
        Tls => "tls",
    }
}

/// The settings of the e-mail channel, without its password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EmailSettings {
    /// Whether mails are sent.
    pub enabled: bool,
    /// Where they go.
    pub transport: EmailTransport,
    /// Host name or address of the SMTP server; empty only where mails go into a folder.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: SmtpSecurity,
    /// The name to sign in with at the SMTP server.
    pub user_name: Option<String>,
    /// The name that people see as the sender; may be empty.
    pub sender_name: String,
    /// The address that mails come from.
    pub sender_address: String,
    /// The address for answers.
    pub reply_to: Option<String>,
    /// The name that we give in EHLO (RFC 5321, section 4.1.1.1).
    pub ehlo_name: Option<String>,
    /// Certificates of an authority to trust besides the public ones, in PEM.
    pub ca_certificates: Option<String>,
    /// How long connecting and each answer may take, in seconds.
    pub timeout_seconds: u32,
}

impl Default for EmailSettings {
    fn default() -> Self {
        Self {
            enabled: false,
            transport: EmailTransport::Smtp,
            host: String::new(),
            port: 587,
            security: SmtpSecurity::Starttls,
            user_name: None,
            sender_name: String::new(),
            sender_address: String::new(),
            reply_to: None,
            ehlo_name: None,
            ca_certificates: None,
            timeout_seconds: 15,
        }
    }
}

impl EmailSettings {
    /// The settings, cleaned. Whether the certificates can be read is for the one who knows certificates.
    ///
    /// # Errors
    /// One problem for each field that cannot stand.
    pub fn checked(self) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut take = |pointer: &str, read: Result<String, TextRefused>| {
            read.unwrap_or_else(|refused| {
                problems.push(refused.at(pointer));
                String::new()
            })
        };
        let checked = Self {
            host: match (self.transport, self.host.trim()) {
                (EmailTransport::File, "") => String::new(),
                (_, text) => take("/host", host(text)),
            },
            user_name: self
                .user_name
                .map(|name| take("/user_name", smtp_user_name(&name))),
            sender_name: take("/sender_name", optional_name(&self.sender_name)),
            sender_address: take(
                "/sender_address",
                accounts::email_address(&self.sender_address),
            ),
            reply_to: self
                .reply_to
                .map(|address| take("/reply_to", accounts::email_address(&address))),
            ehlo_name: self.ehlo_name.map(|name| take("/ehlo_name", host(&name))),
            ca_certificates: self
                .ca_certificates
                .filter(|certificates| !certificates.trim().is_empty()),
            ..self
        };
        if problems.is_empty() {
            Ok(checked)
        } else {
            Err(problems)
        }
    }

    /// Whether a password that was given for the settings `before` may be sent under these as well: to the
    /// same host, and not in clear text where it was protected.
    #[must_use]
    pub fn may_keep_password_of(&self, before: &Self) -> bool {
        let bared = self.security == SmtpSecurity::None && before.security != SmtpSecurity::None;
        self.host == before.host && !bared
    }
}

/// A host name or an IP address, in lower case.
///
/// # Errors
/// [`TextRefused`] for what is neither; names with other letters than ASCII are wanted in their `xn--` form.
pub fn host(text: &str) -> Result<String, TextRefused> {
    let malformed = TextRefused::Malformed {
        expected: "a host looks like smtp.example.org or 192.0.2.1; names with other letters are written as xn--...",
    };
    let host = text.trim().to_ascii_lowercase();
    if host.is_empty() {
        return Err(TextRefused::Empty);
    }
    if host.len() > HOST_CHARACTERS_MAX {
        return Err(TextRefused::TooLong {
            characters_max: HOST_CHARACTERS_MAX,
        });
    }
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    // What is made of digits alone would be taken for an address by some and for a name by others.
    let is_name = host.split('.').all(is_label)
        && !host
            .rsplit('.')
            .next()
            .is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    if is_name || host.parse::<IpAddr>().is_ok() {
        Ok(host)
    } else {
        Err(malformed)
    }
}

/// The name of a sender may be empty; mails then show the address alone.
fn optional_name(text: &str) -> Result<String, TextRefused> {
    match accounts::name(text) {
        Err(TextRefused::Empty) => Ok(String::new()),
        checked => checked,
    }
}

/// Servers take names in many forms; only what cannot stand in a line of SMTP is refused.
fn smtp_user_name(text: &str) -> Result<String, TextRefused> {
    if text.trim().is_empty() {
        Err(TextRefused::Empty)
    } else if text.chars().count() > SMTP_USER_NAME_CHARACTERS_MAX {
        Err(TextRefused::TooLong {
            characters_max: SMTP_USER_NAME_CHARACTERS_MAX,
        })
    } else if text.chars().any(char::is_control) {
        Err(TextRefused::ForbiddenCharacter)
    } else {
        Ok(text.to_owned())
    }
}

#[cfg(test)]
mod tests;
