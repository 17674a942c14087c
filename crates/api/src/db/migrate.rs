//! Bringing the schema up to date, under a lock, and refusing a database from the future.

use anteroom_api_types::system::DatabaseKind;
use anteroom_migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DbErr, TransactionTrait};

use super::Database;

/// The number under which replicas agree who migrates; any fixed number of our own will do.
const POSTGRES_LOCK: i64 = 0x616e_7465_726f_6f6d;

/// Applies the missing migrations. Replicas that start together wait for one another.
pub async fn migrate(database: &Database) -> Result<(), DbErr> {
    match database.kind() {
        DatabaseKind::Postgresql => {
            // The lock belongs to this transaction's session and ends with it, even in a crash.
            let transaction = database.writer.begin().await?;
            transaction
                .execute_unprepared(&format!("SELECT pg_advisory_xact_lock({POSTGRES_LOCK})"))
                .await?;
            refuse_a_newer_schema(database).await?;
            Migrator::up(&database.writer, None).await?;
            transaction.commit().await
        }
        DatabaseKind::Sqlite => {
            refuse_a_newer_schema(database).await?;
            Migrator::up(&database.writer, None).await
        }
    }
}

/// The name of the newest migration that the database has.
pub async fn schema_version(database: &Database) -> Result<String, DbErr> {
    let applied = Migrator::get_migration_models(database.reader()).await?;
    Ok(applied
        .last()
        .map(|migration| migration.version.clone())
        .unwrap_or_default())
}

async fn refuse_a_newer_schema(database: &Database) -> Result<(), DbErr> {
    Migrator::install(&database.writer).await?;
    let known: Vec<String> = Migrator::migrations()
        .iter()
        .map(|migration| migration.name().to_owned())
        .collect();
    let applied = Migrator::get_migration_models(&database.writer).await?;
    match applied
        .iter()
        .find(|migration| !known.contains(&migration.version))
    {
        Some(unknown) => Err(DbErr::Custom(format!(
            "the database has the migration `{}`, which this version of Anteroom does not know; start the newer version",
            unknown.version
        ))),
        None => Ok(()),
    }
}
