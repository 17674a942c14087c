//! From a configuration to a running `App`: folder, keys, database, schema, what ships with it.

use std::fs;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anteroom_domain::clock::Clock;

use crate::access_rules;
use crate::app::{App, SystemClock};
use crate::config::{Config, ConfigError};
use crate::crypto::{KeyRing, KeyRingError};
use crate::db::{self, Database, DatabaseSettings, DbErr};
use crate::failure::Unexpected;
use crate::random::Random;

/// How long a request waits for the database before it is answered with 503.
const DATABASE_WAIT: Duration = Duration::from_millis(2500);

/// Why a command cannot do its work; the sentence is printed as it is.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The data folder or a file in it.
    #[error("{what}: {cause}")]
    File {
        /// What was tried.
        what: String,
        /// Why it failed.
        cause: std::io::Error,
    },
    /// The key file.
    #[error(transparent)]
    Keys(#[from] KeyRingError),
    /// The database.
    #[error("the database: {0}")]
    Database(#[from] DbErr),
    /// Anything else.
    #[error("{0}")]
    Unexpected(#[from] Unexpected),
    /// A sentence of the command itself.
    #[error("{0}")]
    Refused(String),
}

/// Opens the system with the real clock and real randomness.
pub async fn open_app(config: Config) -> Result<App, StartError> {
    open_app_with(config, Arc::new(SystemClock), Random::System).await
}

/// Opens the system with a clock and a random source of the caller's.
pub async fn open_app_with(
    config: Config,
    clock: Arc<dyn Clock>,
    mut random: Random,
) -> Result<App, StartError> {
    make_data_folder(&config.data_dir)?;
    let keys = KeyRing::open_or_create(&config.key_file(), &mut random)?;
    let database = Database::connect(&DatabaseSettings {
        url: config.database_url(),
        connections_max: config.database.connections_max,
        acquire_timeout: DATABASE_WAIT,
    })
    .await?;
    db::migrate(&database).await?;
    let app = App::new(config, database, keys, clock, random);
    let seeding = app.clone();
    app.db
        .write(async move |transaction| access_rules::seed(&seeding, transaction).await)
        .await?;
    Ok(app)
}

/// The folder holds keys and personal data: nobody but its owner may look in.
fn make_data_folder(folder: &Path) -> Result<(), StartError> {
    let failed = |cause| StartError::File {
        what: format!("the data folder {}", folder.display()),
        cause,
    };
    if !folder.exists() {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(failed)?;
    }
    let mode = fs::metadata(folder).map_err(failed)?.permissions().mode();
    if mode & 0o007 != 0 {
        tracing::warn!(
            "The data folder {} can be read by others; consider chmod 700.",
            folder.display()
        );
    }
    Ok(())
}
