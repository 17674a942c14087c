//! Caught messages: what the transport `file` has written in place of sending it.

use serde::{Deserialize, Serialize};

use super::health::NotificationChannel;
use crate::Time;

/// A caught message, in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaughtMessage {
    /// Its id.
    pub id: String,
    /// What it would have travelled over.
    pub channel: NotificationChannel,
    /// When it was caught.
    pub caught_at: Time,
    /// The address or number it is for.
    pub to: String,
    /// The subject of the mail; for a text message the begin of its text.
    pub subject: String,
}

/// A caught message with its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaughtMessageDetails {
    /// The message.
    #[serde(flatten)]
    pub message: CaughtMessage,
    /// The sender.
    pub from: String,
    /// The plain text.
    pub text: String,
    /// The HTML of a mail; images of the mail stand in it as data.
    pub html: Option<String>,
}
