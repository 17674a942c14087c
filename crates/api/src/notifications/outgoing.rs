//! What passes between the three parts of the slice: texts are rendered, the outbox hands them to a channel,
//! and the channel says what became of them.

use anteroom_domain::ids::SmsGatewayId;
use anteroom_domain::limits::DELIVERY_DETAIL_CHARACTERS_MAX;
use anteroom_domain::notifications::DeliveryProblemCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::failure::Unexpected;

/// The Content-ID of the QR code in a mail (RFC 2392), without angle brackets.
pub const QR_CODE_CONTENT_ID: &str = "qr-code";

/// A mail, ready to be handed over.
pub struct Mail {
    /// The address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// The plain part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// The image that the HTML part shows by [`QR_CODE_CONTENT_ID`], as PNG.
    pub qr_code: Option<Vec<u8>>,
    /// The `Message-ID` with its angle brackets; the same at every try.
    pub message_id: String,
    /// The `Date`; the same at every try.
    pub written_at: Timestamp,
}

/// A text message, ready to be handed over.
pub struct Sms {
    /// The number in E.164 form.
    pub to: String,
    /// The text.
    pub text: String,
    /// An id of the message, the same at every try, for providers that take one.
    pub message_id: String,
}

/// What one server or gateway made of a message.
pub struct Try {
    /// The name of the server or gateway; none when it did not come to one.
    pub by: Option<String>,
    /// The gateway, for a text message.
    pub gateway: Option<SmsGatewayId>,
    /// How long it took, in milliseconds.
    pub duration_ms: u32,
    /// What came of it.
    pub outcome: Result<HandedOver, NotSent>,
}

/// A server or gateway has taken the message.
pub struct HandedOver {
    /// The id that the provider gave it.
    pub provider_message_id: Option<String>,
}

/// It has not.
#[derive(Clone, Debug)]
pub struct NotSent {
    /// Why.
    pub problem: Problem,
    /// Whether to try again.
    pub verdict: Verdict,
}

/// Whether a message that was not taken is tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A later try may work; the other side may have said how long to wait.
    TryAgain {
        /// What the other side asked for, in seconds.
        after_seconds: Option<u64>,
    },
    /// It was refused for good.
    GiveUp,
}

/// Why a message did not leave, as it is stored and shown: without anything secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The stable word.
    pub code: DeliveryProblemCode,
    /// What the other side said, or what happened.
    pub detail: String,
}

impl Problem {
    /// A problem whose detail is cut to its bound, and which is one line without control characters.
    pub fn new(code: DeliveryProblemCode, detail: &str) -> Self {
        let line = detail
            .chars()
            .map(|character| {
                if character.is_control() {
                    ' '
                } else {
                    character
                }
            })
            .take(DELIVERY_DETAIL_CHARACTERS_MAX)
            .collect::<String>();
        Self {
            code,
            detail: line.trim().to_owned(),
        }
    }
}

impl Problem {
    /// The form that is stored.
    pub fn to_text(&self) -> Result<String, Unexpected> {
        serde_json::to_string(self)
            .map_err(|cause| Unexpected::new("storing why a message did not leave", cause))
    }

    /// The problem of a stored form.
    pub fn read(text: &str) -> Result<Self, Unexpected> {
        serde_json::from_str(text)
            .map_err(|cause| Unexpected::new("reading why a message did not leave", cause))
    }
}

impl NotSent {
    /// A later try may work.
    pub fn for_now(code: DeliveryProblemCode, detail: &str) -> Self {
        Self {
            problem: Problem::new(code, detail),
            verdict: Verdict::TryAgain {
                after_seconds: None,
            },
        }
    }

    /// No later try will work.
    pub fn for_good(code: DeliveryProblemCode, detail: &str) -> Self {
        Self {
            problem: Problem::new(code, detail),
            verdict: Verdict::GiveUp,
        }
    }
}
