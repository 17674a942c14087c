//! The worker of one replica: one lane for each channel, so that a mail server that is down keeps no text message waiting.
//!
//! A lane sends one message after the other, so that a worker that dies leaves one message at most of which
//! nobody knows whether it was taken. Only when one takes long is the next one begun beside it: a bad row
//! holds up the others for half a second.

use std::time::Duration;

use anteroom_domain::clock::after_seconds;
use anteroom_domain::notifications::NotificationChannel;
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::finish;
use super::take::{self, Job, Taken};
use super::write::{self, Written};
use crate::app::App;
use crate::failure::Unexpected;
use crate::notifications::channels;
use crate::notifications::outgoing::{NotSent, Try};
use crate::notifications::store::deliveries;

/// How long a lane waits for a message before it begins the next one beside it.
const PATIENCE: Duration = Duration::from_millis(500);
/// How many messages a lane has in hand at most.
const IN_HAND_MAX: usize = 32;
/// How often a lane looks without being woken: for retries, and for what other replicas wrote.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// The pause after a look that failed, as when the database is away.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(1);
/// How long messages in hand may take to end when the server stops.
const STOP_WAIT: Duration = Duration::from_secs(3);

/// Sends what is due until the outbox is closed; then ends what is in hand and gives the rest back.
pub async fn run(app: App) {
    let worker = Uuid::from(anteroom_domain::ids::JobId::generate(
        app.now(),
        &mut app.random(),
    ));
    let mut lanes = JoinSet::new();
    for channel in NotificationChannel::ALL {
        for _ in 0..app.config.outbox.parallel {
            lanes.spawn_local(lane(app.clone(), worker, *channel));
        }
    }
    let renewal = tokio::task::spawn_local(renew_leases(app.clone(), worker));
    while lanes.join_next().await.is_some() {}
    renewal.abort();
    let released = release(&app, worker).await;
    report("giving messages back", released);
}

async fn lane(app: App, worker: Uuid, channel: NotificationChannel) {
    let mut in_hand = JoinSet::new();
    while !app.outbox.is_closed() {
        // What has ended is forgotten; with full hands the lane waits for one to end.
        while in_hand.try_join_next().is_some() {}
        if in_hand.len() >= IN_HAND_MAX {
            in_hand.join_next().await;
        }
        let woken = app.outbox.woken();
        match take::take(&app, worker, channel).await {
            Ok(Taken::Job(job)) => {
                let (ended, has_ended) = oneshot::channel::<()>();
                let sending_app = app.clone();
                in_hand.spawn_local(async move {
                    send(sending_app, *job).await;
                    drop(ended);
                });
                // An error says that the sender is gone: that is the end which is waited for.
                let _ended_or_late = tokio::time::timeout(PATIENCE, has_ended).await;
            }
            Ok(Taken::Settled(_)) => {}
            Ok(Taken::Nothing) => {
                let _woken_or_late = tokio::time::timeout(LOOK_EVERY, woken).await;
            }
            Err(cause) => {
                report("taking a message in hand", Err(cause));
                tokio::time::sleep(PAUSE_AFTER_FAILURE).await;
            }
        }
    }
    let ending = async { while in_hand.join_next().await.is_some() {} };
    let _ended_or_late = tokio::time::timeout(STOP_WAIT, ending).await;
}

/// Renders, hands over, and writes down what came of it.
async fn send(app: App, job: Job) {
    let id = job.row.delivery_id();
    let sending = tokio::task::spawn_local(hand_over(app.clone(), job));
    // A library that falls over on a hostile text takes nothing but this message with it.
    let (segments, tries) = sending.await.unwrap_or_else(|fell| {
        tracing::error!(%fell, "Sending a message ended unexpectedly.");
        (0, vec![finish::fell_over()])
    });
    report(
        "writing down what came of a message",
        finish::finish(&app, id, segments, tries).await,
    );
}

async fn hand_over(app: App, job: Job) -> (u32, Vec<Try>) {
    match write::write(&app, &job).await {
        Ok(Written::Mail(mail)) => (0, vec![channels::send_mail(&app, &mail).await]),
        Ok(Written::Sms { sms, segments }) => (segments, channels::send_sms(&app, &sms).await),
        Err(failed) => (0, vec![untried(failed)]),
    }
}

fn untried(failed: NotSent) -> Try {
    Try {
        by: None,
        gateway: None,
        duration_ms: 0,
        outcome: Err(failed),
    }
}

/// As long as this replica lives, nobody else takes what it has in hand.
async fn renew_leases(app: App, worker: Uuid) {
    let lease = app.config.outbox.lease_seconds;
    let pause = Duration::from_secs(lease) / 3;
    loop {
        tokio::time::sleep(pause).await;
        let until = after_seconds(app.now(), lease);
        let renewed = app
            .db
            .write(async move |transaction| -> Result<(), Unexpected> {
                deliveries::extend_leases(transaction, worker, until).await?;
                Ok(())
            })
            .await;
        report("keeping messages in hand", renewed);
    }
}

async fn release(app: &App, worker: Uuid) -> Result<(), Unexpected> {
    let now = app.now();
    app.db
        .write(async move |transaction| -> Result<(), Unexpected> {
            deliveries::extend_leases(transaction, worker, now).await?;
            Ok(())
        })
        .await
}

fn report(doing: &str, outcome: Result<(), Unexpected>) {
    if let Err(cause) = outcome {
        tracing::warn!(%cause, "The outbox failed while {doing}: {cause}.");
    }
}
