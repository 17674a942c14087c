//! Audit events, chained by hash.

use sea_orm_migration::prelude::*;

use crate::columns::{
    bytes_or_null, id_or_null, moment, number_or_null, plain, primary_id, text, text_or_null,
    unique,
};

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_audit_events(manager).await?;
        Ok(())
    }
}

async fn create_audit_events(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("audit_events")
                .col(primary_id())
                .col(number_or_null("sequence"))
                .col(moment("at"))
                .col(text("action"))
                .col(text("actor_kind"))
                .col(id_or_null("actor_id"))
                .col(text("actor_name"))
                .col(text_or_null("subject_kind"))
                .col(id_or_null("subject_id"))
                .col(text("subject_name"))
                .col(text_or_null("client_address"))
                .col(text_or_null("request_id"))
                .col(text("details"))
                .col(bytes_or_null("hash"))
                .take(),
        )
        .await?;
    manager
        .create_index(unique(
            "audit_events_sequence_unique",
            "audit_events",
            &["sequence"],
        ))
        .await?;
    manager
        .create_index(plain(
            "audit_events_subject",
            "audit_events",
            &["subject_id"],
        ))
        .await?;
    manager
        .create_index(plain("audit_events_actor", "audit_events", &["actor_id"]))
        .await?;
    manager
        .create_index(plain("audit_events_action", "audit_events", &["action"]))
        .await?;
    Ok(())
}
