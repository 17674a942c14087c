//! Which database, and how many connections.

use serde::{Deserialize, Serialize};

/// The section `database`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseConfig {
    /// `ANTEROOM__DATABASE__URL`: `sqlite://<file>` or `postgres://user:password@host/name`;
    /// default: `anteroom.db` in the data folder.
    pub url: Option<String>,
    /// `ANTEROOM__DATABASE__CONNECTIONS_MAX`: connections of the pool of this replica, 1 to 500.
    pub connections_max: u32,
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        Self {
            url: None,
            connections_max: 16,
        }
    }
}
