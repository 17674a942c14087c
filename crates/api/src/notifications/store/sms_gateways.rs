//! The queries of the SMS gateways.

use anteroom_api_types::notifications::sms::SmsTransport;
use anteroom_domain::ids::SmsGatewayId;
use jiff::Timestamp;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    Set,
};

use crate::db::{self, Moment as _};
use crate::failure::Unexpected;
use crate::http::etag::VersionStale;
use crate::notifications::entity::sms_gateway::{ActiveModel, Column, Entity, Model};
use crate::notifications::outgoing::Problem;

/// A gateway as it is stored.
///
/// The transport is stored as the API takes it: it is a document that only the channel reads, and what the API
/// once took it takes for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredGateway {
    pub id: SmsGatewayId,
    pub name: String,
    pub position: i64,
    pub enabled: bool,
    pub sender: String,
    pub user_name: Option<String>,
    /// The sealed secret.
    pub secret: Option<Vec<u8>>,
    pub transport: SmsTransport,
    pub last_sent_at: Option<Timestamp>,
    pub last_error: Option<Problem>,
    pub last_error_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub version: i64,
}

/// Why a gateway is not saved.
pub enum NotSaved {
    VersionStale,
    NameTaken,
}

/// All gateways, the first to try first.
pub async fn all(connection: &impl ConnectionTrait) -> Result<Vec<StoredGateway>, Unexpected> {
    let rows = Entity::find()
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(StoredGateway::read).collect()
}

pub async fn insert(
    transaction: &impl ConnectionTrait,
    gateway: &StoredGateway,
) -> Result<Result<(), NotSaved>, Unexpected> {
    let mut row = gateway.write()?;
    row.id = Set(gateway.id.as_uuid());
    row.created_at = Set(gateway.created_at.stored());
    let inserted = Entity::insert(row)
        .exec_without_returning(transaction)
        .await;
    saved(inserted)
}

/// Writes what people set, unless somebody else did since the gateway had the version before this one.
pub async fn update(
    transaction: &impl ConnectionTrait,
    gateway: &StoredGateway,
) -> Result<Result<(), NotSaved>, Unexpected> {
    let updated = Entity::update_many()
        .set(gateway.write()?)
        .filter(Column::Id.eq(gateway.id.as_uuid()))
        .filter(Column::Version.eq(gateway.version - 1))
        .exec(transaction)
        .await;
    saved(updated.map(|done| done.rows_affected))
}

pub async fn delete(
    transaction: &impl ConnectionTrait,
    id: SmsGatewayId,
    version: i64,
) -> Result<Result<(), VersionStale>, DbErr> {
    let deleted = Entity::delete_many()
        .filter(Column::Id.eq(id.as_uuid()))
        .filter(Column::Version.eq(version))
        .exec(transaction)
        .await?;
    Ok(if deleted.rows_affected == 1 {
        Ok(())
    } else {
        Err(VersionStale)
    })
}

/// Notes that a message left by the gateway.
pub async fn note_sent(
    connection: &impl ConnectionTrait,
    id: SmsGatewayId,
    at: Timestamp,
) -> Result<(), DbErr> {
    let changes = ActiveModel {
        last_sent_at: Set(Some(at.stored())),
        last_error: Set(None),
        last_error_at: Set(None),
        ..ActiveModel::default()
    };
    note(connection, id, changes).await
}

/// Notes that the gateway did not take a message.
pub async fn note_error(
    connection: &impl ConnectionTrait,
    id: SmsGatewayId,
    problem: &Problem,
    at: Timestamp,
) -> Result<(), Unexpected> {
    let changes = ActiveModel {
        last_error: Set(Some(problem.to_text()?)),
        last_error_at: Set(Some(at.stored())),
        ..ActiveModel::default()
    };
    Ok(note(connection, id, changes).await?)
}

async fn note(
    connection: &impl ConnectionTrait,
    id: SmsGatewayId,
    changes: ActiveModel,
) -> Result<(), DbErr> {
    Entity::update_many()
        .set(changes)
        .filter(Column::Id.eq(id.as_uuid()))
        .exec(connection)
        .await
        .map(drop)
}

fn saved(written: Result<u64, DbErr>) -> Result<Result<(), NotSaved>, Unexpected> {
    match written {
        Ok(1) => Ok(Ok(())),
        Ok(_none) => Ok(Err(NotSaved::VersionStale)),
        Err(error) if db::violates(&error, "sms_gateways_name_unique", "sms_gateways.name_key") => {
            Ok(Err(NotSaved::NameTaken))
        }
        Err(error) => Err(error.into()),
    }
}

impl StoredGateway {
    fn read(row: Model) -> Result<Self, Unexpected> {
        Ok(Self {
            id: SmsGatewayId::from_uuid(row.id),
            name: row.name,
            position: row.position,
            enabled: row.enabled,
            sender: row.sender,
            user_name: row.user_name,
            secret: row.secret,
            transport: serde_json::from_str(&row.transport).map_err(unreadable)?,
            last_sent_at: row.last_sent_at.map(Timestamp::from_stored),
            last_error: row.last_error.as_deref().map(Problem::read).transpose()?,
            last_error_at: row.last_error_at.map(Timestamp::from_stored),
            created_at: Timestamp::from_stored(row.created_at),
            updated_at: Timestamp::from_stored(row.updated_at),
            version: row.version,
        })
    }

    /// What people set; what attempts leave behind is written by [`note_sent`] and [`note_error`] alone.
    fn write(&self) -> Result<ActiveModel, Unexpected> {
        Ok(ActiveModel {
            name: Set(self.name.clone()),
            name_key: Set(self.name.to_lowercase()),
            position: Set(self.position),
            enabled: Set(self.enabled),
            sender: Set(self.sender.clone()),
            user_name: Set(self.user_name.clone()),
            secret: Set(self.secret.clone()),
            transport: Set(serde_json::to_string(&self.transport).map_err(unwritable)?),
            updated_at: Set(self.updated_at.stored()),
            version: Set(self.version),
            ..ActiveModel::default()
        })
    }
}

fn unreadable(cause: serde_json::Error) -> Unexpected {
    Unexpected::new("reading an SMS gateway", cause)
}

fn unwritable(cause: serde_json::Error) -> Unexpected {
    Unexpected::new("storing an SMS gateway", cause)
}
