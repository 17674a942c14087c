//! A fresh database for each test.

use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait as _, Database};

/// Tells the databases of one process apart.
static COUNTER: AtomicU32 = AtomicU32::new(0);

/// Where the database of a test is.
pub struct TestDatabase {
    /// The URL for the configuration; `None` is SQLite in the data folder.
    pub url: Option<String>,
}

impl TestDatabase {
    /// SQLite in the data folder of the test.
    pub fn sqlite() -> Self {
        Self { url: None }
    }

    /// A database of its own on the throw-away cluster.
    pub async fn postgresql() -> Self {
        let server = std::env::var("ANTEROOM_TEST_POSTGRES_URL").expect(
            "ANTEROOM_TEST_POSTGRES_URL names no PostgreSQL; run the tests with `cargo xtask test`, \
             or a part with `cargo xtask with-postgres cargo nextest run -p anteroom-api`",
        );
        let name = format!(
            "test_{}_{}",
            std::process::id(),
            COUNTER.fetch_add(1, Ordering::SeqCst)
        );
        let connection = Database::connect(&server)
            .await
            .expect("the throw-away PostgreSQL answers");
        connection
            .execute_unprepared(&format!("CREATE DATABASE {name}"))
            .await
            .expect("a database can be created");
        connection.close().await.expect("the connection closes");
        let (base, parameters) = server
            .split_once('?')
            .map_or((server.as_str(), String::new()), |(base, rest)| {
                (base, format!("?{rest}"))
            });
        let (cluster, _) = base.rsplit_once('/').expect("the URL names a database");
        Self {
            url: Some(format!("{cluster}/{name}{parameters}")),
        }
    }
}
