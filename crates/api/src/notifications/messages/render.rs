//! Rendering the message in force, and a wording that is not.

use std::fmt;

use anteroom_domain::limits::{SMS_SEGMENTS_MAX, SUBJECT_CHARACTERS_MAX};
use anteroom_domain::notifications::sms_text::sms_size;
use anteroom_domain::notifications::values::cleaned_line;
use anteroom_domain::notifications::{
    DeliveryProblemCode, Language, MessageKind, MessagePart, NotificationChannel, Placeholder,
};

use super::check::TextProblem;
use super::defaults::default_texts;
use super::engine::{self, Refused};
use super::texts::Texts;
use super::values::{Values, context};
use crate::app::App;
use crate::db::ConnectionTrait;
use crate::notifications::outgoing::Problem;
use crate::notifications::store;

/// A rendered message. It holds what can be redeemed, so it does not print itself.
#[derive(Clone, PartialEq, Eq)]
pub enum Rendered {
    /// For a mail.
    Mail {
        /// One line, at most 200 characters.
        subject: String,
        /// The plain part.
        text: String,
        /// The HTML part.
        html: String,
    },
    /// For a text message.
    Sms {
        /// The text.
        text: String,
        /// How many messages the provider counts.
        segments: u32,
    },
}

impl fmt::Debug for Rendered {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Mail { .. } => "Mail(..)",
            Self::Sms { .. } => "Sms(..)",
        })
    }
}

/// Renders the wording in force for a channel; the one that ships when that of the administrator fails.
pub async fn render(
    app: &App,
    connection: &impl ConnectionTrait,
    kind: MessageKind,
    channel: NotificationChannel,
    language: Language,
    values: &Values,
) -> Result<Rendered, Problem> {
    let issuer = &app.config.issuer.name;
    check_given(issuer, kind, language, values)?;
    let worded = store::messages::in_force(connection, kind, language)
        .await
        .map_err(|cause| Problem::new(DeliveryProblemCode::Internal, &cause.to_string()))?;
    if let Some(texts) = worded.and_then(|version| version.texts) {
        match render_texts(issuer, kind, channel, language, &texts, values) {
            Ok(rendered) => return Ok(rendered),
            Err(problem) => {
                tracing::warn!(%kind, %language, %problem, "The wording of a message does not work, so the one that ships is sent: {problem}.");
            }
        }
    }
    let texts = default_texts(kind, language);
    render_texts(issuer, kind, channel, language, texts, values)
        .map_err(|problem| invalid(&problem.to_string()))
}

/// Renders a wording for a channel.
pub fn render_texts(
    issuer: &str,
    kind: MessageKind,
    channel: NotificationChannel,
    language: Language,
    texts: &Texts,
    values: &Values,
) -> Result<Rendered, TextProblem> {
    let writer = Writer {
        issuer,
        kind,
        language,
        values,
    };
    match channel {
        NotificationChannel::Email => Ok(Rendered::Mail {
            subject: writer.part(texts, MessagePart::Subject)?,
            text: writer.part(texts, MessagePart::Text)?,
            html: writer.part(texts, MessagePart::Html)?,
        }),
        NotificationChannel::Sms => {
            let text = writer.part(texts, MessagePart::Sms)?;
            let segments = sms_size(&text).segments;
            Ok(Rendered::Sms { text, segments })
        }
    }
}

/// Renders all parts of a wording.
pub fn preview(
    issuer: &str,
    kind: MessageKind,
    language: Language,
    texts: &Texts,
    values: &Values,
) -> Result<Texts, TextProblem> {
    let writer = Writer {
        issuer,
        kind,
        language,
        values,
    };
    let mut rendered = Texts::default();
    for part in kind.parts() {
        rendered.set(*part, writer.part(texts, *part)?);
    }
    Ok(rendered)
}

/// What every message of this kind has must have been given.
fn check_given(
    issuer: &str,
    kind: MessageKind,
    language: Language,
    values: &Values,
) -> Result<(), Problem> {
    let missing = kind.placeholders().iter().find(|placeholder| {
        !placeholder.can_be_missing(kind) && values.get(**placeholder, issuer, language).is_none()
    });
    match missing {
        None => Ok(()),
        Some(placeholder) => Err(invalid(&format!("`{placeholder}` has no value"))),
    }
}

/// What is the same for all parts of one message.
struct Writer<'a> {
    issuer: &'a str,
    kind: MessageKind,
    language: Language,
    values: &'a Values,
}

impl Writer<'_> {
    fn part(&self, texts: &Texts, part: MessagePart) -> Result<String, TextProblem> {
        self.written(texts, part)
            .map_err(|refused| TextProblem { part, refused })
    }

    fn written(&self, texts: &Texts, part: MessagePart) -> Result<String, Refused> {
        let text = texts.get(part).ok_or_else(|| {
            Refused::at(
                None,
                "part_unknown",
                "messages of this kind have no such part",
            )
        })?;
        let allowed: Vec<Placeholder> = self
            .kind
            .placeholders()
            .iter()
            .copied()
            .filter(|placeholder| self.kind.allows(*placeholder, part))
            .collect();
        let values = context(&allowed, |placeholder| {
            self.values.get(placeholder, self.issuer, self.language)
        });
        let output = engine::run(part, text, values)?;
        match part {
            // Long names are cut rather than refused: the message matters more than its subject.
            MessagePart::Subject => Ok(cleaned_line(&output, SUBJECT_CHARACTERS_MAX)),
            MessagePart::Sms if sms_size(output.trim()).segments > SMS_SEGMENTS_MAX => {
                let message = format!("takes more than {SMS_SEGMENTS_MAX} messages");
                Err(Refused::at(None, "too_long", message))
            }
            MessagePart::Sms => Ok(output.trim().to_owned()),
            MessagePart::Text | MessagePart::Html => Ok(output),
        }
    }
}

fn invalid(detail: &str) -> Problem {
    Problem::new(DeliveryProblemCode::MessageInvalid, detail)
}
