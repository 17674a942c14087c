//! Caught messages on the wire: mails are read as a mail program would read them.

use anteroom_api_types::notifications::caught::{CaughtMessage, CaughtMessageDetails};
use anteroom_api_types::notifications::health::NotificationChannel;
use jiff::Timestamp;
use mail_parser::{Address, Message, MessageParser, MimeHeaders as _};
use uuid::Uuid;

use crate::notifications::channels::caught::{Caught, CaughtSms};
use crate::notifications::messages::data_uri;

/// Characters of a text message that stand for its subject.
const SUBJECT_CHARACTERS_OF_SMS: usize = 80;

/// Shows a message in the list.
pub fn listed(id: Uuid, caught: &Caught) -> CaughtMessage {
    match caught {
        Caught::Mail(bytes) => listed_mail(id, parsed(bytes).as_ref()),
        Caught::Sms(sms) => listed_sms(id, sms),
    }
}

/// Shows a message with its content.
pub fn details(id: Uuid, caught: Caught) -> CaughtMessageDetails {
    match caught {
        Caught::Mail(bytes) => {
            let mail = parsed(&bytes);
            CaughtMessageDetails {
                message: listed_mail(id, mail.as_ref()),
                from: person(mail.as_ref().and_then(Message::from)),
                text: mail
                    .as_ref()
                    .and_then(|mail| mail.body_text(0))
                    .unwrap_or_default()
                    .into_owned(),
                html: mail.as_ref().and_then(html_with_images),
            }
        }
        Caught::Sms(sms) => CaughtMessageDetails {
            message: listed_sms(id, &sms),
            from: sms.from,
            text: sms.text,
            html: None,
        },
    }
}

fn parsed(bytes: &[u8]) -> Option<Message<'_>> {
    MessageParser::default().parse(bytes)
}

fn listed_mail(id: Uuid, mail: Option<&Message<'_>>) -> CaughtMessage {
    let to = mail.and_then(Message::to).and_then(Address::first);
    CaughtMessage {
        id: id.to_string(),
        channel: NotificationChannel::Email,
        caught_at: caught_at(id).into(),
        to: to
            .and_then(|to| to.address())
            .unwrap_or_default()
            .to_owned(),
        subject: mail
            .and_then(Message::subject)
            .unwrap_or_default()
            .to_owned(),
    }
}

fn listed_sms(id: Uuid, sms: &CaughtSms) -> CaughtMessage {
    CaughtMessage {
        id: id.to_string(),
        channel: NotificationChannel::Sms,
        caught_at: caught_at(id).into(),
        to: sms.to.clone(),
        subject: sms.text.chars().take(SUBJECT_CHARACTERS_OF_SMS).collect(),
    }
}

/// The HTML part; images that it shows by their Content-ID stand in it as data.
fn html_with_images(mail: &Message<'_>) -> Option<String> {
    mail.html_part(0).filter(|part| part.is_text_html())?;
    let mut html = mail.body_html(0)?.into_owned();
    for part in mail.attachments() {
        let is_png = part
            .content_type()
            .is_some_and(|it| it.ctype() == "image" && it.subtype() == Some("png"));
        if let Some(id) = part.content_id().filter(|_| is_png) {
            html = html.replace(&format!("cid:{id}"), &data_uri(part.contents()));
        }
    }
    Some(html)
}

fn person(address: Option<&Address<'_>>) -> String {
    let Some(first) = address.and_then(Address::first) else {
        return String::new();
    };
    match (first.name(), first.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (None, Some(address)) => address.to_owned(),
        (name, None) => name.unwrap_or_default().to_owned(),
    }
}

/// The moment that a UUIDv7 begins with (RFC 9562, section 5.7).
fn caught_at(id: Uuid) -> Timestamp {
    let milliseconds = i64::try_from(id.as_u128() >> 80).unwrap_or_default();
    Timestamp::from_millisecond(milliseconds).unwrap_or_default()
}
