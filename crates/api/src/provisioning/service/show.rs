//! Showing the code of a token on the signed-in page that a message, or an administrator, leads its user to.

use anteroom_domain::ids::{TokenId, UserId};
use anteroom_domain::provisioning::{ProfileKind, TokenStatus, Unusable};
use anteroom_domain::secret::Secret;
use anteroom_domain::totp::TotpSeed;

use super::super::entity::Model;
use super::super::store;
use super::issue::Issued;
use super::{Reach, event, lock_user, totp, world};
use crate::app::App;
use crate::audit::{self, Origin};
use crate::db::Transaction;
use crate::failure::Failure;

/// Why a code is not shown.
#[derive(Debug)]
pub enum ShowRefused {
    /// The token is not the caller's.
    NotFound,
    /// Its code went another way.
    NotShownHere,
    /// It is of no use any more.
    Unusable(Unusable),
}

/// Makes the code of a token and shows it to its user; one that was shown before is of no use any more.
pub async fn show(
    app: &App,
    user: UserId,
    id: TokenId,
    origin: Origin,
) -> Result<Issued, Failure<ShowRefused>> {
    let tx_app = app.clone();
    app.db
        .write(async move |transaction| show_in(transaction, &tx_app, user, id, &origin).await)
        .await
}

async fn show_in(
    transaction: &Transaction,
    app: &App,
    user: UserId,
    id: TokenId,
    origin: &Origin,
) -> Result<Issued, Failure<ShowRefused>> {
    let refused = |refused| Failure::Refused(refused);
    lock_user(app, transaction, user).await?;
    let row = store::find(transaction, id)
        .await?
        .filter(|row| Reach::Own(user).covers(row))
        .ok_or(refused(ShowRefused::NotFound))?;
    let token = row.to_token()?;
    if !token.is_shown_on_page() {
        return Err(refused(ShowRefused::NotShownHere));
    }
    let status = token.status_at(app.now());
    let over = Unusable::Status(status);
    if status != TokenStatus::Issued {
        return Err(refused(ShowRefused::Unusable(over)));
    }
    let world = world::ask(app, transaction, &row, None)
        .await?
        .ok_or(refused(ShowRefused::NotFound))?;
    world
        .facts()
        .allows(&token, app.now())
        .map_err(|reason| refused(ShowRefused::Unusable(reason)))?;
    let code = Code::make(transaction, app, &row, token.kind).await?;
    let event = event("provisioning_token.shown", &row, &world.account.user_name);
    audit::record(transaction, app, origin, event).await?;
    let (secret, seed) = match code {
        Code::Link(secret) => (Some(secret), None),
        Code::Key(seed) => (None, Some(seed)),
    };
    Ok(Issued {
        row,
        account: world.account,
        secret,
        seed,
    })
}

enum Code {
    Link(Secret),
    Key(TotpSeed),
}

impl Code {
    async fn make(
        transaction: &Transaction,
        app: &App,
        row: &Model,
        kind: ProfileKind,
    ) -> Result<Self, Failure<ShowRefused>> {
        let (code, is_set) = match kind {
            ProfileKind::MobileApp => {
                let secret = Secret::generate(&mut app.random());
                let is_set = store::set_secret(transaction, row, secret.hash()).await?;
                (Self::Link(secret), is_set)
            }
            ProfileKind::Totp => {
                let seed = TotpSeed::generate(&mut app.random());
                let place = totp::place(row.token_id());
                let sealed = app
                    .keys
                    .seal(place, seed.expose_bytes(), &mut app.random())?;
                let is_set = store::set_seed(transaction, row, sealed).await?;
                (Self::Key(seed), is_set)
            }
        };
        // A phone took it between the look and the grasp.
        if !is_set {
            let claimed = Unusable::Status(TokenStatus::Claimed);
            return Err(Failure::Refused(ShowRefused::Unusable(claimed)));
        }
        Ok(code)
    }
}
