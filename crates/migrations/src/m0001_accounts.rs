//! Users, groups and the counters of wrong guesses.

use sea_orm_migration::prelude::*;

use crate::columns::{
    cascade, id, moment, moment_or_null, number, plain, primary_id, text, text_or_null, unique,
};

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_users(manager).await?;
        create_user_groups(manager).await?;
        create_user_group_members(manager).await?;
        create_guess_counters(manager).await?;
        Ok(())
    }
}

async fn create_users(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("users")
                .col(primary_id())
                .col(text("user_name"))
                .col(text("user_name_key"))
                .col(text("display_name"))
                .col(text_or_null("email"))
                .col(text_or_null("phone_number"))
                .col(text_or_null("language"))
                .col(text_or_null("role"))
                .col(text("status"))
                .col(text_or_null("password_hash"))
                .col(text("search_text"))
                .col(moment_or_null("last_sign_in_at"))
                .col(moment("created_at"))
                .col(moment("updated_at"))
                .col(number("version"))
                .take(),
        )
        .await?;
    manager
        .create_index(unique(
            "users_user_name_unique",
            "users",
            &["user_name_key"],
        ))
        .await?;
    manager
        .create_index(plain("users_role", "users", &["role"]))
        .await?;
    Ok(())
}

async fn create_user_groups(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("user_groups")
                .col(primary_id())
                .col(text("name"))
                .col(text("name_key"))
                .col(text("description"))
                .col(moment("created_at"))
                .col(moment("updated_at"))
                .col(number("version"))
                .take(),
        )
        .await?;
    manager
        .create_index(unique(
            "user_groups_name_unique",
            "user_groups",
            &["name_key"],
        ))
        .await?;
    Ok(())
}

async fn create_user_group_members(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("user_group_members")
                .col(id("group_id"))
                .col(id("user_id"))
                .primary_key(Index::create().col("group_id").col("user_id"))
                .foreign_key(&mut cascade(
                    "user_group_members_group",
                    ("user_group_members", "group_id"),
                    ("user_groups", "id"),
                ))
                .foreign_key(&mut cascade(
                    "user_group_members_user",
                    ("user_group_members", "user_id"),
                    ("users", "id"),
                ))
                .take(),
        )
        .await?;
    manager
        .create_index(plain(
            "user_group_members_user",
            "user_group_members",
            &["user_id"],
        ))
        .await?;
    Ok(())
}

async fn create_guess_counters(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("guess_counters")
                .col(
                    ColumnDef::new("subject")
                        .text()
                        .not_null()
                        .primary_key()
                        .take(),
                )
                .col(number("tries"))
                .col(moment("last_try_at"))
                .take(),
        )
        .await?;
    Ok(())
}
