//! Making the message of a delivery in hand: its text, its picture, its headers.

use anteroom_domain::notifications::DeliveryProblemCode;
use jiff::Timestamp;

use super::take::Job;
use crate::app::App;
use crate::db::Moment as _;
use crate::failure::Unexpected;
use crate::notifications::messages::{self, Rendered};
use crate::notifications::outgoing::{Mail, NotSent, Problem, Sms, Verdict};

/// A message, ready to be handed over.
pub(super) enum Written {
    Mail(Mail),
    Sms { sms: Sms, segments: u32 },
}

/// Writes it.
pub(super) async fn write(app: &App, job: &Job) -> Result<Written, NotSent> {
    let rendered = render(app, job).await.map_err(|cause| {
        tracing::error!(%cause, "The text of a message could not be read: {cause}.");
        let detail = "The text of the message could not be read; the log of the server says why.";
        NotSent::for_now(DeliveryProblemCode::Internal, detail)
    })?;
    match rendered.map_err(given_up)? {
        Rendered::Mail {
            subject,
            text,
            html,
        } => Ok(Written::Mail(Mail {
            to: job.row.destination.clone(),
            subject,
            text,
            html,
            qr_code: qr_code(job).map_err(given_up)?,
            message_id: job.row.message_id.clone(),
            written_at: Timestamp::from_stored(job.row.created_at),
        })),
        Rendered::Sms { text, segments } => Ok(Written::Sms {
            sms: Sms {
                to: job.row.destination.clone(),
                text,
                message_id: job.row.id.to_string(),
            },
            segments,
        }),
    }
}

async fn render(app: &App, job: &Job) -> Result<Result<Rendered, Problem>, Unexpected> {
    let kind = job.row.message_kind()?;
    let channel = job.row.notification_channel()?;
    let language = job.row.message_language()?;
    let Some(texts) = &job.facts.test_texts else {
        let connection = app.db.reader();
        let rendered =
            messages::render(app, connection, kind, channel, language, &job.values).await;
        return Ok(rendered);
    };
    let issuer = &app.config.issuer.name;
    let rendered = messages::render_texts(issuer, kind, channel, language, texts, &job.values);
    Ok(rendered
        .map_err(|problem| Problem::new(DeliveryProblemCode::MessageInvalid, &problem.to_string())))
}

/// The picture of the link, where the values say that the mail has one.
fn qr_code(job: &Job) -> Result<Option<Vec<u8>>, Problem> {
    job.values
        .link
        .as_deref()
        .filter(|_| job.values.has_qr_code)
        .map(messages::qr_code_png)
        .transpose()
}

const fn given_up(problem: Problem) -> NotSent {
    NotSent {
        problem,
        verdict: Verdict::GiveUp,
    }
}
