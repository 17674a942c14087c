//! Every query of users.

use std::collections::HashMap;

use anteroom_api_types::users::UserRef;
use anteroom_domain::accounts::{Role, user_name_key};
use anteroom_domain::ids::UserId;
use sea_orm::sea_query::{LikeExpr, Query};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use crate::accounts::Account;
use crate::accounts::entity::ENABLED;
use crate::accounts::entity::member;
use crate::accounts::entity::user::{Column, Entity, Model};
use crate::accounts::wire::account;
use crate::http::pagination::PageRequest;

/// Which users are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// A LIKE pattern over names and addresses.
    pub pattern: Option<String>,
    /// `enabled` or `disabled`.
    pub status: Option<&'static str>,
    /// Only users with this role.
    pub role: Option<Role>,
    /// Only users with any role.
    pub administrators: bool,
    /// Only members of this group.
    pub group: Option<Uuid>,
}

/// Finds a user by id.
pub async fn find(connection: &impl ConnectionTrait, id: UserId) -> Result<Option<Account>, DbErr> {
    Ok(row(connection, id).await?.map(|row| account(&row)))
}

/// Finds a user by the name to sign in with.
pub async fn find_by_user_name(
    connection: &impl ConnectionTrait,
    user_name: &str,
) -> Result<Option<Account>, DbErr> {
    let row = Entity::find()
        .filter(Column::UserNameKey.eq(user_name_key(user_name)))
        .one(connection)
        .await?;
    Ok(row.map(|row| account(&row)))
}

/// How others name these users in lists; unknown ids are left out.
pub async fn user_refs(
    connection: &impl ConnectionTrait,
    ids: &[UserId],
) -> Result<HashMap<UserId, UserRef>, DbErr> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find()
        .filter(Column::Id.is_in(ids.iter().map(|id| id.as_uuid())))
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (UserId::from_uuid(row.id), reference(row)))
        .collect())
}

/// A user as others name one.
pub fn reference(row: Model) -> UserRef {
    UserRef {
        id: row.id,
        user_name: row.user_name,
        display_name: row.display_name,
    }
}

/// Ids of users whose names hold this LIKE pattern, at most `limit`; for searches of other slices.
pub async fn search_ids(
    connection: &impl ConnectionTrait,
    pattern: &str,
    limit: u64,
) -> Result<Vec<UserId>, DbErr> {
    let rows = Entity::find()
        .filter(matches(pattern))
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| UserId::from_uuid(row.id))
        .collect())
}

/// Whether anybody has the role of an owner.
pub async fn owner_exists(connection: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let owners = Entity::find()
        .filter(Column::Role.eq(Role::Owner.as_str()))
        .count(connection)
        .await?;
    Ok(owners > 0)
}

/// The row of a user.
pub async fn row(connection: &impl ConnectionTrait, id: UserId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id.as_uuid()).one(connection).await
}

/// The row of a user, locked until the transaction ends.
pub async fn row_locked(
    connection: &impl ConnectionTrait,
    id: UserId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id.as_uuid())
        .lock_exclusive()
        .one(connection)
        .await
}

/// The enabled owners, locked until the transaction ends: who changes an owner waits for the others.
pub async fn enabled_owners_locked(connection: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Role.eq(Role::Owner.as_str()))
        .filter(Column::Status.eq(ENABLED))
        .order_by_asc(Column::Id)
        .lock_exclusive()
        .all(connection)
        .await
}

/// One page of users, newest first.
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter,
    page: PageRequest,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().order_by_desc(Column::Id).limit(page.rows());
    if let Some(after) = page.after {
        query = query.filter(Column::Id.lt(after));
    }
    if let Some(pattern) = &filter.pattern {
        query = query.filter(matches(pattern));
    }
    if let Some(status) = filter.status {
        query = query.filter(Column::Status.eq(status));
    }
    if let Some(role) = filter.role {
        query = query.filter(Column::Role.eq(role.as_str()));
    }
    if filter.administrators {
        query = query.filter(Column::Role.is_not_null());
    }
    if let Some(group) = filter.group {
        let members = Query::select()
            .column(member::Column::UserId)
            .from(member::Entity)
            .and_where(member::Column::GroupId.eq(group))
            .to_owned();
        query = query.filter(Column::Id.in_subquery(members));
    }
    query.all(connection).await
}

pub async fn insert(connection: &impl ConnectionTrait, user: Model) -> Result<(), DbErr> {
    Entity::insert(user.into_active_model().reset_all())
        .exec_without_returning(connection)
        .await
        .map(|_rows| ())
}

/// Writes all columns of a user.
pub async fn update(connection: &impl ConnectionTrait, user: Model) -> Result<(), DbErr> {
    Entity::update(user.into_active_model().reset_all())
        .exec(connection)
        .await
        .map(|_model| ())
}

pub async fn set_last_sign_in(
    connection: &impl ConnectionTrait,
    id: UserId,
    at: i64,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::LastSignInAt, at.into())
        .filter(Column::Id.eq(id.as_uuid()))
        .exec(connection)
        .await
        .map(|_result| ())
}

pub async fn delete(connection: &impl ConnectionTrait, id: UserId) -> Result<(), DbErr> {
    Entity::delete_by_id(id.as_uuid())
        .exec(connection)
        .await
        .map(|_result| ())
}

fn matches(pattern: &str) -> sea_orm::sea_query::Expr {
    Column::SearchText.like(LikeExpr::new(pattern).escape('\\'))
}
