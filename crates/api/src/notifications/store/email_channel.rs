//! The queries of the e-mail channel.

use anteroom_domain::notifications::email::EmailSettings;
use jiff::Timestamp;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, Set};

use crate::db::Moment as _;
use crate::failure::Unexpected;
use crate::http::etag::VersionStale;
use crate::notifications::entity::email_channel::{ActiveModel, Column, Entity};

/// The only row.
const ID: i32 = 1;

/// The channel as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEmailChannel {
    /// The settings.
    pub settings: EmailSettings,
    /// The sealed password.
    pub password: Option<Vec<u8>>,
    /// When they were changed last.
    pub updated_at: Timestamp,
    /// Moves with every change.
    pub version: i64,
}

/// The channel; none when it was never set up.
pub async fn read(
    connection: &impl ConnectionTrait,
) -> Result<Option<StoredEmailChannel>, Unexpected> {
    let Some(row) = Entity::find_by_id(ID).one(connection).await? else {
        return Ok(None);
    };
    let settings = serde_json::from_str(&row.settings)
        .map_err(|cause| Unexpected::new("reading the e-mail channel", cause))?;
    Ok(Some(StoredEmailChannel {
        settings,
        password: row.password,
        updated_at: Timestamp::from_stored(row.updated_at),
        version: row.version,
    }))
}

/// Writes the channel, unless somebody else did since it had the version before this one.
pub async fn write(
    transaction: &impl ConnectionTrait,
    channel: &StoredEmailChannel,
) -> Result<Result<(), VersionStale>, Unexpected> {
    let settings = serde_json::to_string(&channel.settings)
        .map_err(|cause| Unexpected::new("storing the e-mail channel", cause))?;
    let row = ActiveModel {
        id: Set(ID),
        settings: Set(settings),
        password: Set(channel.password.clone()),
        updated_at: Set(channel.updated_at.stored()),
        version: Set(channel.version),
    };
    let written = if channel.version == 1 {
        let there_already = OnConflict::column(Column::Id).do_nothing().to_owned();
        Entity::insert(row)
            .on_conflict(there_already)
            .exec_without_returning(transaction)
            .await?
    } else {
        Entity::update_many()
            .set(row)
            .filter(Column::Id.eq(ID))
            .filter(Column::Version.eq(channel.version - 1))
            .exec(transaction)
            .await?
            .rows_affected
    };
    Ok(if written == 1 {
        Ok(())
    } else {
        Err(VersionStale)
    })
}
