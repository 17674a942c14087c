//! Reading and changing the limits of messages.

use anteroom_api_types::notifications::limits::{NotificationLimits, NotificationLimitsAnswer};
use anteroom_domain::clock::before_seconds;
use jiff::Timestamp;

use crate::app::App;
use crate::audit::{self, Event, Origin};
use crate::db::ConnectionTrait;
use crate::failure::{Failure, Unexpected};
use crate::http::etag::{IfMatch, VersionStale};
use crate::notifications::store;

/// The window of the budget.
const DAY_SECONDS: u64 = 86_400;

/// The limits with what is used of the budget, and their version.
pub async fn read(app: &App) -> Result<(NotificationLimitsAnswer, i64), Unexpected> {
    let connection = app.db.reader();
    let (limits, version) = store::limits::read(connection).await?;
    Ok((answer(connection, limits, app.now()).await?, version))
}

/// Replaces the limits.
pub async fn replace(
    app: &App,
    origin: Origin,
    seen: IfMatch,
    sent: NotificationLimits,
) -> Result<(NotificationLimitsAnswer, i64), Failure<VersionStale>> {
    let tx_app = app.clone();
    app.db
        .write(
            async move |transaction| -> Result<_, Failure<VersionStale>> {
                let now = tx_app.now();
                let (before, version) = store::limits::read(transaction).await?;
                seen.check(version).map_err(Failure::Refused)?;
                if sent == before {
                    return Ok((answer(transaction, before, now).await?, version));
                }
                store::limits::write(transaction, sent, version + 1, now).await?;
                let event = Event::plain("notification_limits.changed")
                    .with_changes(&as_json(before)?, &as_json(sent)?);
                audit::record(transaction, &tx_app, &origin, event).await?;
                Ok((answer(transaction, sent, now).await?, version + 1))
            },
        )
        .await
}

async fn answer(
    connection: &impl ConnectionTrait,
    limits: NotificationLimits,
    now: Timestamp,
) -> Result<NotificationLimitsAnswer, Unexpected> {
    let day_ago = before_seconds(now, DAY_SECONDS);
    Ok(NotificationLimitsAnswer {
        limits,
        sms_segments_last_day: store::deliveries::sms_segments_since(connection, day_ago).await?,
    })
}

fn as_json(limits: NotificationLimits) -> Result<serde_json::Value, Unexpected> {
    serde_json::to_value(limits)
        .map_err(|cause| Unexpected::new("telling of the limits of messages", cause))
}
