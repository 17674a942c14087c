//! Every query of the provisioning tokens.

use anteroom_api_types::system::DatabaseKind;
use anteroom_domain::ids::{ProfileId, TokenId, UserId};
use anteroom_domain::provisioning::{Channel, OpenToken, ProfileKind, TokenStatus};
use anteroom_domain::secret::SecretHash;
use jiff::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, ConnectionTrait, DbErr, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
};
use uuid::Uuid;

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::db::Moment as _;
use crate::http::pagination::PageRequest;

/// Which tokens are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those of these users.
    pub users: Option<Vec<UserId>>,
    /// Only those that stand so.
    pub status: Option<TokenStatus>,
    /// Only those of this kind.
    pub kind: Option<ProfileKind>,
    /// Only those of this channel.
    pub channel: Option<Channel>,
}

/// Lets one change at a time count the tokens and profiles of a user, until its transaction ends.
///
/// SQLite has one writer anyway. A lock of its own, rather than one on the user's row, keeps those
/// out of the way who merely refer to the user.
pub async fn lock_user(
    connection: &impl ConnectionTrait,
    kind: DatabaseKind,
    user: UserId,
) -> Result<(), DbErr> {
    if kind == DatabaseKind::Postgresql {
        let (_, low) = user.as_uuid().as_u64_pair();
        // The last bits of a UUIDv7 are random; two users that share a lock merely wait for one another.
        let key = low.cast_signed();
        connection
            .execute_unprepared(&format!("SELECT pg_advisory_xact_lock({key})"))
            .await?;
    }
    Ok(())
}

pub async fn insert(connection: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(connection)
        .await
        .map(drop)
}

pub async fn find(connection: &impl ConnectionTrait, id: TokenId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id.as_uuid()).one(connection).await
}

pub async fn find_by_secret(
    connection: &impl ConnectionTrait,
    hash: &SecretHash,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::SecretHash.eq(hash.as_bytes().to_vec()))
        .one(connection)
        .await
}

/// The tokens of a user that are not at their end.
pub async fn open_tokens(
    connection: &impl ConnectionTrait,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<OpenToken>, DbErr> {
    let rows: Vec<(Uuid, i64)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::ExpiresAt])
        .filter(Column::UserId.eq(user.as_uuid()))
        .filter(is_open(now))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, expires_at)| OpenToken {
            id: TokenId::from_uuid(id),
            expires_at: Timestamp::from_stored(expires_at),
        })
        .collect())
}

/// The same as whole rows, newest first.
pub async fn open_rows(
    connection: &impl ConnectionTrait,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::UserId.eq(user.as_uuid()))
        .filter(is_open(now))
        .order_by_desc(Column::Id)
        .all(connection)
        .await
}

/// Open tokens whose time ran out.
pub async fn overdue(
    connection: &impl ConnectionTrait,
    now: Timestamp,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(open_status())
        .filter(Column::ExpiresAt.lte(now.stored()))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(connection)
        .await
}

fn open_status() -> Condition {
    let open = [TokenStatus::Issued, TokenStatus::Claimed].map(TokenStatus::as_str);
    Condition::all().add(Column::Status.is_in(open))
}

fn is_open(now: Timestamp) -> Condition {
    open_status().add(Column::ExpiresAt.gt(now.stored()))
}

pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter,
    page: PageRequest,
    now: Timestamp,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().order_by_desc(Column::Id).limit(page.rows());
    if let Some(after) = page.after {
        query = query.filter(Column::Id.lt(after));
    }
    if let Some(users) = &filter.users {
        query = query.filter(Column::UserId.is_in(users.iter().map(|user| user.as_uuid())));
    }
    if let Some(status) = filter.status {
        query = query.filter(stands(status, now));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(Column::Kind.eq(kind.as_str()));
    }
    if let Some(channel) = filter.channel {
        query = query.filter(Column::Channel.eq(channel.as_str()));
    }
    query.all(connection).await
}

/// The status that counts at `now`, whether or not the clean-up has written it.
fn stands(status: TokenStatus, now: Timestamp) -> Condition {
    let stored = Condition::all().add(Column::Status.eq(status.as_str()));
    match status {
        TokenStatus::Issued | TokenStatus::Claimed => {
            stored.add(Column::ExpiresAt.gt(now.stored()))
        }
        TokenStatus::Expired => Condition::any()
            .add(stored)
            .add(open_status().add(Column::ExpiresAt.lte(now.stored()))),
        TokenStatus::Completed | TokenStatus::Revoked | TokenStatus::Rejected => stored,
    }
}

/// What a claim writes.
pub struct ClaimChange<'a> {
    /// What the phone says of itself.
    pub phone: String,
    /// The thumbprint of its key.
    pub thumbprint: &'a str,
    /// Its public key.
    pub public_key: &'a str,
    /// Now.
    pub now: Timestamp,
    /// What comes of it.
    pub outcome: Claimed,
}

/// What comes of a claim.
pub enum Claimed {
    /// The confirmation code is awaited until then.
    AwaitingConfirmation(Timestamp),
    /// The profile is made at once.
    Completed(ProfileId),
}

/// The one winner: true for whoever takes an issued token in its time.
pub async fn claim(
    connection: &impl ConnectionTrait,
    row: &Model,
    change: &ClaimChange<'_>,
) -> Result<bool, DbErr> {
    let now = change.now.stored();
    let mut taken = row.clone();
    taken.apply_claim(change);
    let values = ActiveModel {
        status: Set(taken.status),
        phone: Set(taken.phone),
        key_thumbprint: Set(taken.key_thumbprint),
        public_key: Set(taken.public_key),
        claimed_at: Set(taken.claimed_at),
        expires_at: Set(taken.expires_at),
        ended_at: Set(taken.ended_at),
        profile_id: Set(taken.profile_id),
        ..Default::default()
    };
    let still = Condition::all()
        .add(Column::Status.eq(TokenStatus::Issued.as_str()))
        .add(Column::SecretHash.eq(row.secret_hash.clone()))
        .add(Column::ExpiresAt.gt(now));
    update(connection, row, values, still).await
}

impl Model {
    /// The row as a claim has written it.
    pub fn apply_claim(&mut self, change: &ClaimChange<'_>) {
        self.phone = Some(change.phone.clone());
        self.key_thumbprint = Some(change.thumbprint.to_owned());
        self.public_key = Some(change.public_key.to_owned());
        self.claimed_at = Some(change.now.stored());
        match &change.outcome {
            Claimed::AwaitingConfirmation(expires_at) => {
                TokenStatus::Claimed.as_str().clone_into(&mut self.status);
                self.expires_at = expires_at.stored();
            }
            Claimed::Completed(profile) => self.apply_completion(*profile, change.now),
        }
    }

    /// The row as a completion has written it.
    pub fn apply_completion(&mut self, profile: ProfileId, now: Timestamp) {
        TokenStatus::Completed.as_str().clone_into(&mut self.status);
        self.profile_id = Some(profile.as_uuid());
        self.ended_at = Some(now.stored());
        self.totp_seed = None;
    }
}

/// Completes a token that stands as it was read, in its time.
pub async fn complete(
    connection: &impl ConnectionTrait,
    row: &Model,
    profile: ProfileId,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let values = ActiveModel {
        status: Set(TokenStatus::Completed.as_str().to_owned()),
        profile_id: Set(Some(profile.as_uuid())),
        ended_at: Set(Some(now.stored())),
        // The profile has it now, sealed for its new place.
        totp_seed: Set(None),
        ..Default::default()
    };
    update(
        connection,
        row,
        values,
        unchanged(row).add(Column::ExpiresAt.gt(now.stored())),
    )
    .await
}

/// Counts a wrong code; with one too many the token is rejected.
pub async fn count_wrong_code(
    connection: &impl ConnectionTrait,
    row: &Model,
    rejected_at: Option<Timestamp>,
) -> Result<bool, DbErr> {
    let mut values = ActiveModel {
        failed_attempts: Set(row.failed_attempts + 1),
        ..Default::default()
    };
    if let Some(now) = rejected_at {
        values.status = Set(TokenStatus::Rejected.as_str().to_owned());
        values.ended_at = Set(Some(now.stored()));
        values.totp_seed = Set(None);
    }
    update(connection, row, values, unchanged(row)).await
}

/// Ends a token that stands as it was read.
pub async fn end(
    connection: &impl ConnectionTrait,
    row: &Model,
    status: TokenStatus,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let values = ActiveModel {
        status: Set(status.as_str().to_owned()),
        ended_at: Set(Some(now.stored())),
        totp_seed: Set(None),
        ..Default::default()
    };
    update(connection, row, values, unchanged(row)).await
}

/// Ends an open token whose time is over, and stays over.
pub async fn end_overdue(
    connection: &impl ConnectionTrait,
    row: &Model,
    status: TokenStatus,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let values = ActiveModel {
        status: Set(status.as_str().to_owned()),
        ended_at: Set(Some(row.expires_at)),
        totp_seed: Set(None),
        ..Default::default()
    };
    let overdue = unchanged(row).add(Column::ExpiresAt.lte(now.stored()));
    update(connection, row, values, overdue).await
}

/// Gives a token that no phone has taken the secret of its link; an earlier one is of no use any more.
pub async fn set_secret(
    connection: &impl ConnectionTrait,
    row: &Model,
    hash: SecretHash,
) -> Result<bool, DbErr> {
    let values = ActiveModel {
        secret_hash: Set(Some(hash.as_bytes().to_vec())),
        ..Default::default()
    };
    update(connection, row, values, unchanged(row)).await
}

/// Gives a token the shared secret that its user sees; an earlier one is of no use any more.
pub async fn set_seed(
    connection: &impl ConnectionTrait,
    row: &Model,
    sealed: Vec<u8>,
) -> Result<bool, DbErr> {
    let values = ActiveModel {
        totp_seed: Set(Some(sealed)),
        ..Default::default()
    };
    update(connection, row, values, unchanged(row)).await
}

fn unchanged(row: &Model) -> Condition {
    Condition::all()
        .add(Column::Status.eq(row.status.clone()))
        .add(Column::FailedAttempts.eq(row.failed_attempts))
}

async fn update(
    connection: &impl ConnectionTrait,
    row: &Model,
    values: ActiveModel,
    condition: Condition,
) -> Result<bool, DbErr> {
    let result = Entity::update_many()
        .set(values)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(row.id))
        .filter(condition)
        .exec(connection)
        .await?;
    Ok(result.rows_affected == 1)
}
