//! Opening the database: SQLite by a file, PostgreSQL by a URL.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::{ConnectOptions, DatabaseConnection, DbErr};

use super::write::WriterLane;
use anteroom_api_types::system::DatabaseKind;

/// Where the database is and how many connections it may have.
#[derive(Clone, Debug)]
pub struct DatabaseSettings {
    /// `sqlite://<file>` or `postgres://...`.
    pub url: String,
    /// Connections of the pool of this replica.
    pub connections_max: u32,
    /// How long a request waits for a connection before it is answered with 503.
    pub acquire_timeout: Duration,
}

/// The database of this replica; cheap to clone.
#[derive(Clone)]
pub struct Database {
    pub(super) readers: DatabaseConnection,
    pub(super) writer: DatabaseConnection,
    pub(super) lane: Option<Arc<WriterLane>>,
    kind: DatabaseKind,
}

impl Database {
    /// Opens the database and proves that it answers.
    pub async fn connect(settings: &DatabaseSettings) -> Result<Self, DbErr> {
        if let Some(path) = settings.url.strip_prefix("sqlite://") {
            Self::open_sqlite(path, settings).await
        } else {
            let pool = sea_orm::Database::connect(options(
                settings,
                settings.url.clone(),
                settings.connections_max,
            ))
            .await?;
            Ok(Self {
                readers: pool.clone(),
                writer: pool,
                lane: None,
                kind: DatabaseKind::Postgresql,
            })
        }
    }

    async fn open_sqlite(path: &str, settings: &DatabaseSettings) -> Result<Self, DbErr> {
        let file = PathBuf::from(path.split('?').next().unwrap_or(path));
        let url = format!("sqlite://{}?mode=rwc", file.display());
        // The writer first: it makes the file and switches it to WAL before any reader comes.
        let writer = sea_orm::Database::connect(sqlite_options(settings, url.clone(), 1)).await?;
        let readers =
            sea_orm::Database::connect(sqlite_options(settings, url, settings.connections_max))
                .await?;
        Ok(Self {
            readers,
            writer,
            lane: Some(Arc::new(WriterLane::default())),
            kind: DatabaseKind::Sqlite,
        })
    }

    /// For reading. What is read here may be older than what the caller is about to write:
    /// decisions that guard a change read inside [`Database::write`].
    pub const fn reader(&self) -> &DatabaseConnection {
        &self.readers
    }

    /// SQLite or PostgreSQL.
    pub const fn kind(&self) -> DatabaseKind {
        self.kind
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.readers.ping().await
    }

    /// Closes the connections once they are idle.
    pub async fn close(self) {
        // Closing is the last thing that happens; a failure has nobody left to tell.
        drop(self.readers.close().await);
        drop(self.writer.close().await);
    }
}

fn options(settings: &DatabaseSettings, url: String, connections_max: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections_max)
        .min_connections(1)
        .acquire_timeout(settings.acquire_timeout)
        .connect_timeout(settings.acquire_timeout)
        .sqlx_logging(false)
        // A ping before every use costs a round trip; a dead connection shows itself and is replaced.
        .test_before_acquire(false);
    options
}

/// WAL lets readers go on while one writes; `FULL` makes a commit survive the loss of power.
fn sqlite_options(
    settings: &DatabaseSettings,
    url: String,
    connections_max: u32,
) -> ConnectOptions {
    let mut options = options(settings, url, connections_max);
    let busy_timeout = settings.acquire_timeout;
    options.map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .foreign_keys(true)
            .busy_timeout(busy_timeout)
    });
    options
}
