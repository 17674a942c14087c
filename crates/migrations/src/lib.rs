//! The history of the schema, oldest first; a migration that has been released is never changed.
//!
//! Conventions of the columns: ids are UUIDs, moments are microseconds since the Unix epoch in
//! `BIGINT`, structured values are JSON in `TEXT`, hashes and ciphertexts are binary. They behave
//! the same on SQLite and on PostgreSQL.

#![expect(
    elided_lifetimes_in_paths,
    reason = "the trait of the migration library hides the lifetime, and an implementation must agree"
)]

mod columns;
mod m0001_accounts;
mod m0002_sessions;
mod m0003_access_rules;
mod m0004_self_service;
mod m0005_provisioning;
mod m0006_profiles;
mod m0007_audit;
mod m0008_notifications;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// Applies the migrations.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_accounts::Migration),
            Box::new(m0002_sessions::Migration),
            Box::new(m0003_access_rules::Migration),
            Box::new(m0004_self_service::Migration),
            Box::new(m0005_provisioning::Migration),
            Box::new(m0006_profiles::Migration),
            Box::new(m0007_audit::Migration),
            Box::new(m0008_notifications::Migration),
        ]
    }
}
