//! Every query of the attempts.

use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use crate::notifications::entity::delivery_attempt::{Column, Entity, Model};

/// How many attempts of a delivery are shown.
const SHOWN_MAX: u64 = 50;

/// Writes one down.
pub async fn insert(connection: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(connection)
        .await
        .map(drop)
}

/// The last attempts of a delivery, newest first.
pub async fn last(connection: &impl ConnectionTrait, delivery: Uuid) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::DeliveryId.eq(delivery))
        .order_by_desc(Column::Number)
        .limit(SHOWN_MAX)
        .all(connection)
        .await
}
