//! Deliveries: one message on its way.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::health::{DeliveryProblem, NotificationChannel};
use super::messages::MessageKind;
use crate::Time;
use crate::users::{Language, UserRef};

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// Waits to be sent, or to be tried again.
    Queued,
    /// The server or the gateway has taken it.
    Sent,
    /// Given up.
    Failed,
    /// Not sent, because nobody needs it any more or an administrator said so.
    Discarded,
}

/// What a provider reported of a message that it had taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryReceipt {
    /// It is on the phone.
    Delivered,
    /// It did not get there.
    Undelivered,
}

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Delivery {
    /// The delivery's id.
    pub id: Uuid,
    /// What the message is about.
    pub kind: MessageKind,
    /// What it travels over.
    pub channel: NotificationChannel,
    /// Where it stands.
    pub status: DeliveryStatus,
    /// Whom it is for; `null` for test messages and for users who are gone.
    pub user: Option<UserRef>,
    /// The masked address.
    pub destination: String,
    /// The language it is written in.
    pub language: Language,
    /// The provisioning token it carries, if any.
    pub provisioning_token_id: Option<Uuid>,
    /// How often it was tried.
    pub attempts: u32,
    /// Whether a worker has it in hand.
    pub in_hand: bool,
    /// When it is tried next, while it is queued.
    pub next_attempt_at: Option<Time>,
    /// When it was taken by the server or the gateway.
    pub sent_at: Option<Time>,
    /// The name of the gateway that took it, or of the mail server.
    pub sent_by: Option<String>,
    /// The id that the provider gave it.
    pub provider_message_id: Option<String>,
    /// What the provider reported later.
    pub receipt: Option<DeliveryReceipt>,
    /// The `Message-ID` of the mail (RFC 5322); the same at every try.
    pub message_id: Option<String>,
    /// Segments of the text message.
    pub segments: Option<u32>,
    /// What went wrong last.
    pub last_error: Option<DeliveryProblem>,
    /// When it was written.
    pub created_at: Time,
    /// When it was sent, given up or discarded.
    pub ended_at: Option<Time>,
}

/// A delivery with its attempts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryDetails {
    /// The delivery.
    #[serde(flatten)]
    pub delivery: Delivery,
    /// Its attempts, newest first; at most the last 50.
    pub attempt_list: Vec<DeliveryAttempt>,
}

/// One attempt to send a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryAttempt {
    /// Its number, from 1.
    pub number: u32,
    /// When it ended.
    pub at: Time,
    /// The name of the gateway or of the mail server that was tried.
    pub by: Option<String>,
    /// Why it failed; `null` when it did not.
    pub error: Option<DeliveryProblem>,
    /// How long it took, in milliseconds.
    pub duration_ms: u32,
}
