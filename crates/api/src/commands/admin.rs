//! `anteroom admin create`.

use std::io::Read as _;
use std::path::Path;

use super::arguments::CreateAdmin;
use super::boot::{StartError, open_app};
use super::logging;
use crate::accounts::{self, NewOwner};
use crate::audit::Origin;
use crate::config::{Config, ConfigSources};
use crate::failure::Failure;

/// Creates an owner, from the command line of the server.
pub async fn create(sources: &ConfigSources, create: CreateAdmin) -> Result<(), StartError> {
    let config = Config::load(sources)?;
    logging::start(&config.log)?;
    let password = read_password(&create.password_file)?;
    let app = open_app(config).await?;
    let owner = NewOwner {
        display_name: create
            .display_name
            .unwrap_or_else(|| create.user_name.clone()),
        user_name: create.user_name,
        email: create.email,
        password,
    };
    let name = owner.user_name.clone();
    let outcome = accounts::create_owner(&app, owner, &Origin::system()).await;
    app.db.close().await;
    match outcome {
        Ok(_id) => {
            println!("Created the owner {name}.");
            Ok(())
        }
        Err(Failure::Refused(refusal)) => Err(StartError::Refused(refusal.to_string())),
        Err(Failure::Unexpected(cause)) => Err(cause.into()),
    }
}

/// The first line of the file, or of standard input.
fn read_password(file: &Path) -> Result<String, StartError> {
    let failed = |cause| StartError::File {
        what: format!("the password file {}", file.display()),
        cause,
    };
    let mut text = String::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text).map_err(failed)?;
    } else {
        text = std::fs::read_to_string(file).map_err(failed)?;
    }
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
