//! The self-service settings, and the version of everything that an administrator configures.

use sea_orm_migration::prelude::*;

use crate::columns::{moment, number, text};

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_self_service_settings(manager).await?;
        create_configuration_state(manager).await?;
        manager
            .execute(
                Query::insert()
                    .into_table("configuration_state")
                    .columns(["id", "version"])
                    .values_panic([1.into(), 1.into()])
                    .take(),
            )
            .await?;
        Ok(())
    }
}

async fn create_self_service_settings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("self_service_settings")
                .col(
                    ColumnDef::new("id")
                        .integer()
                        .not_null()
                        .primary_key()
                        .take(),
                )
                .col(text("settings"))
                .col(moment("updated_at"))
                .col(number("version"))
                .take(),
        )
        .await?;
    Ok(())
}

async fn create_configuration_state(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("configuration_state")
                .col(
                    ColumnDef::new("id")
                        .integer()
                        .not_null()
                        .primary_key()
                        .take(),
                )
                .col(number("version"))
                .take(),
        )
        .await?;
    Ok(())
}
