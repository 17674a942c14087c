//! Every query of the audit events.

use anteroom_api_types::system::DatabaseKind;
use anteroom_domain::ids::AuditEventId;
use jiff::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait as _, LikeExpr};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    Set,
};
use uuid::Uuid;

use super::entity::{ActiveModel, Column, Entity, Model};
use super::event::{Actor, Event, Origin};
use crate::db::Moment as _;
use crate::http::pagination::PageRequest;

/// The number under which replicas agree who seals.
const POSTGRES_LOCK: i64 = 0x616e_7465_6175_6474;

/// Which events are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only this action, or all that begin with it when it ends in a dot.
    pub action: Option<String>,
    /// Only what this user did.
    pub actor_id: Option<Uuid>,
    /// Only what was done to this object.
    pub subject_id: Option<Uuid>,
    /// Only events whose names or action hold this text.
    pub pattern: Option<String>,
}

/// Writes an event that has no place in the chain yet.
pub async fn insert(
    connection: &impl ConnectionTrait,
    id: AuditEventId,
    now: Timestamp,
    origin: &Origin,
    event: Event,
) -> Result<(), DbErr> {
    let (actor_kind, actor_id, actor_name) = match &origin.actor {
        Actor::User { id, user_name } => ("user", Some(id.as_uuid()), user_name.clone()),
        Actor::Phone { id, name } => ("phone", id.map(Into::into), name.clone()),
        Actor::Anonymous => ("anonymous", None, String::new()),
        Actor::System => ("system", None, String::new()),
    };
    let (subject_kind, subject_id, subject_name) = match event.subject {
        Some(subject) => (
            Some(subject.kind.to_owned()),
            Some(subject.id),
            subject.name,
        ),
        None => (None, None, String::new()),
    };
    let row = ActiveModel {
        id: Set(id.as_uuid()),
        sequence: Set(None),
        at: Set(now.stored()),
        action: Set(event.action.to_owned()),
        actor_kind: Set(actor_kind.to_owned()),
        actor_id: Set(actor_id),
        actor_name: Set(actor_name),
        subject_kind: Set(subject_kind),
        subject_id: Set(subject_id),
        subject_name: Set(subject_name),
        client_address: Set(origin.client_address.map(|address| address.to_string())),
        request_id: Set(origin.request_id.clone()),
        details: Set(serde_json::Value::Object(event.details).to_string()),
        hash: Set(None),
    };
    Entity::insert(row)
        .exec_without_returning(connection)
        .await
        .map(|_rows| ())
}

pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter,
    page: PageRequest,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().order_by_desc(Column::Id).limit(page.rows());
    if let Some(after) = page.after {
        query = query.filter(Column::Id.lt(after));
    }
    if let Some(action) = &filter.action {
        query = if action.ends_with('.') {
            query.filter(Column::Action.starts_with(action))
        } else {
            query.filter(Column::Action.eq(action))
        };
    }
    if let Some(actor) = filter.actor_id {
        query = query.filter(Column::ActorId.eq(actor));
    }
    if let Some(subject) = filter.subject_id {
        query = query.filter(Column::SubjectId.eq(subject));
    }
    if let Some(pattern) = &filter.pattern {
        let text = Expr::cust("LOWER(actor_name || ' ' || subject_name || ' ' || action)");
        query = query.filter(text.like(LikeExpr::new(pattern.clone()).escape('\\')));
    }
    query.all(connection).await
}

/// The newest event of the chain.
pub async fn head(connection: &impl ConnectionTrait) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::Sequence.is_not_null())
        .order_by_desc(Column::Sequence)
        .one(connection)
        .await
}

pub async fn unsealed(connection: &impl ConnectionTrait, limit: u64) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Sequence.is_null())
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(connection)
        .await
}

pub async fn count_unsealed(connection: &impl ConnectionTrait) -> Result<u64, DbErr> {
    Entity::find()
        .filter(Column::Sequence.is_null())
        .count(connection)
        .await
}

/// Lets one replica seal at a time, until its transaction ends. SQLite has one writer anyway.
pub async fn lock_for_sealing(
    connection: &impl ConnectionTrait,
    kind: DatabaseKind,
) -> Result<(), DbErr> {
    if kind == DatabaseKind::Postgresql {
        connection
            .execute_unprepared(&format!("SELECT pg_advisory_xact_lock({POSTGRES_LOCK})"))
            .await?;
    }
    Ok(())
}

pub async fn set_place(
    connection: &impl ConnectionTrait,
    event: Model,
    sequence: i64,
    hash: [u8; 32],
) -> Result<(), DbErr> {
    let mut event = event.into_active_model();
    event.sequence = Set(Some(sequence));
    event.hash = Set(Some(hash.to_vec()));
    event.update(connection).await.map(|_model| ())
}

/// Sealed events after a place of the chain, in its order.
pub async fn sealed_after(
    connection: &impl ConnectionTrait,
    sequence: i64,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Sequence.gt(sequence))
        .order_by_asc(Column::Sequence)
        .limit(limit)
        .all(connection)
        .await
}
