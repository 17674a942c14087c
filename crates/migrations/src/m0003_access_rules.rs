//! Access rules and the resources that they protect.

use sea_orm_migration::prelude::*;

use crate::columns::{flag, moment, number, primary_id, text, unique};

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_access_rules(manager).await?;
        create_resources(manager).await?;
        Ok(())
    }
}

async fn create_access_rules(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("access_rules")
                .col(primary_id())
                .col(text("name"))
                .col(text("name_key"))
                .col(text("description"))
                .col(text("scope"))
                .col(text("requirement"))
                .col(moment("created_at"))
                .col(moment("updated_at"))
                .col(number("version"))
                .take(),
        )
        .await?;
    manager
        .create_index(unique(
            "access_rules_name_unique",
            "access_rules",
            &["name_key"],
        ))
        .await?;
    Ok(())
}

async fn create_resources(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("resources")
                .col(primary_id())
                .col(text("name"))
                .col(text("host"))
                .col(text("path"))
                .col(text("search_text"))
                .col(flag("built_in"))
                .col(flag("public"))
                .col(text("portal"))
                .col(text("authorization"))
                .col(moment("created_at"))
                .col(moment("updated_at"))
                .col(number("version"))
                .take(),
        )
        .await?;
    manager
        .create_index(unique(
            "resources_host_path_unique",
            "resources",
            &["host", "path"],
        ))
        .await?;
    Ok(())
}
