//! The two queries of the settings.

use anteroom_domain::self_service::SelfServiceSettings;
use jiff::Timestamp;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait as _, Set};
use serde_json::Value;

use super::entity::{ActiveModel, Column, Entity, StoredSettings};
use crate::db::Moment as _;
use crate::failure::Unexpected;

/// The only row.
const ID: i32 = 1;

/// The settings and their version: the defaults and 0 when they were never written.
pub async fn read(
    connection: &impl ConnectionTrait,
) -> Result<(SelfServiceSettings, i64), Unexpected> {
    let Some(row) = Entity::find_by_id(ID).one(connection).await? else {
        return Ok((SelfServiceSettings::default(), 0));
    };
    let stored: StoredSettings = serde_json::from_str(&row.settings)
        .map_err(|cause| Unexpected::new("reading the self-service settings", cause))?;
    Ok((stored.into(), row.version))
}

/// Writes the settings with their new version.
pub async fn write(
    transaction: &impl ConnectionTrait,
    settings: &SelfServiceSettings,
    version: i64,
    now: Timestamp,
) -> Result<(), Unexpected> {
    let row = ActiveModel {
        id: Set(ID),
        settings: Set(stored_form(settings)?.to_string()),
        updated_at: Set(now.stored()),
        version: Set(version),
    };
    let replace = OnConflict::column(Column::Id)
        .update_columns([Column::Settings, Column::UpdatedAt, Column::Version])
        .to_owned();
    Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

/// The settings as JSON, as they are stored and as audit events tell of them.
pub fn stored_form(settings: &SelfServiceSettings) -> Result<Value, Unexpected> {
    serde_json::to_value(StoredSettings::from(settings))
        .map_err(|cause| Unexpected::new("storing the self-service settings", cause))
}
