//! Writing down what came of a message.

use anteroom_domain::ids::DeliveryId;
use anteroom_domain::notifications::{DeliveryProblemCode, DeliveryStatus, retry};
use uuid::Uuid;

use crate::app::App;
use crate::audit::{self, Event, Origin};
use crate::db::{Moment as _, Transaction};
use crate::failure::Unexpected;
use crate::notifications::channels::health;
use crate::notifications::entity::delivery::Model;
use crate::notifications::entity::delivery_attempt;
use crate::notifications::outgoing::{NotSent, Problem, Try, Verdict};
use crate::notifications::store::{attempts, deliveries};

/// How a delivery ends without being sent.
pub(super) enum Ending {
    /// Given up.
    Failed(Problem),
    /// Nobody needs it any more.
    Discarded(Problem),
}

/// Writes down what the servers or gateways made of a message; the last of them decides.
pub(super) async fn finish(
    app: &App,
    id: DeliveryId,
    segments: u32,
    tries: Vec<Try>,
) -> Result<(), Unexpected> {
    let tx_app = app.clone();
    let row = app
        .db
        .write(
            async move |transaction| -> Result<Option<Model>, Unexpected> {
                let Some(mut row) = deliveries::find_for_change(transaction, id).await? else {
                    return Ok(None);
                };
                if segments > 0 {
                    row.segments = i64::from(segments);
                }
                note_tries(transaction, &tx_app, &mut row, &tries).await?;
                let Some(last) = tries.into_iter().last() else {
                    return Ok(Some(row));
                };
                apply(transaction, &tx_app, row, last).await.map(Some)
            },
        )
        .await?;
    if let Some(row) = row {
        tell(app, &row);
    }
    Ok(())
}

/// Puts a message back that nobody could even try to send.
pub(super) async fn set_back(app: &App, id: DeliveryId, failed: NotSent) -> Result<(), Unexpected> {
    let tx_app = app.clone();
    let row = app
        .db
        .write(
            async move |transaction| -> Result<Option<Model>, Unexpected> {
                let Some(mut row) = deliveries::find_for_change(transaction, id).await? else {
                    return Ok(None);
                };
                row.rounds += 1;
                not_sent(transaction, &tx_app, row, failed).await.map(Some)
            },
        )
        .await?;
    if let Some(row) = row {
        tell(app, &row);
    }
    Ok(())
}

/// Ends a delivery that is not sent.
pub(super) async fn end(
    transaction: &Transaction,
    app: &App,
    mut row: Model,
    ending: Ending,
) -> Result<Model, Unexpected> {
    let (status, action, problem) = match ending {
        Ending::Failed(problem) => (DeliveryStatus::Failed, "delivery.failed", problem),
        Ending::Discarded(problem) => (DeliveryStatus::Discarded, "delivery.discarded", problem),
    };
    status.as_str().clone_into(&mut row.status);
    row.last_error = Some(problem.to_text()?);
    row.ended_at = Some(app.now().stored());
    let_go(&mut row);
    row.next_attempt_at = None;
    deliveries::update(transaction, row.clone()).await?;
    let event = event(action, &row).with("reason", problem.code.as_str());
    audit::record(transaction, app, &Origin::system(), event).await?;
    Ok(row)
}

/// An audit event about a delivery.
pub(super) fn event(action: &'static str, row: &Model) -> Event {
    let event = Event::about(action, "delivery", row.id, row.kind.clone())
        .with("channel", row.channel.clone());
    match row.user_id {
        Some(user) => event.with("user_id", user.to_string()),
        None => event,
    }
}

/// Wakes the live page of the token that a message carries.
pub(super) fn tell(app: &App, row: &Model) {
    if let Some(token) = row.token() {
        app.live_tokens.notify(token);
    }
}

async fn note_tries(
    transaction: &Transaction,
    app: &App,
    row: &mut Model,
    tries: &[Try],
) -> Result<(), Unexpected> {
    let now = app.now();
    let channel = row.notification_channel()?;
    for tried in tries {
        row.attempts += 1;
        let error = tried.outcome.as_ref().err();
        attempts::insert(
            transaction,
            delivery_attempt::Model {
                delivery_id: row.id,
                number: row.attempts,
                at: now.stored(),
                by: tried.by.clone(),
                error: error.map(|failed| failed.problem.to_text()).transpose()?,
                duration_ms: i64::from(tried.duration_ms),
            },
        )
        .await?;
    }
    // A gateway that fails while the next one sends is no failure of the channel.
    if let Some(last) = tries.last() {
        health::note(transaction, channel, last, now).await?;
    }
    Ok(())
}

async fn apply(
    transaction: &Transaction,
    app: &App,
    mut row: Model,
    last: Try,
) -> Result<Model, Unexpected> {
    let handed_over = match last.outcome {
        Ok(handed_over) => handed_over,
        // An administrator may have ended it meanwhile; a failure changes nothing of that.
        Err(_failed) if row.status != DeliveryStatus::Queued.as_str() => {
            deliveries::update(transaction, row.clone()).await?;
            return Ok(row);
        }
        Err(failed) => return not_sent(transaction, app, row, failed).await,
    };
    let now = app.now().stored();
    DeliveryStatus::Sent.as_str().clone_into(&mut row.status);
    row.sent_at = Some(now);
    row.sent_by = last.by;
    row.gateway_id = last.gateway.map(Uuid::from);
    row.provider_message_id = handed_over.provider_message_id;
    row.last_error = None;
    row.ended_at = Some(now);
    row.next_attempt_at = None;
    let_go(&mut row);
    deliveries::update(transaction, row.clone()).await?;
    Ok(row)
}

async fn not_sent(
    transaction: &Transaction,
    app: &App,
    mut row: Model,
    failed: NotSent,
) -> Result<Model, Unexpected> {
    let asked_for = match failed.verdict {
        Verdict::TryAgain { after_seconds } => after_seconds,
        Verdict::GiveUp => return end(transaction, app, row, Ending::Failed(failed.problem)).await,
    };
    let round = u32::try_from(row.rounds).unwrap_or(u32::MAX);
    let Some(next) = retry::next_attempt(round, asked_for, app.now(), &mut app.random()) else {
        return end(transaction, app, row, Ending::Failed(failed.problem)).await;
    };
    row.last_error = Some(failed.problem.to_text()?);
    row.next_attempt_at = Some(next.stored());
    let_go(&mut row);
    deliveries::update(transaction, row.clone()).await?;
    Ok(row)
}

fn let_go(row: &mut Model) {
    row.lease_owner = None;
    row.lease_until = None;
}

/// What is said of a message that made its sender fall over.
pub(super) fn fell_over() -> Try {
    Try {
        by: None,
        gateway: None,
        duration_ms: 0,
        outcome: Err(NotSent::for_good(
            DeliveryProblemCode::MessageInvalid,
            "No message can be made of this text and these addresses.",
        )),
    }
}
