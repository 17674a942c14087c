//! Every query of the used proofs.

use jiff::Timestamp;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _};

use super::entity::{Column, Entity};
use super::http::UsedProof;
use crate::app::App;
use crate::db::Moment as _;
use crate::failure::Unexpected;

/// Clocks of replicas may differ by so much; a proof is remembered that much longer.
const CLOCKS_APART_SECONDS: u64 = 60;

/// Remembers a proof in the transaction of its change; answers false when it was used before.
pub async fn remember(connection: &impl ConnectionTrait, proof: &UsedProof) -> Result<bool, DbErr> {
    // A conflict must not be an error here: it would end the transaction on PostgreSQL.
    let statement = Query::insert()
        .into_table(Entity)
        .columns([Column::Id, Column::ExpiresAt])
        .values_panic([
            proof.id.to_vec().into(),
            proof.nonce_ends_at.stored().into(),
        ])
        .on_conflict(OnConflict::column(Column::Id).do_nothing().to_owned())
        .to_owned();
    let result = connection.execute(&statement).await?;
    Ok(result.rows_affected() == 1)
}

/// Forgets the proofs whose nonces are over.
pub async fn remove_over(app: &App) -> Result<(), Unexpected> {
    let before = before(app.now());
    app.db
        .write(async move |transaction| -> Result<(), Unexpected> {
            Entity::delete_many()
                .filter(Column::ExpiresAt.lt(before))
                .exec(transaction)
                .await?;
            Ok(())
        })
        .await
}

fn before(now: Timestamp) -> i64 {
    let microseconds = CLOCKS_APART_SECONDS.saturating_mul(1_000_000);
    now.stored()
        .saturating_sub(i64::try_from(microseconds).unwrap_or(i64::MAX))
}
