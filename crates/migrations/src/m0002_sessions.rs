//! Sessions, the sign-ins that lead to them, and the one-time set-up link.

use sea_orm_migration::prelude::*;

use crate::columns::{
    bytes, cascade, flag, id, id_or_null, moment, moment_or_null, plain, primary_id, text,
    text_or_null, unique,
};

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_sessions(manager).await?;
        create_sign_ins(manager).await?;
        create_setup_tokens(manager).await?;
        Ok(())
    }
}

async fn create_sessions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("sessions")
                .col(primary_id())
                .col(bytes("secret_hash"))
                .col(id("user_id"))
                .col(text("methods"))
                .col(moment("created_at"))
                .col(moment("last_seen_at"))
                .col(moment("expires_at"))
                .col(text_or_null("client_address"))
                .col(text("user_agent"))
                .foreign_key(&mut cascade(
                    "sessions_user",
                    ("sessions", "user_id"),
                    ("users", "id"),
                ))
                .take(),
        )
        .await?;
    manager
        .create_index(unique(
            "sessions_secret_hash_unique",
            "sessions",
            &["secret_hash"],
        ))
        .await?;
    manager
        .create_index(plain("sessions_user", "sessions", &["user_id"]))
        .await?;
    manager
        .create_index(plain("sessions_expires_at", "sessions", &["expires_at"]))
        .await?;
    Ok(())
}

async fn create_sign_ins(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("sign_ins")
                .col(primary_id())
                .col(bytes("browser_secret_hash"))
                .col(id_or_null("user_id"))
                .col(text("name_mark"))
                .col(id_or_null("session_id"))
                .col(flag("step_up"))
                .col(text("return_to"))
                .col(moment("created_at"))
                .col(moment("expires_at"))
                .col(moment_or_null("completed_at"))
                .take(),
        )
        .await?;
    manager
        .create_index(plain("sign_ins_expires_at", "sign_ins", &["expires_at"]))
        .await?;
    Ok(())
}

async fn create_setup_tokens(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("setup_tokens")
                .col(primary_id())
                .col(bytes("secret_hash"))
                .col(moment("created_at"))
                .col(moment("expires_at"))
                .col(moment_or_null("used_at"))
                .take(),
        )
        .await?;
    manager
        .create_index(unique(
            "setup_tokens_secret_hash_unique",
            "setup_tokens",
            &["secret_hash"],
        ))
        .await?;
    Ok(())
}
