//! Removing a user, and opening the sign-in of one who was locked.

use anteroom_domain::ids::UserId;

use super::guards::{self, GuardRefused};
use super::update::tell;
use crate::accounts::AccountChange;
use crate::accounts::store::users;
use crate::app::App;
use crate::audit::{self, Event, Origin};
use crate::failure::{Failure, Unexpected};
use crate::guessing;
use crate::http::etag::IfMatch;

/// Why a user was not removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemoveUserRefused {
    /// There is no such user.
    NotFound,
    /// Somebody else changed it.
    Stale,
    /// This user may not be removed.
    Guarded(GuardRefused),
}

/// Removes a user and everything that belongs to the user, on behalf of `actor`.
pub async fn remove_user(
    app: &App,
    actor: UserId,
    id: UserId,
    if_match: IfMatch,
    origin: &Origin,
) -> Result<(), Failure<RemoveUserRefused>> {
    let (app_in, origin) = (app.clone(), origin.clone());
    app.db
        .write(async move |transaction| {
            let guarded = |refused| Failure::Refused(RemoveUserRefused::Guarded(refused));
            let owner_stays = guards::check_owner_stays(transaction, id).await?;
            let row = users::row_locked(transaction, id)
                .await?
                .ok_or(Failure::Refused(RemoveUserRefused::NotFound))?;
            if_match
                .check(row.version)
                .map_err(|_stale| Failure::Refused(RemoveUserRefused::Stale))?;
            guards::check_rank(transaction, actor, &row)
                .await?
                .map_err(guarded)?;
            owner_stays.map_err(guarded)?;
            if actor == id {
                return Err(guarded(GuardRefused::Yourself));
            }
            tell(&app_in, transaction, id, AccountChange::Ended, &origin).await?;
            guessing::unlock(transaction, id).await?;
            users::delete(transaction, id).await?;
            let event = Event::about("user.removed", "user", id, row.user_name);
            audit::record(transaction, &app_in, &origin, event).await?;
            Ok(())
        })
        .await
}

/// Forgets the wrong tries against a user; `false` when there is no such user.
pub async fn unlock_user(app: &App, id: UserId, origin: &Origin) -> Result<bool, Unexpected> {
    let (app_in, origin) = (app.clone(), origin.clone());
    app.db
        .write(async move |transaction| -> Result<bool, Unexpected> {
            let Some(row) = users::row_locked(transaction, id).await? else {
                return Ok(false);
            };
            guessing::unlock(transaction, id).await?;
            let event = Event::about("user.unlocked", "user", id, row.user_name);
            audit::record(transaction, &app_in, &origin, event).await?;
            Ok(true)
        })
        .await
}
