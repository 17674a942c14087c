//! The first owner, by the one-time set-up link.

use anteroom_domain::clock::after_seconds;
use anteroom_domain::ids::SetUpTokenId;
use anteroom_domain::limits::SET_UP_TOKEN_LIFETIME_SECONDS;
use anteroom_domain::secret::{Secret, SecretHash};

use crate::accounts::{self, CreateUserRefused, NewOwner};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{ConnectionTrait, Moment as _};
use crate::failure::{Failure, Unexpected};
use crate::sessions::browser::Browser;
use crate::sessions::entity::setup_token;
use crate::sessions::store;

/// Why the first owner was not created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetupRefused {
    /// There is an owner already.
    Done,
    /// The link is unknown, used or too old; which of them is not said.
    TokenUnusable,
    /// The owner cannot be created so.
    Owner(CreateUserRefused),
}

/// Whether the first owner is still missing.
pub async fn is_needed(app: &App) -> Result<bool, Unexpected> {
    Ok(!accounts::owner_exists(app.db.reader()).await?)
}

/// Makes the one-time set-up link when there is no owner; answers the link to print.
pub async fn make_setup_link(app: &App) -> Result<Option<String>, Unexpected> {
    if !is_needed(app).await? {
        return Ok(None);
    }
    let now = app.now();
    let mut random = app.random();
    let secret = Secret::generate(&mut random);
    let row = setup_token::Model {
        id: SetUpTokenId::generate(now, &mut random).as_uuid(),
        secret_hash: secret.hash().as_bytes().to_vec(),
        created_at: now.stored(),
        expires_at: after_seconds(now, SET_UP_TOKEN_LIFETIME_SECONDS).stored(),
        used_at: None,
    };
    app.db
        .write(async move |transaction| -> Result<(), Unexpected> {
            store::insert_setup_token(transaction, row).await?;
            Ok(())
        })
        .await?;
    // The secret stands behind `#`, so that no server, proxy or referrer ever sees it.
    let origin = app.config.http.origin();
    Ok(Some(format!("{origin}/setup#{}", secret.expose())))
}

/// Creates the first owner. Nobody is signed in by it.
pub async fn create_first_owner(
    app: &App,
    token: &str,
    owner: NewOwner,
    browser: &Browser,
) -> Result<(), Failure<SetupRefused>> {
    if !is_needed(app).await? {
        return Err(Failure::Refused(SetupRefused::Done));
    }
    let secret = Secret::parse(token)
        .map(|secret| secret.hash())
        .map_err(|_not_a_secret| Failure::Refused(SetupRefused::TokenUnusable))?;
    // Asked before the password is hashed, so that a stranger cannot make the server work.
    usable(app, app.db.reader(), &secret).await?;
    let prepared = accounts::prepare_owner(app, owner)
        .await
        .map_err(|failure| failure.map_refusal(SetupRefused::Owner))?;
    let (context, origin) = (app.clone(), browser.origin());
    app.db
        .write(async move |transaction| {
            store::lock_setup_tokens(transaction).await?;
            let mut row = usable(&context, transaction, &secret).await?;
            let owner = accounts::insert_first_owner(&context, transaction, prepared, &origin)
                .await
                .map_err(|failure| {
                    failure.map_refusal(|refused| match refused {
                        CreateUserRefused::OwnerExists => SetupRefused::Done,
                        other => SetupRefused::Owner(other),
                    })
                })?;
            row.used_at = Some(context.now().stored());
            store::update_setup_token(transaction, row).await?;
            let event = Event::about("setup.completed", "user", owner, "");
            audit::record(transaction, &context, &origin, event).await?;
            Ok(())
        })
        .await
}

async fn usable(
    app: &App,
    connection: &impl ConnectionTrait,
    secret: &SecretHash,
) -> Result<setup_token::Model, Failure<SetupRefused>> {
    store::setup_token_locked(connection, secret)
        .await?
        .filter(|row| row.used_at.is_none() && app.now().stored() < row.expires_at)
        .ok_or(Failure::Refused(SetupRefused::TokenUnusable))
}
