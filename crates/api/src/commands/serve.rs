//! `anteroom serve`.

use super::boot::{StartError, open_app};
use super::logging;
use crate::config::{Config, ConfigSources};
use crate::http::server::Server;
use crate::sessions;

/// Runs the server until it is asked to stop.
pub async fn run(sources: &ConfigSources) -> Result<(), StartError> {
    let config = Config::load(sources)?;
    logging::start(&config.log)?;
    let listen = config.http.listen;
    let base_url = config.http.origin().to_owned();
    let app = open_app(config).await?;
    let setup_link = sessions::make_setup_link(&app).await?;
    let server = Server::bind(app).map_err(|cause| StartError::File {
        what: format!("listening on {listen}"),
        cause,
    })?;
    println!(
        "Anteroom runs at {base_url} (listening on {}).",
        server.address
    );
    if let Some(link) = setup_link {
        println!("There is no owner yet. Create the first one within an hour at:\n  {link}");
    }
    server.run().await.map_err(|cause| StartError::File {
        what: "the server".to_owned(),
        cause,
    })
}
