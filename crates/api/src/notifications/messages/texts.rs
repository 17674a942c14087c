//! The parts of one message, as they are written and as they are rendered.

use anteroom_domain::notifications::MessagePart;
use serde::{Deserialize, Serialize};

/// The parts of a message; also the stored form of a wording.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Texts {
    /// The subject of the mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The plain text of the mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The HTML of the mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// The text message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms: Option<String>,
}

impl Texts {
    /// One part.
    pub fn get(&self, part: MessagePart) -> Option<&str> {
        match part {
            MessagePart::Subject => self.subject.as_deref(),
            MessagePart::Text => self.text.as_deref(),
            MessagePart::Html => self.html.as_deref(),
            MessagePart::Sms => self.sms.as_deref(),
        }
    }

    /// Puts one part in.
    pub fn set(&mut self, part: MessagePart, text: String) {
        let place = match part {
            MessagePart::Subject => &mut self.subject,
            MessagePart::Text => &mut self.text,
            MessagePart::Html => &mut self.html,
            MessagePart::Sms => &mut self.sms,
        };
        *place = Some(text);
    }
}
