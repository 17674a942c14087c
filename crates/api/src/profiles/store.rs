//! Every query of the profiles.

use anteroom_domain::ids::{ProfileId, UserId};
use anteroom_domain::profiles::ProfileState;
use anteroom_domain::provisioning::ProfileKind;
use jiff::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait as _, LikeExpr};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, ConnectionTrait, DbErr, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
};
use uuid::Uuid;

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::db::Moment as _;
use crate::http::pagination::PageRequest;

/// Which profiles are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those of this user.
    pub user_id: Option<UserId>,
    /// Only those that stand so.
    pub state: Option<ProfileState>,
    /// Only those of this kind.
    pub kind: Option<ProfileKind>,
    /// Leaves out what is gone for good.
    pub without_revoked: bool,
    /// Only those whose name holds this text, or whose user is one of these.
    pub search: Option<(String, Vec<UserId>)>,
}

/// What is counted of one profile.
#[derive(Debug)]
pub struct Counted {
    pub kind: String,
    pub status: String,
    pub key_thumbprint: Option<String>,
}

pub async fn insert(connection: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(connection)
        .await
        .map(drop)
}

/// The profiles of a user that are not gone, and whoever holds this key.
pub async fn counted(
    connection: &impl ConnectionTrait,
    user: UserId,
    thumbprint: Option<&str>,
) -> Result<Vec<(Uuid, Counted)>, DbErr> {
    let own = Condition::all()
        .add(Column::UserId.eq(user.as_uuid()))
        .add(Column::Status.ne(ProfileState::Revoked.as_str()));
    let mut either = Condition::any().add(own);
    if let Some(thumbprint) = thumbprint {
        either = either.add(Column::KeyThumbprint.eq(thumbprint));
    }
    let rows: Vec<(Uuid, String, String, Option<String>)> = Entity::find()
        .select_only()
        .columns([
            Column::UserId,
            Column::Kind,
            Column::Status,
            Column::KeyThumbprint,
        ])
        .filter(either)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(owner, kind, status, key_thumbprint)| {
            let counted = Counted {
                kind,
                status,
                key_thumbprint,
            };
            (owner, counted)
        })
        .collect())
}

pub async fn find(
    connection: &impl ConnectionTrait,
    id: ProfileId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id.as_uuid()).one(connection).await
}

/// The same, and nobody else changes it before this transaction ends.
pub async fn find_for_change(
    connection: &impl ConnectionTrait,
    id: ProfileId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id.as_uuid())
        .lock_exclusive()
        .one(connection)
        .await
}

pub async fn find_by_key(
    connection: &impl ConnectionTrait,
    thumbprint: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::KeyThumbprint.eq(thumbprint))
        .lock_exclusive()
        .one(connection)
        .await
}

/// The active profiles of a user that hold a shared secret.
pub async fn active_totp(
    connection: &impl ConnectionTrait,
    user: UserId,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::UserId.eq(user.as_uuid()))
        .filter(Column::Status.eq(ProfileState::Active.as_str()))
        .filter(Column::Kind.eq(ProfileKind::Totp.as_str()))
        .all(connection)
        .await
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
    if let Some(user) = filter.user_id {
        query = query.filter(Column::UserId.eq(user.as_uuid()));
    }
    if let Some(state) = filter.state {
        query = query.filter(Column::Status.eq(state.as_str()));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(Column::Kind.eq(kind.as_str()));
    }
    if filter.without_revoked {
        query = query.filter(Column::Status.ne(ProfileState::Revoked.as_str()));
    }
    if let Some((pattern, users)) = &filter.search {
        let users = users.iter().map(|user| user.as_uuid());
        query = query.filter(
            Condition::any()
                .add(Expr::col(Column::NameKey).like(LikeExpr::new(pattern.clone()).escape('\\')))
                .add(Column::UserId.is_in(users)),
        );
    }
    query.all(connection).await
}

/// Gives the profile another name.
pub async fn rename(
    connection: &impl ConnectionTrait,
    row: &Model,
    name: &str,
) -> Result<(), DbErr> {
    let changes = ActiveModel {
        name: Set(name.to_owned()),
        name_key: Set(name.to_lowercase()),
        ..Default::default()
    };
    change(connection, row, changes).await
}

/// Puts the profile into another state.
pub async fn set_state(
    connection: &impl ConnectionTrait,
    row: &Model,
    state: ProfileState,
    ended_at: Option<Timestamp>,
) -> Result<(), DbErr> {
    let mut changes = ActiveModel {
        status: Set(state.as_str().to_owned()),
        ended_at: Set(ended_at.map(Timestamp::stored)),
        ..Default::default()
    };
    if state == ProfileState::Revoked {
        // A seed that nothing can be opened with any more is not kept.
        changes.totp_seed = Set(None);
    }
    change(connection, row, changes).await
}

async fn change(
    connection: &impl ConnectionTrait,
    row: &Model,
    changes: ActiveModel,
) -> Result<(), DbErr> {
    Entity::update_many()
        .set(changes)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(row.id))
        .exec(connection)
        .await
        .map(drop)
}

/// Notes that the profile proved something.
pub async fn set_last_used(
    connection: &impl ConnectionTrait,
    row: &Model,
    now: Timestamp,
) -> Result<(), DbErr> {
    let changes = ActiveModel {
        last_used_at: Set(Some(now.stored())),
        ..Default::default()
    };
    Entity::update_many()
        .set(changes)
        .filter(Column::Id.eq(row.id))
        .exec(connection)
        .await
        .map(drop)
}

/// Uses up a step of an authenticator app; false when it, or a later one, was used meanwhile.
pub async fn use_totp_step(
    connection: &impl ConnectionTrait,
    row: &Model,
    step: i64,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let changes = ActiveModel {
        totp_last_step: Set(Some(step)),
        last_used_at: Set(Some(now.stored())),
        ..Default::default()
    };
    let is_later = Condition::any()
        .add(Column::TotpLastStep.is_null())
        .add(Column::TotpLastStep.lt(step));
    let result = Entity::update_many()
        .set(changes)
        .filter(Column::Id.eq(row.id))
        .filter(Column::Status.eq(ProfileState::Active.as_str()))
        .filter(is_later)
        .exec(connection)
        .await?;
    Ok(result.rows_affected == 1)
}
