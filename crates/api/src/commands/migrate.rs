//! `anteroom migrate`.

use super::boot::{StartError, open_app};
use super::logging;
use crate::config::{Config, ConfigSources};
use crate::db;

/// Brings the database up to date and says which schema it has.
pub async fn run(sources: &ConfigSources) -> Result<(), StartError> {
    let config = Config::load(sources)?;
    logging::start(&config.log)?;
    let app = open_app(config).await?;
    println!(
        "The database is up to date: {}.",
        db::schema_version(&app.db).await?
    );
    app.db.close().await;
    Ok(())
}
