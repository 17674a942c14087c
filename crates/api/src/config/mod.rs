//! The configuration: one struct per topic, defaults for production, every source named.
//!
//! Later sources win: defaults, the file, the environment (`ANTEROOM__HTTP__LISTEN`; the twin
//! `ANTEROOM__DATABASE__URL_FILE` names a file that holds the value), flags.

mod database;
mod http;
mod issuer;
mod load;
mod log;
mod outbox;
mod outgoing;
mod show;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use database::DatabaseConfig;
pub use http::HttpConfig;
pub use issuer::IssuerConfig;
pub use load::{ConfigError, ConfigSources};
pub use log::{LogConfig, LogFormat};
pub use outbox::OutboxConfig;
pub use outgoing::OutgoingConfig;

/// The whole configuration.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the server listens and how it is reached.
    pub http: HttpConfig,
    /// `ANTEROOM__DATA_DIR`: the folder of the database file and the key file.
    pub data_dir: PathBuf,
    /// The database.
    pub database: DatabaseConfig,
    /// What the server may reach by itself.
    pub outgoing: OutgoingConfig,
    /// How messages are sent.
    pub outbox: OutboxConfig,
    /// Who issues the profiles, in the eyes of people.
    pub issuer: IssuerConfig,
    /// Logging.
    pub log: LogConfig,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            http: HttpConfig::default(),
            data_dir: PathBuf::from("data"),
            database: DatabaseConfig::default(),
            outgoing: OutgoingConfig::default(),
            outbox: OutboxConfig::default(),
            issuer: IssuerConfig::default(),
            log: LogConfig::default(),
        }
    }
}

impl Config {
    /// The key file that protects secrets at rest.
    pub fn key_file(&self) -> PathBuf {
        self.data_dir.join("keys.json")
    }

    /// The URL of the database, with the data folder filled in.
    pub fn database_url(&self) -> String {
        match &self.database.url {
            Some(url) => url.clone(),
            None => format!("sqlite://{}", self.data_dir.join("anteroom.db").display()),
        }
    }
}
