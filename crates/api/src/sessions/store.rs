//! Every query of sessions, sign-ins and set-up links.

use anteroom_domain::ids::{SessionId, SignInId, UserId};
use anteroom_domain::secret::SecretHash;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use super::entity::{session, setup_token, sign_in};

/// The session of this secret, whether it still counts or not.
pub async fn session_by_secret(
    connection: &impl ConnectionTrait,
    secret: &SecretHash,
) -> Result<Option<session::Model>, DbErr> {
    session::Entity::find()
        .filter(session::Column::SecretHash.eq(secret.as_bytes().to_vec()))
        .one(connection)
        .await
}

/// A session, locked until the transaction ends.
pub async fn session_locked(
    connection: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<session::Model>, DbErr> {
    session::Entity::find_by_id(id)
        .lock_exclusive()
        .one(connection)
        .await
}

pub async fn session(
    connection: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<session::Model>, DbErr> {
    session::Entity::find_by_id(id).one(connection).await
}

pub async fn insert_session(
    connection: &impl ConnectionTrait,
    row: session::Model,
) -> Result<(), DbErr> {
    session::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(connection)
        .await
        .map(|_rows| ())
}

/// Writes all columns of a session.
pub async fn update_session(
    connection: &impl ConnectionTrait,
    row: session::Model,
) -> Result<(), DbErr> {
    session::Entity::update(row.into_active_model().reset_all())
        .exec(connection)
        .await
        .map(|_model| ())
}

/// Notes that a session was used, unless somebody did so meanwhile.
pub async fn touch_session(
    connection: &impl ConnectionTrait,
    id: SessionId,
    last_seen_at: i64,
    expires_at: i64,
) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::LastSeenAt, last_seen_at.into())
        .col_expr(session::Column::ExpiresAt, expires_at.into())
        .filter(session::Column::Id.eq(id.as_uuid()))
        .filter(session::Column::LastSeenAt.lt(last_seen_at))
        .exec(connection)
        .await
        .map(|_result| ())
}

/// Deletes the session of this secret; answers what it was.
pub async fn delete_session_by_secret(
    connection: &impl ConnectionTrait,
    secret: &SecretHash,
) -> Result<Option<session::Model>, DbErr> {
    let Some(row) = session_by_secret(connection, secret).await? else {
        return Ok(None);
    };
    session::Entity::delete_by_id(row.id)
        .exec(connection)
        .await?;
    Ok(Some(row))
}

pub async fn delete_sessions_of(
    connection: &impl ConnectionTrait,
    user: UserId,
) -> Result<u64, DbErr> {
    session::Entity::delete_many()
        .filter(session::Column::UserId.eq(user.as_uuid()))
        .exec(connection)
        .await
        .map(|result| result.rows_affected)
}

/// Deletes all sessions of a user but the newest ones.
pub async fn keep_newest_sessions(
    connection: &impl ConnectionTrait,
    user: UserId,
    kept: u64,
) -> Result<(), DbErr> {
    let oldest_kept = session::Entity::find()
        .filter(session::Column::UserId.eq(user.as_uuid()))
        .order_by_desc(session::Column::Id)
        .offset(kept.saturating_sub(1))
        .one(connection)
        .await?;
    if let Some(oldest_kept) = oldest_kept {
        session::Entity::delete_many()
            .filter(session::Column::UserId.eq(user.as_uuid()))
            .filter(session::Column::Id.lt(oldest_kept.id))
            .exec(connection)
            .await?;
    }
    Ok(())
}

/// The sign-in of this browser, whether it is over or not.
pub async fn sign_in(
    connection: &impl ConnectionTrait,
    id: SignInId,
    browser: &SecretHash,
) -> Result<Option<sign_in::Model>, DbErr> {
    sign_in::Entity::find_by_id(id.as_uuid())
        .filter(sign_in::Column::BrowserSecretHash.eq(browser.as_bytes().to_vec()))
        .one(connection)
        .await
}

/// A sign-in, locked until the transaction ends.
pub async fn sign_in_locked(
    connection: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<sign_in::Model>, DbErr> {
    sign_in::Entity::find_by_id(id)
        .lock_exclusive()
        .one(connection)
        .await
}

pub async fn insert_sign_in(
    connection: &impl ConnectionTrait,
    row: sign_in::Model,
) -> Result<(), DbErr> {
    sign_in::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(connection)
        .await
        .map(|_rows| ())
}

/// Writes all columns of a sign-in.
pub async fn update_sign_in(
    connection: &impl ConnectionTrait,
    row: sign_in::Model,
) -> Result<(), DbErr> {
    sign_in::Entity::update(row.into_active_model().reset_all())
        .exec(connection)
        .await
        .map(|_model| ())
}

/// The set-up link of this secret, locked until the transaction ends.
pub async fn setup_token_locked(
    connection: &impl ConnectionTrait,
    secret: &SecretHash,
) -> Result<Option<setup_token::Model>, DbErr> {
    setup_token::Entity::find()
        .filter(setup_token::Column::SecretHash.eq(secret.as_bytes().to_vec()))
        .lock_exclusive()
        .one(connection)
        .await
}

/// Locks every set-up link, in one order, so that only one of them makes an owner.
pub async fn lock_setup_tokens(connection: &impl ConnectionTrait) -> Result<(), DbErr> {
    setup_token::Entity::find()
        .order_by_asc(setup_token::Column::Id)
        .lock_exclusive()
        .all(connection)
        .await
        .map(|_rows| ())
}

pub async fn insert_setup_token(
    connection: &impl ConnectionTrait,
    row: setup_token::Model,
) -> Result<(), DbErr> {
    setup_token::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(connection)
        .await
        .map(|_rows| ())
}

/// Writes all columns of a set-up link.
pub async fn update_setup_token(
    connection: &impl ConnectionTrait,
    row: setup_token::Model,
) -> Result<(), DbErr> {
    setup_token::Entity::update(row.into_active_model().reset_all())
        .exec(connection)
        .await
        .map(|_model| ())
}

/// Deletes everything that ended before this moment.
pub async fn delete_ended(connection: &impl ConnectionTrait, before: i64) -> Result<(), DbErr> {
    session::Entity::delete_many()
        .filter(session::Column::ExpiresAt.lt(before))
        .exec(connection)
        .await?;
    sign_in::Entity::delete_many()
        .filter(sign_in::Column::ExpiresAt.lt(before))
        .exec(connection)
        .await?;
    setup_token::Entity::delete_many()
        .filter(setup_token::Column::ExpiresAt.lt(before))
        .exec(connection)
        .await
        .map(|_result| ())
}
