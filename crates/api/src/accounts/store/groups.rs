//! Every query of groups and their members.

use std::collections::HashMap;

use anteroom_domain::ids::{UserGroupId, UserId};
use sea_orm::sea_query::LikeExpr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use crate::accounts::entity::{group, member};
use crate::http::pagination::PageRequest;

/// The groups that a user is a member of.
pub async fn groups_of(
    connection: &impl ConnectionTrait,
    user: UserId,
) -> Result<Vec<UserGroupId>, DbErr> {
    let rows = member::Entity::find()
        .filter(member::Column::UserId.eq(user.as_uuid()))
        .order_by_asc(member::Column::GroupId)
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| UserGroupId::from_uuid(row.group_id))
        .collect())
}

/// Names of groups; unknown ids are left out.
pub async fn group_names(
    connection: &impl ConnectionTrait,
    ids: &[UserGroupId],
) -> Result<HashMap<UserGroupId, String>, DbErr> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = group::Entity::find()
        .filter(group::Column::Id.is_in(ids.iter().map(|id| id.as_uuid())))
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (UserGroupId::from_uuid(row.id), row.name))
        .collect())
}

/// The groups of several users, by name.
pub async fn groups_of_users(
    connection: &impl ConnectionTrait,
    users: &[Uuid],
) -> Result<HashMap<Uuid, Vec<group::Model>>, DbErr> {
    let members = member::Entity::find()
        .filter(member::Column::UserId.is_in(users.iter().copied()))
        .all(connection)
        .await?;
    let ids = members.iter().map(|row| row.group_id);
    let groups: HashMap<Uuid, group::Model> = group::Entity::find()
        .filter(group::Column::Id.is_in(ids))
        .all(connection)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let mut found: HashMap<Uuid, Vec<group::Model>> = HashMap::new();
    for row in members {
        if let Some(group) = groups.get(&row.group_id) {
            found.entry(row.user_id).or_default().push(group.clone());
        }
    }
    for list in found.values_mut() {
        list.sort_by(|a, b| a.name_key.cmp(&b.name_key));
    }
    Ok(found)
}

/// Those of these groups that exist, held against removal until the transaction ends.
pub async fn existing_held(
    connection: &impl ConnectionTrait,
    ids: &[UserGroupId],
) -> Result<Vec<UserGroupId>, DbErr> {
    let rows = group::Entity::find()
        .filter(group::Column::Id.is_in(ids.iter().map(|id| id.as_uuid())))
        .order_by_asc(group::Column::Id)
        .lock_shared()
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| UserGroupId::from_uuid(row.id))
        .collect())
}

/// Makes a user a member of exactly these groups.
pub async fn set_groups(
    connection: &impl ConnectionTrait,
    user: UserId,
    groups: &[UserGroupId],
) -> Result<(), DbErr> {
    member::Entity::delete_many()
        .filter(member::Column::UserId.eq(user.as_uuid()))
        .exec(connection)
        .await?;
    if groups.is_empty() {
        return Ok(());
    }
    let rows = groups.iter().map(|group| {
        member::Model {
            group_id: group.as_uuid(),
            user_id: user.as_uuid(),
        }
        .into_active_model()
        .reset_all()
    });
    member::Entity::insert_many(rows)
        .exec_without_returning(connection)
        .await
        .map(|_rows| ())
}

/// How many members these groups have; those without any are left out.
pub async fn member_counts(
    connection: &impl ConnectionTrait,
    groups: &[Uuid],
) -> Result<HashMap<Uuid, i64>, DbErr> {
    let counts: Vec<(Uuid, i64)> = member::Entity::find()
        .select_only()
        .column(member::Column::GroupId)
        .column_as(member::Column::UserId.count(), "members")
        .filter(member::Column::GroupId.is_in(groups.iter().copied()))
        .group_by(member::Column::GroupId)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(counts.into_iter().collect())
}

/// One page of groups, newest first.
pub async fn list(
    connection: &impl ConnectionTrait,
    pattern: Option<&str>,
    page: PageRequest,
) -> Result<Vec<group::Model>, DbErr> {
    let mut query = group::Entity::find()
        .order_by_desc(group::Column::Id)
        .limit(page.rows());
    if let Some(after) = page.after {
        query = query.filter(group::Column::Id.lt(after));
    }
    if let Some(pattern) = pattern {
        query = query.filter(group::Column::NameKey.like(LikeExpr::new(pattern).escape('\\')));
    }
    query.all(connection).await
}

pub async fn row(
    connection: &impl ConnectionTrait,
    id: UserGroupId,
) -> Result<Option<group::Model>, DbErr> {
    group::Entity::find_by_id(id.as_uuid())
        .one(connection)
        .await
}

/// The row of a group, locked until the transaction ends.
pub async fn row_locked(
    connection: &impl ConnectionTrait,
    id: UserGroupId,
) -> Result<Option<group::Model>, DbErr> {
    group::Entity::find_by_id(id.as_uuid())
        .lock_exclusive()
        .one(connection)
        .await
}

pub async fn insert(connection: &impl ConnectionTrait, row: group::Model) -> Result<(), DbErr> {
    group::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(connection)
        .await
        .map(|_rows| ())
}

/// Writes all columns of a group.
pub async fn update(connection: &impl ConnectionTrait, row: group::Model) -> Result<(), DbErr> {
    group::Entity::update(row.into_active_model().reset_all())
        .exec(connection)
        .await
        .map(|_model| ())
}

pub async fn delete(connection: &impl ConnectionTrait, id: UserGroupId) -> Result<(), DbErr> {
    group::Entity::delete_by_id(id.as_uuid())
        .exec(connection)
        .await
        .map(|_result| ())
}
