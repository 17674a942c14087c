//! The wordings of messages.

use std::collections::HashMap;

use anteroom_domain::ids::UserId;
use anteroom_domain::limits::MESSAGE_HISTORY_MAX;
use anteroom_domain::notifications::{Language, MessageKind};
use jiff::Timestamp;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Set, TryInsertResult,
};

use crate::db::Moment as _;
use crate::failure::Unexpected;
use crate::notifications::entity::message_version::{ActiveModel, Column, Entity, Model};
use crate::notifications::messages::Texts;

/// One wording, or a reset.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number, from 1.
    pub number: i64,
    /// The texts; none for a reset.
    pub texts: Option<Texts>,
    /// Who saved it.
    pub created_by: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
}

/// The version in force; none while nobody has ever worded the message.
pub async fn in_force(
    connection: &impl ConnectionTrait,
    kind: MessageKind,
    language: Language,
) -> Result<Option<Version>, Unexpected> {
    let row = Entity::find()
        .filter(Column::Kind.eq(kind.as_str()))
        .filter(Column::Language.eq(language.as_str()))
        .order_by_desc(Column::Version)
        .one(connection)
        .await?;
    row.map(version).transpose()
}

/// The versions in force of all messages that were ever worded.
pub async fn all_in_force(
    connection: &impl ConnectionTrait,
) -> Result<HashMap<(MessageKind, Language), Version>, Unexpected> {
    let numbers: Vec<(String, String, i64)> = Entity::find()
        .select_only()
        .columns([Column::Kind, Column::Language])
        .column_as(Column::Version.max(), "newest")
        .group_by(Column::Kind)
        .group_by(Column::Language)
        .into_tuple()
        .all(connection)
        .await?;
    let mut found = HashMap::with_capacity(numbers.len());
    for (kind, language, newest) in numbers {
        // A kind or a language of a later version of Anteroom is none of ours.
        let (Ok(of), Ok(in_language)) = (kind.parse(), language.parse()) else {
            continue;
        };
        let row = Entity::find_by_id((kind, language, newest))
            .one(connection)
            .await?;
        if let Some(row) = row {
            found.insert((of, in_language), version(row)?);
        }
    }
    Ok(found)
}

/// The last versions of a message, newest first.
pub async fn history(
    connection: &impl ConnectionTrait,
    kind: MessageKind,
    language: Language,
) -> Result<Vec<Version>, Unexpected> {
    let rows = Entity::find()
        .filter(Column::Kind.eq(kind.as_str()))
        .filter(Column::Language.eq(language.as_str()))
        .order_by_desc(Column::Version)
        .limit(MESSAGE_HISTORY_MAX)
        .all(connection)
        .await?;
    rows.into_iter().map(version).collect()
}

/// Adds a version, which is in force from then on; false when there is one of its number already.
pub async fn insert(
    transaction: &impl ConnectionTrait,
    kind: MessageKind,
    language: Language,
    new: &Version,
) -> Result<bool, Unexpected> {
    let content = new
        .texts
        .as_ref()
        .map(serde_json::to_string)
        .transpose()
        .map_err(|cause| Unexpected::new("storing the wording of a message", cause))?;
    let row = ActiveModel {
        kind: Set(kind.as_str().to_owned()),
        language: Set(language.as_str().to_owned()),
        version: Set(new.number),
        content: Set(content),
        created_by: Set(new.created_by.map(UserId::as_uuid)),
        created_at: Set(new.created_at.stored()),
    };
    let inserted = Entity::insert(row)
        .on_conflict_do_nothing()
        .exec_without_returning(transaction)
        .await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1)))
}

fn version(row: Model) -> Result<Version, Unexpected> {
    let texts = row
        .content
        .map(|content| serde_json::from_str(&content))
        .transpose()
        .map_err(|cause| Unexpected::new("reading the wording of a message", cause))?;
    Ok(Version {
        number: row.version,
        texts,
        created_by: row.created_by.map(UserId::from_uuid),
        created_at: Timestamp::from_stored(row.created_at),
    })
}
