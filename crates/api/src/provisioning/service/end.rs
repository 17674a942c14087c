//! Ending an open token: cancelled by its user, revoked by an administrator, "not my phone".

use anteroom_domain::ids::{TokenId, UserId};
use anteroom_domain::provisioning::{TokenAction, TokenActionRefused, TokenStatus};

use super::super::entity::Model;
use super::super::store;
use super::{Reach, TRIES_MAX, event};
use crate::accounts::{self, AccountChange};
use crate::app::App;
use crate::audit::{self, Origin};
use crate::db::Transaction;
use crate::failure::{Failure, Unexpected};

/// Why a token does not end.
#[derive(Debug)]
pub enum EndRefused {
    /// There is none, or it is not the caller's.
    NotFound,
    /// Its status does not allow it.
    Status(TokenActionRefused),
}

/// How a token is ended, and by whom.
#[derive(Clone, Copy, Debug)]
pub enum End {
    /// Its user takes it back.
    CancelledBy(UserId),
    /// Its user does not know the phone that claimed it.
    RejectedBy(UserId),
    /// An administrator takes it back.
    Revoked,
}

impl End {
    const fn reach(self) -> Reach {
        match self {
            Self::CancelledBy(user) | Self::RejectedBy(user) => Reach::Own(user),
            Self::Revoked => Reach::All,
        }
    }

    const fn action(self) -> TokenAction {
        match self {
            Self::CancelledBy(_) | Self::Revoked => TokenAction::Revoke,
            Self::RejectedBy(_) => TokenAction::Reject,
        }
    }

    const fn event_name(self) -> &'static str {
        match self {
            Self::CancelledBy(_) => "provisioning_token.cancelled",
            Self::RejectedBy(_) => "provisioning_token.rejected",
            Self::Revoked => "provisioning_token.revoked",
        }
    }
}

/// Ends a token.
pub async fn end(
    app: &App,
    id: TokenId,
    how: End,
    origin: Origin,
) -> Result<Model, Failure<EndRefused>> {
    let tx_app = app.clone();
    let row = app
        .db
        .write(
            async move |transaction| -> Result<Model, Failure<EndRefused>> {
                for _ in 0..TRIES_MAX {
                    if let Some(row) = try_end(transaction, &tx_app, id, how, &origin).await? {
                        return Ok(row);
                    }
                }
                Err(Unexpected::new("ending a token", "it changed all the time").into())
            },
        )
        .await?;
    app.live_tokens.notify(id);
    Ok(row)
}

/// One try; `None` when the token changed between the look and the grasp.
async fn try_end(
    transaction: &Transaction,
    app: &App,
    id: TokenId,
    how: End,
    origin: &Origin,
) -> Result<Option<Model>, Failure<EndRefused>> {
    let now = app.now();
    let mut row = store::find(transaction, id)
        .await?
        .filter(|row| how.reach().covers(row))
        .ok_or(Failure::Refused(EndRefused::NotFound))?;
    let status = row
        .to_token()?
        .after(how.action(), now)
        .map_err(|refused| Failure::Refused(EndRefused::Status(refused)))?;
    if !store::end(transaction, &row, status, now).await? {
        return Ok(None);
    }
    let account = accounts::find(transaction, row.owner()).await?;
    let user_name = account.map(|account| account.user_name).unwrap_or_default();
    let event = event(how.event_name(), &row, &user_name);
    audit::record(transaction, app, origin, event).await?;
    status.as_str().clone_into(&mut row.status);
    Ok(Some(row))
}

/// Revokes the open tokens of a user who was ended, in the transaction that ends him or her.
pub async fn account_changed(
    app: &App,
    transaction: &Transaction,
    user: UserId,
    change: &AccountChange,
    origin: &Origin,
) -> Result<(), Unexpected> {
    if *change != AccountChange::Ended {
        return Ok(());
    }
    let reason = "the user was disabled or removed";
    revoke_open(transaction, app, user, reason, origin).await?;
    Ok(())
}

/// Revokes the open tokens of a user; answers how many.
pub async fn revoke_open(
    transaction: &Transaction,
    app: &App,
    user: UserId,
    reason: &'static str,
    origin: &Origin,
) -> Result<u64, Unexpected> {
    let now = app.now();
    let rows = store::open_rows(transaction, user, now).await?;
    if rows.is_empty() {
        return Ok(0);
    }
    let account = accounts::find(transaction, user).await?;
    let user_name = account.map(|account| account.user_name).unwrap_or_default();
    let mut revoked = 0;
    for row in rows {
        if store::end(transaction, &row, TokenStatus::Revoked, now).await? {
            let event =
                event("provisioning_token.revoked", &row, &user_name).with("reason", reason);
            audit::record(transaction, app, origin, event).await?;
            app.live_tokens.notify(row.token_id());
            revoked += 1;
        }
    }
    Ok(revoked)
}
