//! The state of the running system.

use serde::{Deserialize, Serialize};

use crate::Time;

/// What runs, on what, since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SystemInfo {
    /// The version of Anteroom.
    #[cfg_attr(feature = "openapi", schema(example = "0.1.0"))]
    pub version: String,
    /// Which database holds the data.
    pub database: DatabaseKind,
    /// The newest migration that the database has.
    pub schema_version: String,
    /// When this replica started.
    pub started_at: Time,
    /// The configured base address.
    pub base_url: String,
    /// What an operator should mend, in sentences.
    pub warnings: Vec<String>,
}

/// The kind of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DatabaseKind {
    /// One file, for one replica.
    Sqlite,
    /// A server, for any number of replicas.
    Postgresql,
}

/// Whether this replica lives or is ready; the body of `/livez` and `/readyz`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Health {
    /// `ok`, or what is missing.
    #[cfg_attr(feature = "openapi", schema(example = "ok"))]
    pub status: String,
}
