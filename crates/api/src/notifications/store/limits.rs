//! The two queries of the limits.

use anteroom_api_types::notifications::limits::NotificationLimits;
use jiff::Timestamp;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait as _, Set};

use crate::db::Moment as _;
use crate::failure::Unexpected;
use crate::notifications::entity::limits::{ActiveModel, Column, Entity};

/// The only row.
const ID: i32 = 1;

/// Limits that have never been written: enough for people, little for a flood.
const DEFAULTS: NotificationLimits = NotificationLimits {
    per_user_per_hour: 20,
    per_address_per_hour: 20,
    sms_segments_per_day: 1_000,
};

/// The limits and their version: the defaults and 0 when they were never written.
pub async fn read(
    connection: &impl ConnectionTrait,
) -> Result<(NotificationLimits, i64), Unexpected> {
    let Some(row) = Entity::find_by_id(ID).one(connection).await? else {
        return Ok((DEFAULTS, 0));
    };
    let limits = serde_json::from_str(&row.limits)
        .map_err(|cause| Unexpected::new("reading the limits of messages", cause))?;
    Ok((limits, row.version))
}

/// Writes the limits with their new version.
pub async fn write(
    transaction: &impl ConnectionTrait,
    limits: NotificationLimits,
    version: i64,
    now: Timestamp,
) -> Result<(), Unexpected> {
    let text = serde_json::to_string(&limits)
        .map_err(|cause| Unexpected::new("storing the limits of messages", cause))?;
    let row = ActiveModel {
        id: Set(ID),
        limits: Set(text),
        updated_at: Set(now.stored()),
        version: Set(version),
    };
    let replace = OnConflict::column(Column::Id)
        .update_columns([Column::Limits, Column::UpdatedAt, Column::Version])
        .to_owned();
    Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}
