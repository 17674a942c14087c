//! Ending sessions: by sign-out, by a change of the user, by time.

use std::pin::Pin;

use anteroom_domain::ids::{SessionId, UserId};

use crate::accounts::{self, AccountChange};
use crate::app::App;
use crate::audit::{self, Actor, Event, Origin};
use crate::db::{Moment as _, Transaction};
use crate::failure::Unexpected;
use crate::guessing;
use crate::sessions::browser::Browser;
use crate::sessions::store;

/// Ends all sessions of a user who was ended or got new credentials, at every replica at once.
pub fn on_account_change<'a>(
    _app: &'a App,
    transaction: &'a Transaction,
    user: UserId,
    change: &'a AccountChange,
    _origin: &'a Origin,
) -> Pin<Box<dyn Future<Output = Result<(), Unexpected>> + 'a>> {
    Box::pin(async move {
        match change {
            // The event of the change itself says that the sessions ended.
            AccountChange::Ended | AccountChange::CredentialsChanged => {
                store::delete_sessions_of(transaction, user).await?;
            }
            AccountChange::AddressChanged(_) => {}
        }
        Ok(())
    })
}

/// Ends all sessions of a user; answers how many.
pub async fn end_all(transaction: &Transaction, user: UserId) -> Result<u64, Unexpected> {
    Ok(store::delete_sessions_of(transaction, user).await?)
}

/// Ends the session of this browser, if it has one.
pub async fn sign_out(app: &App, browser: &Browser) -> Result<(), Unexpected> {
    let Some(secret) = browser.session else {
        return Ok(());
    };
    let (context, browser) = (app.clone(), browser.clone());
    app.db
        .write(async move |transaction| -> Result<(), Unexpected> {
            let Some(row) = store::delete_session_by_secret(transaction, &secret).await? else {
                return Ok(());
            };
            let user = UserId::from_uuid(row.user_id);
            let user_name = accounts::find(transaction, user)
                .await?
                .map(|account| account.user_name)
                .unwrap_or_default();
            let id = SessionId::from_uuid(row.id);
            let event = Event::about("session.signed_out", "session", id, user_name.clone());
            let origin = browser.origin_of(Actor::User {
                id: user,
                user_name,
            });
            audit::record(transaction, &context, &origin, event).await?;
            Ok(())
        })
        .await
}

/// Removes sessions, sign-ins, set-up links and counters that are over.
pub async fn remove_ended(app: &App) -> Result<(), Unexpected> {
    let now = app.now().stored();
    app.db
        .write(async move |transaction| -> Result<(), Unexpected> {
            store::delete_ended(transaction, now).await?;
            Ok(())
        })
        .await?;
    guessing::remove_old(app).await
}
