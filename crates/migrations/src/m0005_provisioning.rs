//! Provisioning tokens, and the proofs that phones have used up.

use sea_orm_migration::prelude::*;

use crate::columns::{
    bytes_or_null, cascade, flag, id, id_or_null, moment, moment_or_null, number, plain,
    primary_id, text, text_or_null, unique,
};

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_provisioning_tokens(manager).await?;
        create_used_proofs(manager).await?;
        Ok(())
    }
}

async fn create_provisioning_tokens(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("provisioning_tokens")
                .col(primary_id())
                .col(id("user_id"))
                .col(text("kind"))
                .col(text("channel"))
                .col(text("status"))
                .col(bytes_or_null("secret_hash"))
                .col(text_or_null("destination"))
                .col(text("issued_by"))
                .col(id_or_null("issuer_id"))
                .col(text("issuing_evidence"))
                .col(flag("confirmation_required"))
                .col(bytes_or_null("totp_seed"))
                .col(text_or_null("phone"))
                .col(text_or_null("key_thumbprint"))
                .col(text_or_null("public_key"))
                .col(number("failed_attempts"))
                .col(moment("created_at"))
                .col(moment("expires_at"))
                .col(moment_or_null("claimed_at"))
                .col(moment_or_null("ended_at"))
                .col(id_or_null("profile_id"))
                .col(number("version"))
                .foreign_key(&mut cascade(
                    "provisioning_tokens_user",
                    ("provisioning_tokens", "user_id"),
                    ("users", "id"),
                ))
                .take(),
        )
        .await?;
    manager
        .create_index(unique(
            "provisioning_tokens_secret_hash_unique",
            "provisioning_tokens",
            &["secret_hash"],
        ))
        .await?;
    // With the time as well: SQLite would take the shared index below for the open tokens of one user otherwise,
    // and read those of everybody.
    manager
        .create_index(plain(
            "provisioning_tokens_user_status_expires_at",
            "provisioning_tokens",
            &["user_id", "status", "expires_at"],
        ))
        .await?;
    manager
        .create_index(plain(
            "provisioning_tokens_status_expires_at",
            "provisioning_tokens",
            &["status", "expires_at"],
        ))
        .await?;
    manager
        .create_index(plain(
            "provisioning_tokens_key_thumbprint",
            "provisioning_tokens",
            &["key_thumbprint"],
        ))
        .await?;
    Ok(())
}

async fn create_used_proofs(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("used_proofs")
                .col(
                    ColumnDef::new("id")
                        .binary()
                        .not_null()
                        .primary_key()
                        .take(),
                )
                .col(moment("expires_at"))
                .take(),
        )
        .await?;
    manager
        .create_index(plain(
            "used_proofs_expires_at",
            "used_proofs",
            &["expires_at"],
        ))
        .await?;
    Ok(())
}
