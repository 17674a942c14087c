//! The e-mail channel: one object.

use garde::Validate;
use serde::{Deserialize, Serialize};

use super::health::ChannelStatus;
use crate::Time;
use crate::merge_patch::present;

/// Where mails go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EmailTransport {
    /// To an SMTP server.
    Smtp,
    /// Into a folder of this system, for trying out; the console shows what was caught.
    File,
}

/// How the connection to the SMTP server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SmtpSecurity {
    /// In clear text; for a server on the same machine.
    None,
    /// STARTTLS (RFC 3207), required: never a fall-back to clear text.
    Starttls,
    /// TLS from the first byte (RFC 8314).
    Tls,
}

/// Replaces the settings of the e-mail channel.
#[derive(Clone, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EmailChannelSettings {
    /// Whether mails are sent.
    #[garde(skip)]
    pub enabled: bool,
    /// Where they go.
    #[garde(skip)]
    pub transport: EmailTransport,
    /// Host name or address of the SMTP server; may be empty for `file`.
    #[garde(length(chars, max = 253))]
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 253, example = "smtp.example.org")
    )]
    pub host: String,
    /// Its port; usual are 25, 465 (`tls`) and 587 (`starttls`).
    #[garde(range(min = 1))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, example = 587))]
    pub port: u16,
    /// How the connection is protected.
    #[garde(skip)]
    pub security: SmtpSecurity,
    /// The name to sign in with at the SMTP server; `null` for none.
    #[garde(length(chars, min = 1, max = 200))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    #[serde(default)]
    pub user_name: Option<String>,
    /// The password. Left out, the stored one stays, unless the host changes; `null` removes it.
    #[garde(inner(inner(length(chars, min = 1, max = 1000))))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, min_length = 1, max_length = 1000))]
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub password: Option<Option<String>>,
    /// The name that people see as the sender.
    #[garde(length(chars, max = 100))]
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 100, example = "Example sign-in")
    )]
    pub sender_name: String,
    /// The address that mails come from.
    #[garde(length(chars, min = 3, max = 254))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 3, max_length = 254, example = "sign-in@example.org")
    )]
    pub sender_address: String,
    /// The address for answers; `null` for the sender's.
    #[garde(length(chars, min = 3, max = 254))]
    #[cfg_attr(feature = "openapi", schema(min_length = 3, max_length = 254))]
    #[serde(default)]
    pub reply_to: Option<String>,
    /// The name that we give in EHLO (RFC 5321, section 4.1.1.1); `null` for the host of the base address.
    #[garde(length(chars, min = 1, max = 253))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 253))]
    #[serde(default)]
    pub ehlo_name: Option<String>,
    /// Certificates of an authority to trust besides the public ones, in PEM.
    #[garde(length(bytes, max = 65_536))]
    #[cfg_attr(feature = "openapi", schema(max_length = 65_536))]
    #[serde(default)]
    pub ca_certificates: Option<String>,
    /// How long connecting and each answer may take, 1 to 60 seconds; usual is 15.
    #[garde(range(min = 1, max = 60))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 60, example = 15))]
    pub timeout_seconds: u32,
}

/// The e-mail channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmailChannel {
    /// Whether mails are sent.
    pub enabled: bool,
    /// Where they go.
    pub transport: EmailTransport,
    /// Host name or address of the SMTP server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: SmtpSecurity,
    /// The name to sign in with at the SMTP server.
    pub user_name: Option<String>,
    /// Whether a password is stored; it is never shown.
    pub has_password: bool,
    /// The name that people see as the sender.
    pub sender_name: String,
    /// The address that mails come from.
    pub sender_address: String,
    /// The address for answers.
    pub reply_to: Option<String>,
    /// The name that we give in EHLO.
    pub ehlo_name: Option<String>,
    /// Certificates of an authority to trust besides the public ones, in PEM.
    pub ca_certificates: Option<String>,
    /// How long connecting and each answer may take, in seconds.
    pub timeout_seconds: u32,
    /// When the settings were changed last; `null` when they never were.
    pub updated_at: Option<Time>,
    /// How the channel does.
    pub status: ChannelStatus,
}

/// Asks for a stepwise test of the e-mail channel.
#[derive(Clone, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TestEmailChannel {
    /// The settings to try; left out, the stored ones. Without a password the stored one is used,
    /// unless the host is another.
    #[garde(dive)]
    #[serde(default)]
    pub settings: Option<EmailChannelSettings>,
    /// Where a test mail goes; left out, the test ends before sending.
    #[garde(length(chars, min = 3, max = 254))]
    #[cfg_attr(feature = "openapi", schema(min_length = 3, max_length = 254))]
    #[serde(default)]
    pub to: Option<String>,
}
