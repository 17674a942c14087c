//! Every query of the deliveries.

use std::collections::HashMap;

use anteroom_domain::clock::before_seconds;
use anteroom_domain::ids::{DeliveryId, SmsGatewayId, TokenId, UserId};
use anteroom_domain::notifications::{DeliveryStatus, MessageKind, NotificationChannel};
use jiff::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait as _, LikeExpr, LockBehavior, LockType};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, ConnectionTrait, DbErr, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    Select,
};
use uuid::Uuid;

use crate::db::Moment as _;
use crate::http::pagination::PageRequest;
use crate::notifications::entity::delivery::{Column, Entity, Model};

/// Which deliveries are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those of this user.
    pub user: Option<UserId>,
    /// Only those that carry this token.
    pub token: Option<TokenId>,
    /// Only those that stand so.
    pub status: Option<DeliveryStatus>,
    /// Only those over this channel.
    pub channel: Option<NotificationChannel>,
    /// Only those of this kind.
    pub kind: Option<MessageKind>,
    /// Only those whose address holds this text, or whose user is one of these.
    pub search: Option<(String, Vec<UserId>)>,
}

/// Writes one down.
pub async fn insert(connection: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(connection)
        .await
        .map(drop)
}

/// One delivery.
pub async fn find(
    connection: &impl ConnectionTrait,
    id: DeliveryId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id.as_uuid()).one(connection).await
}

/// The same, and nobody else changes it before this transaction ends.
pub async fn find_for_change(
    connection: &impl ConnectionTrait,
    id: DeliveryId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id.as_uuid())
        .lock_exclusive()
        .one(connection)
        .await
}

/// The message that a gateway has taken under this id; nobody else changes it before this transaction ends.
pub async fn find_handed_over(
    connection: &impl ConnectionTrait,
    gateway: SmsGatewayId,
    provider_message_id: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::ProviderMessageId.eq(provider_message_id))
        .filter(Column::GatewayId.eq(gateway.as_uuid()))
        .filter(Column::Status.eq(DeliveryStatus::Sent.as_str()))
        .order_by_desc(Column::Id)
        .lock_exclusive()
        .one(connection)
        .await
}

/// Whether anything waits for a worker now.
pub async fn is_any_due(
    connection: &impl ConnectionTrait,
    channel: NotificationChannel,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let id: Option<Uuid> = due(channel, now)
        .select_only()
        .column(Column::Id)
        .limit(1)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(id.is_some())
}

/// The message to send next, which no other worker has in hand: first those that a person waits for.
pub async fn next_due(
    connection: &impl ConnectionTrait,
    channel: NotificationChannel,
    now: Timestamp,
) -> Result<Option<Model>, DbErr> {
    for urgent in [true, false] {
        let found = due(channel, now)
            .filter(Column::Urgent.eq(urgent))
            .order_by_asc(Column::NextAttemptAt)
            .order_by_asc(Column::Id)
            .limit(1)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .one(connection)
            .await?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn due(channel: NotificationChannel, now: Timestamp) -> Select<Entity> {
    let free = Condition::any()
        .add(Column::LeaseUntil.is_null())
        .add(Column::LeaseUntil.lte(now.stored()));
    Entity::find()
        .filter(Column::Channel.eq(channel.as_str()))
        .filter(Column::Status.eq(DeliveryStatus::Queued.as_str()))
        .filter(Column::NextAttemptAt.lte(now.stored()))
        .filter(free)
}

/// Writes the whole row.
pub async fn update(connection: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    let id = row.id;
    Entity::update_many()
        .set(row.into_active_model().reset_all())
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await
        .map(drop)
}

/// Keeps what this worker has in hand for some more time.
pub async fn extend_leases(
    connection: &impl ConnectionTrait,
    owner: Uuid,
    until: Timestamp,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::LeaseUntil, Expr::value(until.stored()))
        .filter(Column::LeaseOwner.eq(owner))
        .filter(Column::Status.eq(DeliveryStatus::Queued.as_str()))
        .exec(connection)
        .await
        .map(drop)
}

/// One page of deliveries, newest first.
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter,
    page: PageRequest,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().order_by_desc(Column::Id).limit(page.rows());
    if let Some(after) = page.after {
        query = query.filter(Column::Id.lt(after));
    }
    if let Some(user) = filter.user {
        query = query.filter(Column::UserId.eq(user.as_uuid()));
    }
    if let Some(token) = filter.token {
        query = query.filter(Column::TokenId.eq(token.as_uuid()));
    }
    if let Some(status) = filter.status {
        query = query.filter(Column::Status.eq(status.as_str()));
    }
    if let Some(channel) = filter.channel {
        query = query.filter(Column::Channel.eq(channel.as_str()));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(Column::Kind.eq(kind.as_str()));
    }
    if let Some((pattern, users)) = &filter.search {
        let address = LikeExpr::new(pattern.clone()).escape('\\');
        query = query.filter(
            Condition::any()
                .add(Expr::col(Column::DestinationKey).like(address))
                .add(Column::UserId.is_in(users.iter().map(|user| user.as_uuid()))),
        );
    }
    query.all(connection).await
}

/// The newest delivery of each of these tokens.
pub async fn newest_of_tokens(
    connection: &impl ConnectionTrait,
    tokens: &[TokenId],
) -> Result<HashMap<TokenId, Model>, DbErr> {
    let rows = Entity::find()
        .filter(Column::TokenId.is_in(tokens.iter().map(|token| token.as_uuid())))
        .order_by_asc(Column::Id)
        .all(connection)
        .await?;
    // Later ones replace earlier ones.
    Ok(rows
        .into_iter()
        .filter_map(|row| row.token().map(|token| (token, row)))
        .collect())
}

/// How many messages there are, and when the oldest of them was written.
pub type Counted = (u64, Option<Timestamp>);

/// Messages to one user since then; what was never on its way does not count against anybody.
pub async fn since_of_user(
    connection: &impl ConnectionTrait,
    user: UserId,
    since: Timestamp,
) -> Result<Counted, DbErr> {
    counted(
        connection,
        on_its_way_since(since).filter(Column::UserId.eq(user.as_uuid())),
    )
    .await
}

/// Messages to one address since then.
pub async fn since_to_address(
    connection: &impl ConnectionTrait,
    destination_key: &str,
    since: Timestamp,
) -> Result<Counted, DbErr> {
    counted(
        connection,
        on_its_way_since(since).filter(Column::DestinationKey.eq(destination_key)),
    )
    .await
}

/// Messages that wait on a channel.
pub async fn queued(
    connection: &impl ConnectionTrait,
    channel: NotificationChannel,
) -> Result<Counted, DbErr> {
    let waiting = Entity::find()
        .filter(Column::Channel.eq(channel.as_str()))
        .filter(Column::Status.eq(DeliveryStatus::Queued.as_str()));
    counted(connection, waiting).await
}

fn on_its_way_since(since: Timestamp) -> Select<Entity> {
    Entity::find()
        .filter(Column::CreatedAt.gt(since.stored()))
        .filter(Column::Status.ne(DeliveryStatus::Discarded.as_str()))
}

async fn counted(
    connection: &impl ConnectionTrait,
    query: Select<Entity>,
) -> Result<Counted, DbErr> {
    let found: Option<(i64, Option<i64>)> = query
        .select_only()
        .column_as(Column::Id.count(), "messages")
        .column_as(Column::CreatedAt.min(), "oldest")
        .into_tuple()
        .one(connection)
        .await?;
    let (messages, oldest) = found.unwrap_or_default();
    Ok((
        u64::try_from(messages).unwrap_or(0),
        oldest.map(Timestamp::from_stored),
    ))
}

/// Segments of text messages since then.
pub async fn sms_segments_since(
    connection: &impl ConnectionTrait,
    since: Timestamp,
) -> Result<u64, DbErr> {
    let sum: Option<Option<i64>> = on_its_way_since(since)
        .filter(Column::Channel.eq(NotificationChannel::Sms.as_str()))
        .select_only()
        .expr_as(
            Expr::col(Column::Segments).sum().cast_as("bigint"),
            "segments",
        )
        .into_tuple()
        .one(connection)
        .await?;
    Ok(sum
        .flatten()
        .and_then(|sum| u64::try_from(sum).ok())
        .unwrap_or(0))
}

/// How many messages of a channel came to this end since then.
pub async fn ended_since(
    connection: &impl ConnectionTrait,
    channel: NotificationChannel,
    status: DeliveryStatus,
    since: Timestamp,
) -> Result<u64, DbErr> {
    Entity::find()
        .filter(Column::Channel.eq(channel.as_str()))
        .filter(Column::CreatedAt.gt(before_seconds(since, LONGEST_WAY_SECONDS).stored()))
        .filter(Column::Status.eq(status.as_str()))
        .filter(Column::EndedAt.gt(since.stored()))
        .count(connection)
        .await
}

/// A message that ended in the last day was written at most this long before; so the index by time serves.
const LONGEST_WAY_SECONDS: u64 = 2 * 86_400;

/// Removes deliveries that ended before then, so many at most.
pub async fn delete_ended_before(
    connection: &impl ConnectionTrait,
    before: Timestamp,
    rows_max: u64,
) -> Result<(), DbErr> {
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Status.ne(DeliveryStatus::Queued.as_str()))
        .filter(Column::EndedAt.lt(before.stored()))
        .order_by_asc(Column::Id)
        .limit(rows_max)
        .into_tuple()
        .all(connection)
        .await?;
    if ids.is_empty() {
        return Ok(());
    }
    Entity::delete_many()
        .filter(Column::Id.is_in(ids))
        .exec(connection)
        .await
        .map(drop)
}
