//! Profiles: one user's identity on one phone.

use sea_orm_migration::prelude::*;

use crate::columns::{
    bytes_or_null, cascade, id, moment, moment_or_null, number, number_or_null, plain, primary_id,
    text, text_or_null, unique,
};

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_profiles(manager).await?;
        Ok(())
    }
}

async fn create_profiles(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("profiles")
                .col(primary_id())
                .col(id("user_id"))
                .col(text("kind"))
                .col(text("name"))
                .col(text("name_key"))
                .col(text("status"))
                .col(text_or_null("phone"))
                .col(text_or_null("key_thumbprint"))
                .col(text_or_null("public_key"))
                .col(bytes_or_null("totp_seed"))
                .col(number_or_null("totp_last_step"))
                .col(moment("created_at"))
                .col(moment_or_null("last_used_at"))
                .col(moment_or_null("ended_at"))
                .col(number("version"))
                .foreign_key(&mut cascade(
                    "profiles_user",
                    ("profiles", "user_id"),
                    ("users", "id"),
                ))
                .take(),
        )
        .await?;
    manager
        .create_index(unique(
            "profiles_key_thumbprint_unique",
            "profiles",
            &["key_thumbprint"],
        ))
        .await?;
    manager
        .create_index(plain(
            "profiles_user_status",
            "profiles",
            &["user_id", "status"],
        ))
        .await?;
    Ok(())
}
