//! What the help desk does with a delivery: try it again, or leave it.

use anteroom_domain::clock::before_seconds;
use anteroom_domain::ids::DeliveryId;
use anteroom_domain::notifications::DeliveryStatus;

use super::finish::{event, tell};
use crate::app::App;
use crate::audit::{self, Origin};
use crate::db::{Moment as _, Transaction};
use crate::failure::{Failure, Unexpected};
use crate::notifications::entity::delivery::Model;
use crate::notifications::store::deliveries;

/// Why a delivery is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeRefused {
    /// There is none.
    NotFound,
    /// Where it stands does not allow it.
    Status(DeliveryStatus),
}

/// Lets a message be tried at once: one that waits, or one that was given up.
pub async fn retry(
    app: &App,
    id: DeliveryId,
    origin: Origin,
) -> Result<Model, Failure<ChangeRefused>> {
    let now = app.now().stored();
    let row = change(app, id, origin, "delivery.retried", move |row| {
        DeliveryStatus::Queued.as_str().clone_into(&mut row.status);
        row.rounds = 0;
        row.next_attempt_at = Some(now);
        row.ended_at = None;
    })
    .await?;
    app.outbox.wake();
    Ok(row)
}

/// Leaves a message that waits or that was given up.
pub async fn discard(
    app: &App,
    id: DeliveryId,
    origin: Origin,
) -> Result<Model, Failure<ChangeRefused>> {
    let now = app.now().stored();
    change(app, id, origin, "delivery.discarded", move |row| {
        DeliveryStatus::Discarded
            .as_str()
            .clone_into(&mut row.status);
        row.next_attempt_at = None;
        row.ended_at = Some(now);
    })
    .await
}

async fn change(
    app: &App,
    id: DeliveryId,
    origin: Origin,
    action: &'static str,
    apply: impl FnOnce(&mut Model) + 'static,
) -> Result<Model, Failure<ChangeRefused>> {
    let tx_app = app.clone();
    let row = app
        .db
        .write(async move |transaction| {
            change_in(transaction, &tx_app, id, &origin, action, apply).await
        })
        .await?;
    tell(app, &row);
    Ok(row)
}

async fn change_in(
    transaction: &Transaction,
    app: &App,
    id: DeliveryId,
    origin: &Origin,
    action: &'static str,
    apply: impl FnOnce(&mut Model),
) -> Result<Model, Failure<ChangeRefused>> {
    let mut row = deliveries::find_for_change(transaction, id)
        .await?
        .ok_or(Failure::Refused(ChangeRefused::NotFound))?;
    let status = row.delivery_status()?;
    if !matches!(status, DeliveryStatus::Queued | DeliveryStatus::Failed) {
        return Err(Failure::Refused(ChangeRefused::Status(status)));
    }
    apply(&mut row);
    deliveries::update(transaction, row.clone()).await?;
    audit::record(transaction, app, origin, event(action, &row)).await?;
    Ok(row)
}

/// Removes deliveries whose end is long past.
pub async fn remove_old(app: &App) -> Result<(), Unexpected> {
    let before = before_seconds(app.now(), KEPT_SECONDS);
    app.db
        .write(async move |transaction| -> Result<(), Unexpected> {
            deliveries::delete_ended_before(transaction, before, REMOVED_AT_ONCE_MAX).await?;
            Ok(())
        })
        .await
}

/// Deliveries are kept for 90 days: long enough to answer "I never got it".
const KEPT_SECONDS: u64 = 90 * 86_400;
/// How many are removed in one transaction.
const REMOVED_AT_ONCE_MAX: u64 = 500;
