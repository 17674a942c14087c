//! A fresh database for each server: a file in a temporary folder, or a database of its own on the PostgreSQL server.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::ValueEnum;
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection};
use serde::Serialize;
use tempfile::TempDir;

use crate::options::Options;

/// The kinds of database that the server knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A server.
    Postgresql,
}

impl Kind {
    /// The name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgresql => "PostgreSQL",
        }
    }

    /// Bytes as a literal of SQL.
    pub fn bytes_literal(self, hexadecimal: &str) -> String {
        match self {
            Self::Sqlite => format!("X'{hexadecimal}'"),
            Self::Postgresql => format!("'\\x{hexadecimal}'"),
        }
    }

    /// A UUID, given as 32 hexadecimal digits, as a literal of SQL.
    pub fn uuid_literal(self, hexadecimal: &str) -> String {
        match self {
            Self::Sqlite => format!("X'{hexadecimal}'"),
            Self::Postgresql => format!("'{hexadecimal}'"),
        }
    }
}

/// A place for the data of one server; it goes when this goes.
pub struct Place {
    /// Which kind of database.
    pub kind: Kind,
    /// The server's data folder.
    pub folder: PathBuf,
    /// The address of the database.
    pub url: String,
    /// Where the database was made, and its name.
    made: Option<(String, String)>,
    _folder: TempDir,
}

impl Place {
    /// Makes a place without anything in it; the purpose tells the databases of one run apart.
    pub async fn make(options: &Options, kind: Kind, purpose: &str) -> Result<Self> {
        let temporary = tempfile::Builder::new()
            .prefix("anteroom-bench-")
            .tempdir()
            .context("cannot make a temporary folder")?;
        let folder = temporary.path().join("data");
        let (url, made) = match (kind, &options.postgres_url) {
            (Kind::Postgresql, Some(server)) => {
                let name = format!("anteroom_bench_{}_{purpose}", std::process::id());
                let administration = connect(server).await?;
                administration
                    .execute_unprepared(&format!("CREATE DATABASE {name}"))
                    .await
                    .context("cannot make a database")?;
                administration.close().await.ok();
                let url = with_database(server, &name);
                (url, Some((server.clone(), name)))
            }
            _ => (
                format!("sqlite://{}", folder.join("anteroom.db").display()),
                None,
            ),
        };
        Ok(Self {
            kind,
            folder,
            url,
            made,
            _folder: temporary,
        })
    }

    /// A connection for seeding, beside the server's.
    pub async fn connect(&self) -> Result<DatabaseConnection> {
        connect(&self.url).await
    }

    /// Drops what was made on the PostgreSQL server. The temporary folder goes by itself.
    pub async fn remove(self) -> Result<()> {
        if let Some((server, name)) = &self.made {
            let administration = connect(server).await?;
            administration
                .execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)"))
                .await
                .with_context(|| format!("cannot drop the database {name}"))?;
        }
        Ok(())
    }
}

/// The connections of the seeding and of the ceiling, opened as the server opens its own.
pub fn connect_options(url: &str, connections_max: u32) -> ConnectOptions {
    let mut options = match url.strip_prefix("sqlite://") {
        Some(file) => {
            let mut options = ConnectOptions::new(format!("sqlite://{file}?mode=rwc"));
            options.map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .pragma("journal_mode", "WAL")
                    .pragma("synchronous", "FULL")
                    .foreign_keys(true)
                    .busy_timeout(Duration::from_secs(10))
            });
            options
        }
        None => ConnectOptions::new(url),
    };
    options
        .max_connections(connections_max)
        .min_connections(1)
        .sqlx_logging(false)
        .test_before_acquire(false);
    options
}

async fn connect(url: &str) -> Result<DatabaseConnection> {
    Database::connect(connect_options(url, 1))
        .await
        .context("cannot open the database")
}

/// The address of another database on the same server.
fn with_database(server: &str, name: &str) -> String {
    let (address, parameters) = match server.split_once('?') {
        Some((address, parameters)) => (address, format!("?{parameters}")),
        None => (server, String::new()),
    };
    let base = address
        .rsplit_once('/')
        .map_or(address, |(base, _database)| base);
    format!("{base}/{name}{parameters}")
}
