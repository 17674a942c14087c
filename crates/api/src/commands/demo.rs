//! `anteroom demo`: a filled system in a temporary folder; nothing leaves the machine.

mod people;
mod settings;

use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::fs::PermissionsExt as _;

use super::arguments::DemoArguments;
use super::boot::{StartError, open_app};
use super::logging;
use crate::config::{Config, LogConfig};
use crate::failure::Failure;
use crate::http::server::Server;

/// Fills a system, says how to get in, and runs it until it is asked to stop.
pub async fn run(arguments: DemoArguments) -> Result<(), StartError> {
    logging::start(&LogConfig {
        filter: "warn".to_owned(),
        ..LogConfig::default()
    })?;
    let folder = tempfile::Builder::new()
        .prefix("anteroom-demo-")
        .permissions(std::fs::Permissions::from_mode(0o700))
        .tempdir()
        .map_err(|cause| StartError::File {
            what: "a temporary folder".to_owned(),
            cause,
        })?;
    let mut config = Config {
        data_dir: folder.path().to_path_buf(),
        ..Config::default()
    };
    config.http.listen = SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port));
    config.http.base_url = format!("http://localhost:{}", arguments.port);
    "Anteroom demo".clone_into(&mut config.issuer.name);
    let base_url = config.http.base_url.clone();
    let app = open_app(config).await?;
    let people = people::add(&app).await?;
    settings::set(&app).await?;
    let server = Server::bind(app).map_err(|cause| StartError::File {
        what: format!(
            "listening on port {} (choose another with --port)",
            arguments.port
        ),
        cause,
    })?;
    println!("{}", welcome(&base_url, &people));
    server.run().await.map_err(|cause| StartError::File {
        what: "the server".to_owned(),
        cause,
    })
}

fn welcome(base_url: &str, people: &people::People) -> String {
    let password = people::PASSWORD;
    let totp_key = &people.totp_key;
    format!(
        "Anteroom demo. Everything is in a temporary folder and is gone when the demo stops (Ctrl-C).

  Portal          {base_url}/
  Add a phone     {base_url}/provisioning
  Admin console   {base_url}/admin
  Caught mail     {base_url}/admin/caught-messages
  REST API        {base_url}/docs/

  Sign in as      with the password {password}
    ada           owner of the system
    maja          has no phone yet: start here
    olof          has an authenticator app; its key: {totp_key}
                  (a code now: oathtool --totp -b {totp_key})
    nina          has a phone

The phone can be another browser window: copy the link below the QR code (\"Cannot scan?\") into it.
Mails and text messages are not sent: the console shows them under \"Caught messages\"."
    )
}

/// A refusal of our own data would be a mistake in this file's children; it is told as it is.
fn told<R: std::fmt::Debug>(failure: Failure<R>) -> StartError {
    match failure {
        Failure::Refused(refusal) => {
            StartError::Refused(format!("the demo data is refused: {refusal:?}"))
        }
        Failure::Unexpected(unexpected) => StartError::Unexpected(unexpected),
    }
}
