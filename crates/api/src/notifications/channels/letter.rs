//! From a mail to the bytes that a server takes: headers, parts, envelope.
//!
//! The texts were checked when they were written and the names when they were typed in. Both are cleaned here
//! once more, since what stands in a header of a mail is the last place where a forgotten check would show.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, SystemTime};

use anteroom_domain::limits::{MAIL_BODY_BYTES_MAX, MAIL_SUBJECT_CHARACTERS_MAX};
use anteroom_domain::notifications::DeliveryProblemCode;
use anteroom_domain::notifications::email::EmailSettings;
use jiff::Timestamp;
use lettre::address::Envelope;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};

use crate::notifications::outgoing::{Mail, NotSent, QR_CODE_CONTENT_ID};

/// A mail in the form in which it travels.
pub struct Letter {
    /// From whom and to whom, for the server.
    pub envelope: Envelope,
    /// The whole message.
    pub bytes: Vec<u8>,
}

/// What a mail consists of. Text messages that travel as mails have no HTML.
pub struct Content<'a> {
    pub to: &'a str,
    pub subject: &'a str,
    pub text: &'a str,
    pub html: Option<&'a str>,
    pub qr_code: Option<&'a [u8]>,
    pub message_id: &'a str,
    pub written_at: Timestamp,
}

impl<'a> From<&'a Mail> for Content<'a> {
    fn from(mail: &'a Mail) -> Self {
        Self {
            to: &mail.to,
            subject: &mail.subject,
            text: &mail.text,
            html: Some(&mail.html),
            qr_code: mail.qr_code.as_deref(),
            message_id: &mail.message_id,
            written_at: mail.written_at,
        }
    }
}

/// Makes the mail, or says why none can be made of it.
pub fn compose(settings: &EmailSettings, content: &Content<'_>) -> Result<Letter, NotSent> {
    // The mail library has places where it gives up by a panic. None is known to be reachable with what was
    // cleaned; if one is, it costs this mail and not the worker.
    catch_unwind(AssertUnwindSafe(|| composed(settings, content)))
        .unwrap_or_else(|_panic| Err(invalid("the mail library cannot write this mail")))
}

fn composed(settings: &EmailSettings, content: &Content<'_>) -> Result<Letter, NotSent> {
    let bytes = content.text.len() + content.html.map_or(0, str::len);
    if bytes > MAIL_BODY_BYTES_MAX {
        return Err(invalid("the texts of the mail are too long"));
    }
    let name = clean_line(&settings.sender_name, MAIL_SUBJECT_CHARACTERS_MAX);
    let sender = Mailbox::new(
        Some(name).filter(|name| !name.is_empty()),
        address(&settings.sender_address)?,
    );
    let recipient = address(content.to)?;
    let envelope = Envelope::new(Some(sender.email.clone()), vec![recipient.clone()])
        .map_err(|error| invalid(&error.to_string()))?;
    let mut builder = Message::builder()
        .envelope(envelope)
        .from(sender)
        .to(Mailbox::new(None, recipient))
        .subject(clean_line(content.subject, MAIL_SUBJECT_CHARACTERS_MAX))
        .date(system_time(content.written_at))
        .message_id(Some(message_id(content.message_id)?))
        // So that no holiday answer comes back (RFC 3834, section 5).
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
    if let Some(reply_to) = &settings.reply_to {
        builder = builder.reply_to(Mailbox::new(None, address(reply_to)?));
    }
    let message = match body(content) {
        Body::Plain(part) => builder.singlepart(part),
        Body::Parts(parts) => builder.multipart(parts),
    };
    let message = message.map_err(|error| invalid(&error.to_string()))?;
    Ok(Letter {
        envelope: message.envelope().clone(),
        bytes: message.formatted(),
    })
}

enum Body {
    Plain(SinglePart),
    Parts(MultiPart),
}

fn body(content: &Content<'_>) -> Body {
    let plain = SinglePart::builder()
        .header(ContentType::TEXT_PLAIN)
        .body(clean_lines(content.text));
    let Some(html) = content.html else {
        return Body::Plain(plain);
    };
    let html = SinglePart::builder()
        .header(ContentType::TEXT_HTML)
        .body(clean_lines(html));
    let alternative = MultiPart::alternative().singlepart(plain);
    let (Some(image), Ok(png)) = (content.qr_code, ContentType::parse("image/png")) else {
        return Body::Parts(alternative.singlepart(html));
    };
    let image = Attachment::new_inline_with_name(
        QR_CODE_CONTENT_ID.to_owned(),
        format!("{QR_CODE_CONTENT_ID}.png"),
    )
    .body(image.to_vec(), png);
    let related = MultiPart::related().singlepart(html).singlepart(image);
    Body::Parts(alternative.multipart(related))
}

/// An address whose domain is in the form that every server takes.
fn address(text: &str) -> Result<Address, NotSent> {
    let (local, domain) = text
        .rsplit_once('@')
        .ok_or_else(|| invalid("the address is none"))?;
    let domain = url::Host::parse(domain).map_err(|error| invalid(&error.to_string()))?;
    Address::new(local, domain.to_string()).map_err(|error| invalid(&error.to_string()))
}

/// A `Message-ID` (RFC 5322, section 3.6.4), as far as it matters for a header: one word in angle brackets.
fn message_id(text: &str) -> Result<String, NotSent> {
    let is_id = text.starts_with('<')
        && text.ends_with('>')
        && text.len() <= 250
        && text.bytes().all(|byte| byte.is_ascii_graphic());
    if is_id {
        Ok(text.to_owned())
    } else {
        Err(invalid("the Message-ID is none"))
    }
}

/// One line without control characters and without marks that turn text around.
pub fn clean_line(text: &str, characters_max: usize) -> String {
    let line: String = text
        .chars()
        .filter(|character| !is_direction_mark(*character))
        .map(|character| {
            if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                character
            }
        })
        .take(characters_max)
        .collect();
    line.trim().to_owned()
}

const fn is_direction_mark(character: char) -> bool {
    matches!(
        character,
        '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

fn clean_lines(text: &str) -> String {
    text.chars()
        .filter(|character| matches!(character, '\n' | '\t') || !character.is_control())
        .collect()
}

/// The dates that the mail library can write begin with 1970 and end with 9999.
fn system_time(moment: Timestamp) -> SystemTime {
    const END_OF_9999: u64 = 253_402_300_799;
    let seconds = u64::try_from(moment.as_second()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.min(END_OF_9999))
}

fn invalid(detail: &str) -> NotSent {
    NotSent::for_good(DeliveryProblemCode::MessageInvalid, detail)
}

#[cfg(test)]
mod tests;
