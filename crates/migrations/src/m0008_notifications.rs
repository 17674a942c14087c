//! Notifications: channels and gateways, texts, and messages on their way.

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
        create_singletons(manager).await?;
        create_channel_health(manager).await?;
        create_sms_gateways(manager).await?;
        create_message_versions(manager).await?;
        create_deliveries(manager).await?;
        create_delivery_indexes(manager).await?;
        create_delivery_attempts(manager).await?;
        add_message_mode(manager).await
    }
}

/// The e-mail channel and the limits: one row each, once they are written.
async fn create_singletons(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let id = || {
        ColumnDef::new("id")
            .integer()
            .not_null()
            .primary_key()
            .take()
    };
    manager
        .create_table(
            Table::create()
                .table("email_channel")
                .col(id())
                .col(text("settings"))
                .col(bytes_or_null("password"))
                .col(moment("updated_at"))
                .col(number("version"))
                .take(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("notification_limits")
                .col(id())
                .col(text("limits"))
                .col(moment("updated_at"))
                .col(number("version"))
                .take(),
        )
        .await
}

/// What the last attempts over each channel came to; `channel` is its name.
async fn create_channel_health(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("channel_health")
                .col(
                    ColumnDef::new("channel")
                        .text()
                        .not_null()
                        .primary_key()
                        .take(),
                )
                .col(moment_or_null("last_sent_at"))
                .col(moment_or_null("failing_since"))
                .col(text_or_null("last_error"))
                .take(),
        )
        .await
}

async fn create_sms_gateways(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("sms_gateways")
                .col(primary_id())
                .col(text("name"))
                .col(text("name_key"))
                .col(number("position"))
                .col(flag("enabled"))
                .col(text("sender"))
                .col(text_or_null("user_name"))
                .col(bytes_or_null("secret"))
                .col(text("transport"))
                .col(moment_or_null("last_sent_at"))
                .col(text_or_null("last_error"))
                .col(moment_or_null("last_error_at"))
                .col(moment("created_at"))
                .col(moment("updated_at"))
                .col(number("version"))
                .take(),
        )
        .await?;
    manager
        .create_index(unique(
            "sms_gateways_name_unique",
            "sms_gateways",
            &["name_key"],
        ))
        .await
}

/// Every wording of a message; the one with the greatest version is in force, a null content is a reset.
async fn create_message_versions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("message_versions")
                .col(text("kind"))
                .col(text("language"))
                .col(number("version"))
                .col(text_or_null("content"))
                .col(id_or_null("created_by"))
                .col(moment("created_at"))
                .primary_key(Index::create().col("kind").col("language").col("version"))
                .take(),
        )
        .await
}

async fn create_deliveries(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("deliveries")
                .col(primary_id())
                .col(text("kind"))
                .col(text("channel"))
                .col(text("status"))
                .col(flag("urgent"))
                .col(id_or_null("user_id"))
                .col(id_or_null("token_id"))
                .col(id_or_null("profile_id"))
                .col(text("destination"))
                .col(text("destination_key"))
                .col(text("language"))
                .col(text("facts"))
                .col(text("message_id"))
                .col(number("attempts"))
                .col(number("rounds"))
                .col(moment_or_null("next_attempt_at"))
                .col(moment_or_null("lease_until"))
                .col(id_or_null("lease_owner"))
                .col(moment_or_null("sent_at"))
                .col(text_or_null("sent_by"))
                .col(id_or_null("gateway_id"))
                .col(text_or_null("provider_message_id"))
                .col(text_or_null("receipt"))
                .col(number("segments"))
                .col(text_or_null("last_error"))
                .col(moment("created_at"))
                .col(moment_or_null("ended_at"))
                .foreign_key(&mut cascade(
                    "deliveries_user",
                    ("deliveries", "user_id"),
                    ("users", "id"),
                ))
                .take(),
        )
        .await
}

async fn create_delivery_indexes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let indexes: [(&'static str, &[&'static str]); 6] = [
        (
            "deliveries_due",
            &["channel", "status", "urgent", "next_attempt_at"],
        ),
        ("deliveries_token", &["token_id"]),
        ("deliveries_user_created", &["user_id", "created_at"]),
        (
            "deliveries_destination_created",
            &["destination_key", "created_at"],
        ),
        ("deliveries_channel_created", &["channel", "created_at"]),
        ("deliveries_provider_message", &["provider_message_id"]),
    ];
    for (name, columns) in indexes {
        manager
            .create_index(plain(name, "deliveries", columns))
            .await?;
    }
    Ok(())
}

async fn create_delivery_attempts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("delivery_attempts")
                .col(id("delivery_id"))
                .col(number("number"))
                .col(moment("at"))
                .col(text_or_null("by"))
                .col(text_or_null("error"))
                .col(number("duration_ms"))
                .primary_key(Index::create().col("delivery_id").col("number"))
                .foreign_key(&mut cascade(
                    "delivery_attempts_delivery",
                    ("delivery_attempts", "delivery_id"),
                    ("deliveries", "id"),
                ))
                .take(),
        )
        .await
}

/// What the message of a token can do; null for tokens that no message carries.
async fn add_message_mode(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .alter_table(
            Table::alter()
                .table("provisioning_tokens")
                .add_column(text_or_null("message_mode"))
                .take(),
        )
        .await
}
