//! Taking the next message in hand: a lease, and what its source says.

use std::sync::{Arc, OnceLock};

use anteroom_domain::clock::after_seconds;
use anteroom_domain::ids::DeliveryId;
use anteroom_domain::limits::DELIVERY_ATTEMPTS_MAX;
use anteroom_domain::notifications::{DeliveryProblemCode, NotificationChannel};
use uuid::Uuid;

use super::finish::{self, Ending};
use super::source::{Pending, Prepared};
use crate::accounts;
use crate::app::{App, PROVISIONING_MESSAGES};
use crate::db::{Moment as _, Transaction};
use crate::failure::Unexpected;
use crate::notifications::entity::delivery::{Facts, Model};
use crate::notifications::messages::Values;
use crate::notifications::outgoing::{NotSent, Problem};
use crate::notifications::reports;
use crate::notifications::store::deliveries;

/// What a look into the outbox came to.
pub(super) enum Taken {
    /// Nothing is due.
    Nothing,
    /// A message that needs no sending any more; none when it could not even be read.
    Settled(Option<Box<Model>>),
    /// A message in hand.
    Job(Box<Job>),
}

/// A message in hand, under a lease.
pub(super) struct Job {
    pub row: Model,
    pub facts: Facts,
    pub values: Values,
}

/// Takes the next message of this channel.
pub(super) async fn take(
    app: &App,
    worker: Uuid,
    channel: NotificationChannel,
) -> Result<Taken, Unexpected> {
    // Most looks find nothing, and then nobody has to wait for a writer.
    if !deliveries::is_any_due(app.db.reader(), channel, app.now()).await? {
        return Ok(Taken::Nothing);
    }
    let (tx_app, seen) = (app.clone(), Arc::new(OnceLock::new()));
    let in_hand = seen.clone();
    let taken = app
        .db
        .write(async move |transaction| {
            take_in(transaction, &tx_app, worker, channel, &in_hand).await
        })
        .await;
    match (taken, seen.get()) {
        (Ok(taken), _) => {
            if let Taken::Settled(Some(row)) = &taken {
                finish::tell(app, row);
            }
            Ok(taken)
        }
        // A row that cannot be read must not stand in the way of the others.
        (Err(cause), Some(id)) if !cause.is_temporary() => {
            tracing::error!(%cause, "A message could not be taken in hand: {cause}.");
            let failed = NotSent::for_now(
                DeliveryProblemCode::Internal,
                "The message could not be made; the log of the server says why.",
            );
            finish::set_back(app, *id, failed).await?;
            Ok(Taken::Settled(None))
        }
        (Err(cause), _) => Err(cause),
    }
}

async fn take_in(
    transaction: &Transaction,
    app: &App,
    worker: Uuid,
    channel: NotificationChannel,
    seen: &OnceLock<DeliveryId>,
) -> Result<Taken, Unexpected> {
    let now = app.now();
    let Some(mut row) = deliveries::next_due(transaction, channel, now).await? else {
        return Ok(Taken::Nothing);
    };
    let _first = seen.set(row.delivery_id());
    if row.rounds >= i64::from(DELIVERY_ATTEMPTS_MAX) {
        // Whoever had it in hand last did not live to write down what came of it.
        let problem = Problem::new(
            DeliveryProblemCode::Internal,
            "It was taken in hand too often.",
        );
        let row = finish::end(transaction, app, row, Ending::Failed(problem)).await?;
        return Ok(Taken::Settled(Some(Box::new(row))));
    }
    let facts = row.read_facts()?;
    match prepare(transaction, app, &row, &facts).await? {
        Prepared::NotNeeded(why) => {
            let problem = Problem::new(DeliveryProblemCode::NotNeeded, &why);
            let row = finish::end(transaction, app, row, Ending::Discarded(problem)).await?;
            Ok(Taken::Settled(Some(Box::new(row))))
        }
        Prepared::Send(values) => {
            row.rounds += 1;
            row.lease_owner = Some(worker);
            row.lease_until = Some(after_seconds(now, app.config.outbox.lease_seconds).stored());
            deliveries::update(transaction, row.clone()).await?;
            Ok(Taken::Job(Box::new(Job {
                row,
                facts,
                values: *values,
            })))
        }
    }
}

async fn prepare(
    transaction: &Transaction,
    app: &App,
    row: &Model,
    facts: &Facts,
) -> Result<Prepared, Unexpected> {
    if facts.is_test {
        let origin = app.config.http.origin();
        let made_up = Values::made_up(row.message_kind()?, origin, app.now());
        return Ok(Prepared::Send(Box::new(made_up)));
    }
    if let Some(token) = row.token() {
        let pending = Pending {
            token,
            channel: row.notification_channel()?,
            destination: row.destination.clone(),
        };
        return PROVISIONING_MESSAGES(app, transaction, &pending).await;
    }
    let account = match row.user() {
        Some(user) => accounts::find(transaction, user).await?,
        None => None,
    };
    let Some(account) = account else {
        return Ok(Prepared::NotNeeded("The user is gone.".to_owned()));
    };
    Ok(Prepared::Send(Box::new(Values {
        profile_name: facts.profile_name.clone(),
        client_address: facts.client_address,
        occurred_at: facts.occurred_at.map(jiff::Timestamp::from_stored),
        report_link: Some(reports::link(app, row.delivery_id())),
        ..Values::of(&account)
    })))
}
