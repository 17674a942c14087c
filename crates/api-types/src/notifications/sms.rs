//! SMS gateways: an ordered list, tried from top to bottom.

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use super::http_sms::{
    FormBody, HttpAuthorization, HttpBody, HttpMethod, HttpSms, HttpSuccess, JsonBody, NamedValue,
    NoBody, ReceiptFormat,
};

use super::health::DeliveryProblem;
use crate::Time;
use crate::merge_patch::{given, present};
use crate::variants::dive_into_variants;

/// How a gateway is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
// Where pointers have half the size, as in the browser, the variants are not that different.
#[cfg_attr(
    target_pointer_width = "64",
    expect(
        clippy::large_enum_variant,
        reason = "there are 20 gateways at most, and nearly all of them are of the large kind"
    )
)]
pub enum SmsTransport {
    /// By an HTTP request.
    Http(HttpSms),
    /// By a mail over the e-mail channel.
    Smtp(MailSms),
    /// Into a folder of this system, for trying out; the console shows what was caught.
    File(FileSms),
}

dive_into_variants!(SmsTransport { Http, Smtp, File });

/// A gateway that takes a mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MailSms {
    /// The address, with the placeholder `{{ to }}` or `{{ to_digits }}`.
    #[garde(length(chars, min = 3, max = 254))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            min_length = 3,
            max_length = 254,
            example = "{{ to_digits }}@sms.example.org"
        )
    )]
    pub address: String,
    /// The subject, with the placeholders of a request; may be empty.
    #[garde(length(chars, max = 200))]
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub subject: String,
}

/// A gateway that writes to a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FileSms {}

/// Adds an SMS gateway at the end of the list.
#[derive(Clone, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateSmsGateway {
    /// Its name, 1 to 100 characters, unique.
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 100, example = "Twilio")
    )]
    pub name: String,
    /// Whether it is used.
    #[garde(skip)]
    pub enabled: bool,
    /// The sender that people see: a number, or up to 11 letters and digits.
    #[garde(length(chars, max = 20))]
    #[cfg_attr(feature = "openapi", schema(max_length = 20, example = "Anteroom"))]
    #[serde(default)]
    pub sender: String,
    /// The name of our account at the provider, or the id of an API key.
    #[garde(length(chars, min = 1, max = 200))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    #[serde(default)]
    pub user_name: Option<String>,
    /// The password, token or secret of the API key.
    #[garde(length(chars, min = 1, max = 1000))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 1000))]
    #[serde(default)]
    pub secret: Option<String>,
    /// How it is reached.
    #[garde(dive)]
    pub transport: SmsTransport,
}

/// Changes an SMS gateway (RFC 7396): members left out stay, `null` clears.
#[derive(Clone, Default, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateSmsGateway {
    /// Its name, 1 to 100 characters, unique.
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 100, nullable = false)
    )]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub name: Option<String>,
    /// Whether it is used.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub enabled: Option<bool>,
    /// The sender that people see.
    #[garde(length(chars, max = 20))]
    #[cfg_attr(feature = "openapi", schema(max_length = 20, nullable = false))]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub sender: Option<String>,
    /// The name of our account at the provider.
    #[garde(inner(inner(length(chars, min = 1, max = 200))))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, min_length = 1, max_length = 200))]
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub user_name: Option<Option<String>>,
    /// The secret. It must be given again when the host of the gateway changes.
    #[garde(inner(inner(length(chars, min = 1, max = 1000))))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, min_length = 1, max_length = 1000))]
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub secret: Option<Option<String>>,
    /// How it is reached; replaced as a whole.
    #[garde(dive)]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub transport: Option<SmsTransport>,
}

/// An SMS gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SmsGateway {
    /// The gateway's id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Whether it is used.
    pub enabled: bool,
    /// Its place in the order, from 1.
    pub position: u32,
    /// The sender that people see.
    pub sender: String,
    /// The name of our account at the provider.
    pub user_name: Option<String>,
    /// Whether a secret is stored; it is never shown.
    pub has_secret: bool,
    /// How it is reached.
    pub transport: SmsTransport,
    /// Where the provider may send its delivery reports; only where the transport reads them, and only for
    /// callers who may change the gateway.
    pub receipt_url: Option<String>,
    /// When a message last left by it.
    pub last_sent_at: Option<Time>,
    /// What went wrong last, if nothing has left since.
    pub last_error: Option<DeliveryProblem>,
    /// When that was.
    pub last_error_at: Option<Time>,
    /// When it was added.
    pub created_at: Time,
    /// When it was changed last.
    pub updated_at: Time,
}

/// Puts the gateways into another order.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SmsGatewayOrder {
    /// The ids of all gateways, the first to try first.
    #[garde(length(max = 20))]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub ids: Vec<Uuid>,
}

/// Asks for a stepwise test of a gateway.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TestSmsGateway {
    /// The number that a test message goes to, in E.164 form; left out, the test ends before sending.
    #[garde(length(chars, min = 8, max = 16))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 8, max_length = 16, example = "+46701234567")
    )]
    #[serde(default)]
    pub to: Option<String>,
}

/// What a gateway of a known provider looks like, to start from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SmsGatewayPreset {
    /// A stable word: `twilio`, `vonage`, `46elks`, `sinch`, `generic`.
    pub id: String,
    /// The name of the provider.
    pub name: String,
    /// What the provider calls `user_name`; `null` when it needs none.
    pub user_name_label: Option<String>,
    /// What the provider calls `secret`; `null` when it needs none.
    pub secret_label: Option<String>,
    /// Where the provider describes the request.
    pub documentation_url: Option<String>,
    /// The transport to start from.
    pub transport: SmsTransport,
}

/// The presets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SmsGatewayPresets {
    /// All of them.
    pub items: Vec<SmsGatewayPreset>,
}

/// All SMS gateways, the first to try first. There are at most 20.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SmsGateways {
    /// The gateways.
    pub items: Vec<SmsGateway>,
}
