//! The queries behind the health of the channels.

use anteroom_domain::notifications::NotificationChannel;
use jiff::Timestamp;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait as _, Set};

use crate::db::Moment as _;
use crate::failure::Unexpected;
use crate::notifications::entity::channel_health;
use crate::notifications::outgoing::Problem;

/// What the last attempts over a channel came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredHealth {
    /// When a message last left.
    pub last_sent_at: Option<Timestamp>,
    /// The first failed attempt since, for a reason that is the channel's.
    pub failing_since: Option<Timestamp>,
    /// What went wrong last.
    pub last_error: Option<Problem>,
}

pub async fn read(
    connection: &impl ConnectionTrait,
    channel: NotificationChannel,
) -> Result<StoredHealth, Unexpected> {
    let row = channel_health::Entity::find_by_id(channel.as_str().to_owned())
        .one(connection)
        .await?;
    let Some(row) = row else {
        return Ok(StoredHealth::default());
    };
    Ok(StoredHealth {
        last_sent_at: row.last_sent_at.map(Timestamp::from_stored),
        failing_since: row.failing_since.map(Timestamp::from_stored),
        last_error: row.last_error.as_deref().map(Problem::read).transpose()?,
    })
}

pub async fn write(
    connection: &impl ConnectionTrait,
    channel: NotificationChannel,
    health: &StoredHealth,
) -> Result<(), Unexpected> {
    use channel_health::{ActiveModel, Column, Entity};
    let last_error = health.last_error.as_ref().map(Problem::to_text);
    let row = ActiveModel {
        channel: Set(channel.as_str().to_owned()),
        last_sent_at: Set(health.last_sent_at.map(Timestamp::stored)),
        failing_since: Set(health.failing_since.map(Timestamp::stored)),
        last_error: Set(last_error.transpose()?),
    };
    let replace = OnConflict::column(Column::Channel)
        .update_columns([Column::LastSentAt, Column::FailingSince, Column::LastError])
        .to_owned();
    Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}
