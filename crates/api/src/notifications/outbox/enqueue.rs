//! Writing a message down, within the limits.

use anteroom_api_types::notifications::limits::NotificationLimits;
use anteroom_api_types::users::Language;
use anteroom_domain::clock::{after_seconds, before_seconds, seconds_between};
use anteroom_domain::ids::{DeliveryId, TokenId, UserId};
use anteroom_domain::notifications::{DeliveryStatus, MessageKind, NotificationChannel};
use jiff::Timestamp;

use crate::accounts;
use crate::app::App;
use crate::audit::{self, Event, Origin};
use crate::db::{ConnectionTrait, Moment as _, Transaction};
use crate::failure::{Failure, Unexpected};
use crate::notifications::entity::delivery::{Facts, Model};
use crate::notifications::messages::Texts;
use crate::notifications::store::{deliveries, limits};

/// The window of the limits per user and per address.
const HOUR_SECONDS: u64 = 3_600;
/// The window of the budget for text messages.
const DAY_SECONDS: u64 = 86_400;

/// A message to write down.
pub struct NewDelivery {
    /// What it is about.
    pub kind: MessageKind,
    /// What it travels over.
    pub channel: NotificationChannel,
    /// Whether a person waits for it.
    pub urgent: bool,
    /// Whom it is for.
    pub user: UserId,
    /// The address or number.
    pub destination: String,
    /// The language it is written in.
    pub language: Language,
    /// The token it carries.
    pub token: Option<TokenId>,
}

/// A test message of an administrator.
pub struct NewTest {
    /// What it is about.
    pub kind: MessageKind,
    /// What it travels over.
    pub channel: NotificationChannel,
    /// The address or number.
    pub destination: String,
    /// The language it is written in.
    pub language: Language,
    /// The texts.
    pub texts: Texts,
}

/// Why a message is not written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnqueueRefused {
    /// Too many to this user or address.
    TooMany {
        /// When the next one may be written.
        retry_after_seconds: u32,
    },
    /// The budget for text messages of the day is spent.
    BudgetSpent,
}

/// Writes a message down in the transaction of its cause.
pub async fn enqueue(
    transaction: &Transaction,
    app: &App,
    new: NewDelivery,
) -> Result<DeliveryId, Failure<EnqueueRefused>> {
    let key = destination_key(&new.destination);
    check_limits(transaction, app.now(), new.channel, Some(new.user), &key)
        .await?
        .map_err(Failure::Refused)?;
    let row = row(app, new)?;
    let id = row.delivery_id();
    deliveries::insert(transaction, row).await?;
    Ok(id)
}

/// Writes a test message down; it counts against the limit of its address and the budget.
pub async fn enqueue_test(
    app: &App,
    origin: Origin,
    new: NewTest,
) -> Result<Model, Failure<EnqueueRefused>> {
    let tx_app = app.clone();
    let row = app
        .db
        .write(
            async move |transaction| -> Result<Model, Failure<EnqueueRefused>> {
                let key = destination_key(&new.destination);
                check_limits(transaction, tx_app.now(), new.channel, None, &key)
                    .await?
                    .map_err(Failure::Refused)?;
                let row = test_row(&tx_app, new)?;
                let event = Event::about("delivery.test", "delivery", row.id, row.kind.clone())
                    .with("channel", row.channel.clone())
                    .with("language", row.language.clone());
                deliveries::insert(transaction, row.clone()).await?;
                audit::record(transaction, &tx_app, &origin, event).await?;
                Ok(row)
            },
        )
        .await?;
    app.outbox.wake();
    Ok(row)
}

/// Whether no text message can be written any more today.
pub async fn budget_is_spent(
    connection: &impl ConnectionTrait,
    now: Timestamp,
) -> Result<bool, Unexpected> {
    let (limits, _version) = limits::read(connection).await?;
    is_spent(connection, limits, now).await
}

async fn is_spent(
    connection: &impl ConnectionTrait,
    limits: NotificationLimits,
    now: Timestamp,
) -> Result<bool, Unexpected> {
    let day_ago = before_seconds(now, DAY_SECONDS);
    let used = deliveries::sms_segments_since(connection, day_ago).await?;
    Ok(used >= u64::from(limits.sms_segments_per_day))
}

/// Whether one more message fits the limits.
pub(super) async fn check_limits(
    connection: &impl ConnectionTrait,
    now: Timestamp,
    channel: NotificationChannel,
    user: Option<UserId>,
    destination_key: &str,
) -> Result<Result<(), EnqueueRefused>, Unexpected> {
    let (limits, _version) = limits::read(connection).await?;
    let hour_ago = before_seconds(now, HOUR_SECONDS);
    let to_address = deliveries::since_to_address(connection, destination_key, hour_ago).await?;
    let mut full = (to_address.0 >= u64::from(limits.per_address_per_hour))
        .then_some(to_address.1)
        .flatten();
    if let Some(user) = user {
        let of_user = deliveries::since_of_user(connection, user, hour_ago).await?;
        if of_user.0 >= u64::from(limits.per_user_per_hour) {
            full = full.max(of_user.1);
        }
    }
    if let Some(oldest) = full {
        let free_at = after_seconds(oldest, HOUR_SECONDS);
        let seconds = seconds_between(now, free_at).saturating_add(1);
        return Ok(Err(EnqueueRefused::TooMany {
            retry_after_seconds: u32::try_from(seconds).unwrap_or(u32::MAX),
        }));
    }
    if channel == NotificationChannel::Sms && is_spent(connection, limits, now).await? {
        return Ok(Err(EnqueueRefused::BudgetSpent));
    }
    Ok(Ok(()))
}

/// An address in one spelling: whoever writes it in capitals does not get around the limits.
pub(super) fn destination_key(destination: &str) -> String {
    destination.to_lowercase()
}

pub(super) fn row(app: &App, new: NewDelivery) -> Result<Model, Unexpected> {
    let mut row = blank(app, new.kind, new.channel, new.destination, new.language);
    row.urgent = new.urgent;
    row.user_id = Some(new.user.as_uuid());
    row.token_id = new.token.map(TokenId::as_uuid);
    row.facts = Facts::default().to_text()?;
    Ok(row)
}

fn test_row(app: &App, new: NewTest) -> Result<Model, Unexpected> {
    let mut row = blank(app, new.kind, new.channel, new.destination, new.language);
    // Somebody looks at a page that waits for it.
    row.urgent = true;
    row.facts = Facts {
        is_test: true,
        test_texts: Some(new.texts),
        ..Facts::default()
    }
    .to_text()?;
    Ok(row)
}

fn blank(
    app: &App,
    kind: MessageKind,
    channel: NotificationChannel,
    destination: String,
    language: Language,
) -> Model {
    let now = app.now();
    let id = DeliveryId::generate(now, &mut app.random());
    Model {
        id: id.as_uuid(),
        kind: kind.as_str().to_owned(),
        channel: channel.as_str().to_owned(),
        status: DeliveryStatus::Queued.as_str().to_owned(),
        urgent: false,
        user_id: None,
        token_id: None,
        profile_id: None,
        destination_key: destination_key(&destination),
        destination,
        language: accounts::language_name(language).to_owned(),
        facts: String::new(),
        message_id: format!("<{id}@{}>", message_id_domain(app)),
        attempts: 0,
        rounds: 0,
        next_attempt_at: Some(now.stored()),
        lease_until: None,
        lease_owner: None,
        sent_at: None,
        sent_by: None,
        gateway_id: None,
        provider_message_id: None,
        receipt: None,
        // At least one; the number is known when the text is.
        segments: i64::from(channel == NotificationChannel::Sms),
        last_error: None,
        created_at: now.stored(),
        ended_at: None,
    }
}

/// The right side of a `Message-ID` (RFC 5322, section 3.6.4): our own host.
fn message_id_domain(app: &App) -> &str {
    let host = app.config.http.host();
    // An IPv6 address is not allowed there in our spelling.
    if host.contains(':') {
        "localhost"
    } else {
        host
    }
}
