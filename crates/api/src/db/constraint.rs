//! Telling from a database error what happened: a named constraint, or the database being away.

use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// Whether the error is the violation of this named unique constraint.
///
/// SQLite names the columns instead of the index (`users.user_name_key`), so both are given.
pub fn violates(error: &DbErr, constraint: &str, sqlite_columns: &str) -> bool {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(message)) => {
            message.contains(constraint) || message.contains(sqlite_columns)
        }
        _ => false,
    }
}

/// Whether the database cannot be reached, or is too busy, rather than refusing the statement.
pub fn is_away(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => {
            let text = cause.to_string();
            [
                "pool timed out",
                "error communicating with database",
                "database is locked",
                "shutting down",
                "terminating connection",
                "starting up",
            ]
            .iter()
            .any(|part| text.contains(part))
        }
        _ => false,
    }
}
