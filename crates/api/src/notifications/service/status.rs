//! How the channels do: computed from settings, the notes of the last attempts, and the deliveries.

use anteroom_domain::clock::before_seconds;
use anteroom_domain::notifications::{DeliveryStatus, NotificationChannel};
use jiff::Timestamp;

use crate::db::ConnectionTrait;
use crate::failure::Unexpected;
use crate::notifications::store::health::{self, StoredHealth};
use crate::notifications::store::{deliveries, email_channel, sms_gateways};

/// How far back ended deliveries are counted: a day.
const COUNTED_SECONDS: u64 = 86_400;

/// What the settings say of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetUp {
    /// Nothing is set up.
    Nothing,
    /// It is set up and switched off.
    Off,
    /// It is set up and switched on.
    On,
}

/// Counts over the deliveries of a channel.
pub struct DeliveryCounts {
    /// Messages that wait.
    pub queued: u64,
    /// When the oldest of them was written.
    pub oldest_queued_at: Option<Timestamp>,
    /// Messages that left in the last day.
    pub sent: u64,
    /// Messages that were given up in the last day.
    pub failed: u64,
}

/// Everything that the status of a channel is made of.
pub struct Status {
    pub set_up: SetUp,
    pub health: StoredHealth,
    pub counts: DeliveryCounts,
}

/// The status of the e-mail channel and of the gateways together.
pub async fn of_both(
    connection: &impl ConnectionTrait,
    now: Timestamp,
) -> Result<(Status, Status), Unexpected> {
    let email = email_channel::read(connection).await?;
    let email = email.map(|channel| channel.settings.enabled);
    let gateways = sms_gateways::all(connection).await?;
    let sms = gateways
        .iter()
        .map(|gateway| gateway.enabled)
        .reduce(|one, other| one || other);
    Ok((
        of(connection, NotificationChannel::Email, email, now).await?,
        of(connection, NotificationChannel::Sms, sms, now).await?,
    ))
}

/// The status of a channel; `enabled` is none where nothing is set up.
pub async fn of(
    connection: &impl ConnectionTrait,
    channel: NotificationChannel,
    enabled: Option<bool>,
    now: Timestamp,
) -> Result<Status, Unexpected> {
    Ok(Status {
        set_up: match enabled {
            None => SetUp::Nothing,
            Some(false) => SetUp::Off,
            Some(true) => SetUp::On,
        },
        health: health::read(connection, channel).await?,
        counts: counts(connection, channel, now).await?,
    })
}

async fn counts(
    connection: &impl ConnectionTrait,
    channel: NotificationChannel,
    now: Timestamp,
) -> Result<DeliveryCounts, Unexpected> {
    let since = before_seconds(now, COUNTED_SECONDS);
    let ended = async |status| deliveries::ended_since(connection, channel, status, since).await;
    let (queued, oldest_queued_at) = deliveries::queued(connection, channel).await?;
    Ok(DeliveryCounts {
        queued,
        oldest_queued_at,
        sent: ended(DeliveryStatus::Sent).await?,
        failed: ended(DeliveryStatus::Failed).await?,
    })
}
