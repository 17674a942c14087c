//! Every query of the counters.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::entity::{Column, Entity, Model};

/// The counters of these keys, locked until the transaction ends; missing ones are made first.
pub async fn lock_or_make(
    connection: &impl ConnectionTrait,
    keys: &[&str],
) -> Result<Vec<Model>, DbErr> {
    for key in keys {
        let fresh = Model {
            subject: (*key).to_owned(),
            tries: 0,
            last_try_at: 0,
        };
        Entity::insert(fresh.into_active_model().reset_all())
            .on_conflict(OnConflict::column(Column::Subject).do_nothing().to_owned())
            .exec_without_returning(connection)
            .await?;
    }
    Entity::find()
        .filter(Column::Subject.is_in(keys.iter().copied()))
        // One order for all, so that two transactions never wait for one another.
        .order_by_asc(Column::Subject)
        .lock_exclusive()
        .all(connection)
        .await
}

pub async fn set_tries(
    connection: &impl ConnectionTrait,
    key: &str,
    tries: i64,
    last_try_at: i64,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Tries, tries.into())
        .col_expr(Column::LastTryAt, last_try_at.into())
        .filter(Column::Subject.eq(key))
        .exec(connection)
        .await
        .map(|_result| ())
}

pub async fn find(connection: &impl ConnectionTrait, keys: &[String]) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Subject.is_in(keys))
        .all(connection)
        .await
}

pub async fn delete(connection: &impl ConnectionTrait, keys: &[&str]) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::Subject.is_in(keys.iter().copied()))
        .exec(connection)
        .await
        .map(|_result| ())
}

/// Deletes the counters whose last try is older, but for those of users.
pub async fn delete_older(connection: &impl ConnectionTrait, before: i64) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::LastTryAt.lt(before))
        .filter(Column::Subject.not_like("%:user:%"))
        .exec(connection)
        .await
        .map(|_result| ())
}
