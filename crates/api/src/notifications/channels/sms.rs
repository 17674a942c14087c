//! Sending one text message: the gateways from top to bottom.

use std::time::Instant;

use anteroom_api_types::notifications::sms::{MailSms, SmsTransport};
use anteroom_domain::notifications::DeliveryProblemCode as Code;

use super::caught::{self, CaughtSms};
use super::letter::Content;
use super::mail::{self, milliseconds};
use super::template::{self, Values};
use super::{http_sms, secrets};
use crate::app::App;
use crate::failure::Unexpected;
use crate::notifications::outgoing::{HandedOver, NotSent, Sms, Try};
use crate::notifications::store::sms_gateways::{self, StoredGateway};

/// Hands a text message to the gateways in their order; the last of the tries decides.
///
/// A gateway that refuses the message for good ends it, since the next one would only be paid for the same
/// answer. Whatever else goes wrong is the gateway's, and the next one is tried.
pub async fn send_sms(app: &App, sms: &Sms) -> Vec<Try> {
    let gateways = match sms_gateways::all(app.db.reader()).await {
        Ok(gateways) => gateways,
        Err(failed) => return vec![not_tried(mail::internal(failed))],
    };
    let mut tries = Vec::new();
    for gateway in gateways.iter().filter(|gateway| gateway.enabled) {
        let attempt = send_by(app, gateway, sms).await;
        let is_over = match &attempt.outcome {
            Ok(_handed_over) => true,
            Err(failed) => failed.problem.code == Code::Refused,
        };
        tries.push(attempt);
        if is_over {
            break;
        }
    }
    if tries.is_empty() {
        let off = NotSent::for_now(Code::ChannelOff, "no SMS gateway is switched on");
        tries.push(not_tried(off));
    }
    tries
}

/// Hands a text message to this gateway, and notes with the gateway what came of it.
pub async fn send_by(app: &App, gateway: &StoredGateway, sms: &Sms) -> Try {
    let started = Instant::now();
    let outcome = hand_over(app, gateway, sms).await;
    if let Err(failed) = note(app, gateway, &outcome).await {
        tracing::error!(gateway = %gateway.name, cause = %failed, "What a gateway made of a message could not be noted.");
    }
    Try {
        by: Some(gateway.name.clone()),
        gateway: Some(gateway.id),
        duration_ms: milliseconds(started.elapsed()),
        outcome,
    }
}

/// Runs what needs the values of a message, with the secret of the gateway opened for as long.
pub async fn with_values<T>(
    app: &App,
    gateway: &StoredGateway,
    sms: &Sms,
    work: impl AsyncFnOnce(&Values<'_>) -> Result<T, NotSent>,
) -> Result<T, NotSent> {
    let place = secrets::gateway_secret(gateway.id);
    let secret = secrets::open(app, place, gateway.secret.as_deref()).map_err(mail::internal)?;
    let values = Values {
        to: &sms.to,
        text: &sms.text,
        sender: &gateway.sender,
        user_name: gateway.user_name.as_deref().unwrap_or_default(),
        secret: secret.as_ref().map_or("", |secret| secret.as_str()),
        message_id: &sms.message_id,
    };
    work(&values).await
}

async fn hand_over(app: &App, gateway: &StoredGateway, sms: &Sms) -> Result<HandedOver, NotSent> {
    match &gateway.transport {
        SmsTransport::File(_) => {
            let caught = CaughtSms {
                to: sms.to.clone(),
                from: gateway.sender.clone(),
                text: sms.text.clone(),
                message_id: sms.message_id.clone(),
            };
            caught::write_sms(app, &caught).await?;
            Ok(HandedOver {
                provider_message_id: None,
            })
        }
        SmsTransport::Http(http) => {
            with_values(app, gateway, sms, async |values| {
                http_sms::send(app, http, values).await
            })
            .await
        }
        SmsTransport::Smtp(mail) => {
            with_values(app, gateway, sms, async |values| {
                send_as_mail(app, mail, values).await
            })
            .await
        }
    }
}

async fn send_as_mail(
    app: &App,
    mail: &MailSms,
    values: &Values<'_>,
) -> Result<HandedOver, NotSent> {
    let id: String = values
        .message_id
        .chars()
        .filter(|character| character.is_ascii_alphanumeric() || *character == '-')
        .collect();
    let content = Content {
        to: &template::in_header(&mail.address, values)?,
        subject: &template::in_header(&mail.subject, values)?,
        text: values.text,
        html: None,
        qr_code: None,
        message_id: &format!("<sms-{id}@{}>", app.config.http.host()),
        written_at: app.now(),
    };
    mail::send(app, &content).await.outcome
}

async fn note(
    app: &App,
    gateway: &StoredGateway,
    outcome: &Result<HandedOver, NotSent>,
) -> Result<(), Unexpected> {
    let (id, now) = (gateway.id, app.now());
    let problem = outcome.as_ref().err().map(|failed| failed.problem.clone());
    app.db
        .write(async move |transaction| match problem {
            None => Ok(sms_gateways::note_sent(transaction, id, now).await?),
            // Of a message that is refused the gateway is not to blame.
            Some(problem) if problem.code == Code::Refused => Ok(()),
            Some(problem) => sms_gateways::note_error(transaction, id, &problem, now).await,
        })
        .await
}

fn not_tried(failed: NotSent) -> Try {
    Try {
        by: None,
        gateway: None,
        duration_ms: 0,
        outcome: Err(failed),
    }
}
