//! Messages: the texts of one kind in one language, as they ship or as an administrator words them.

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Time;
use crate::users::{Language, UserRef};

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// The QR code by mail.
    ProvisioningEmail,
    /// The link by text message.
    ProvisioningSms,
    /// A code to sign in with, by mail.
    SignInCodeEmail,
    /// A code to sign in with, by text message.
    SignInCodeSms,
    /// A profile was added.
    ProfileAdded,
    /// A profile was removed.
    ProfileRemoved,
    /// A profile was suspended.
    ProfileSuspended,
    /// A profile was reported lost.
    ProfileReportedLost,
    /// The account was locked after too many wrong tries.
    AccountLocked,
    /// The e-mail address or the phone number was changed; sent to the old one.
    AddressChanged,
}

/// A part of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MessagePart {
    /// The subject of the mail.
    Subject,
    /// The plain text of the mail.
    Text,
    /// The HTML of the mail.
    Html,
    /// The text message.
    Sms,
}

/// The parts of a message. Those that the kind has must be there, the others must be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MessageContent {
    /// The subject of the mail, at most 200 characters, one line.
    #[garde(length(chars, min = 1, max = 200))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The plain text of the mail, at most 20,000 characters.
    #[garde(length(chars, min = 1, max = 20_000))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 20_000))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The HTML of the mail, at most 100,000 characters.
    #[garde(length(chars, min = 1, max = 100_000))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100_000))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// The text message, at most 1,000 characters.
    #[garde(length(chars, min = 1, max = 1000))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 1000))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms: Option<String>,
}

/// What may stand in the texts of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Placeholder {
    /// As it is written between the braces: `user.display_name`.
    pub name: String,
    /// The parts in which it may stand.
    pub parts: Vec<MessagePart>,
    /// The parts in which it must stand.
    pub required_in: Vec<MessagePart>,
    /// A value like those it has in messages.
    pub example: String,
}

/// One kind in one language, in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageSummary {
    /// What it is about.
    pub kind: MessageKind,
    /// The language.
    pub language: Language,
    /// Whether an administrator has worded it; else it is the text that ships.
    pub customised: bool,
    /// When it was changed last.
    pub updated_at: Option<Time>,
    /// Who changed it last.
    pub updated_by: Option<UserRef>,
}

/// The messages: every kind in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Messages {
    /// All of them, by kind, then by language.
    pub items: Vec<MessageSummary>,
}

/// One kind in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// What it is about.
    pub kind: MessageKind,
    /// The language.
    pub language: Language,
    /// The parts that the kind has.
    pub parts: Vec<MessagePart>,
    /// The texts in force.
    pub content: MessageContent,
    /// The texts that ship.
    pub default_content: MessageContent,
    /// What may stand in them.
    pub placeholders: Vec<Placeholder>,
    /// Whether an administrator has worded it.
    pub customised: bool,
    /// When it was changed last.
    pub updated_at: Option<Time>,
    /// Who changed it last.
    pub updated_by: Option<UserRef>,
}

/// One former wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageVersion {
    /// Its number, from 1.
    pub version: u64,
    /// The texts; `null` when it was reset to those that ship.
    pub content: Option<MessageContent>,
    /// When it was saved.
    pub created_at: Time,
    /// Who saved it.
    pub created_by: Option<UserRef>,
}

/// The wordings of a message, newest first; at most the last 50.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageHistory {
    /// The wordings.
    pub items: Vec<MessageVersion>,
}

/// Asks for a preview.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PreviewMessage {
    /// The texts to show; left out, those in force.
    #[garde(dive)]
    #[serde(default)]
    pub content: Option<MessageContent>,
    /// Whose name and addresses stand in it; left out, those of a made-up person.
    #[garde(skip)]
    #[serde(default)]
    pub user_id: Option<Uuid>,
}

/// How a message looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessagePreview {
    /// The subject.
    pub subject: Option<String>,
    /// The sender, as mail programs show it.
    pub sender: Option<String>,
    /// The plain text.
    pub text: Option<String>,
    /// The HTML; images of the message stand in it as data.
    pub html: Option<String>,
    /// The text message.
    pub sms: Option<SmsPreview>,
}

/// How a text message looks and what it costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SmsPreview {
    /// The text.
    pub text: String,
    /// The alphabet (3GPP TS 23.038).
    pub encoding: SmsEncoding,
    /// How many messages the provider counts.
    pub segments: u32,
    /// Characters of the alphabet used; extended ones of GSM-7 count twice.
    pub units: u32,
    /// How many more fit without a further segment.
    pub units_left: u32,
}

/// The alphabet of a text message (3GPP TS 23.038).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SmsEncoding {
    /// The default alphabet: 160 in one message, 153 in each of several.
    #[serde(rename = "gsm_7")]
    Gsm7,
    /// UCS-2: 70 in one message, 67 in each of several.
    #[serde(rename = "ucs_2")]
    Ucs2,
}

/// Sends a message with made-up values.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TestMessage {
    /// An e-mail address, or a number in E.164 form where the text message is meant.
    #[garde(length(chars, min = 3, max = 254))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 3, max_length = 254, example = "maja@example.org")
    )]
    pub to: String,
    /// The texts to send; left out, those in force.
    #[garde(dive)]
    #[serde(default)]
    pub content: Option<MessageContent>,
}
