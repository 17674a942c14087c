//! The database: connecting, transactions, and named constraints that become refusals.
//!
//! Reads go to a pool. Writes go through [`Database::write`], which owns begin, commit and
//! roll-back: on PostgreSQL each is a transaction of its own, on SQLite they share one writer.

mod connect;
mod constraint;
mod migrate;
mod moment;
mod write;

pub use connect::{Database, DatabaseSettings};
pub use constraint::violates;
pub use migrate::{migrate, schema_version};
pub use moment::Moment;
pub use sea_orm::{ConnectionTrait, DbErr};
pub use write::Transaction;

use crate::failure::Unexpected;

impl From<DbErr> for Unexpected {
    fn from(error: DbErr) -> Self {
        if constraint::is_away(&error) {
            Self::temporary("asking the database", error)
        } else {
            Self::new("asking the database", error)
        }
    }
}
