//! Giving and taking roles; the last enabled owner stays.

use anteroom_domain::accounts::Role;
use anteroom_domain::ids::UserId;

use super::guards::{self, GuardRefused};
use super::update::tell;
use crate::accounts::AccountChange;
use crate::accounts::entity::user;
use crate::accounts::store::users;
use crate::accounts::wire::role_of;
use crate::app::App;
use crate::audit::{self, Event, Origin};
use crate::db::Moment as _;
use crate::failure::Failure;

/// Why a role was not given or taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetRoleRefused {
    /// There is no such user, or (when taking) the user has no role.
    NotFound,
    /// This user's role may not be changed so.
    Guarded(GuardRefused),
}

/// Gives a user a role in place of the one before, or takes it; ends the sessions of the user, so
/// that no page goes on with rights that are gone.
pub async fn set_role(
    app: &App,
    id: UserId,
    role: Option<Role>,
    origin: &Origin,
) -> Result<user::Model, Failure<SetRoleRefused>> {
    let (app_in, origin) = (app.clone(), origin.clone());
    app.db
        .write(async move |transaction| {
            let owner_stays = guards::check_owner_stays(transaction, id).await?;
            let mut row = users::row_locked(transaction, id)
                .await?
                .ok_or(Failure::Refused(SetRoleRefused::NotFound))?;
            let before = role_of(&row);
            if before == role {
                return if role.is_some() {
                    Ok(row)
                } else {
                    Err(Failure::Refused(SetRoleRefused::NotFound))
                };
            }
            owner_stays.map_err(|refused| Failure::Refused(SetRoleRefused::Guarded(refused)))?;
            row.role = role.map(|role| role.as_str().to_owned());
            row.version += 1;
            row.updated_at = app_in.now().stored();
            users::update(transaction, row.clone()).await?;
            let event = Event::about("user.role_changed", "user", id, row.user_name.clone())
                .with("before", before.map(Role::as_str))
                .with("after", role.map(Role::as_str));
            audit::record(transaction, &app_in, &origin, event).await?;
            let change = AccountChange::CredentialsChanged;
            tell(&app_in, transaction, id, change, &origin).await?;
            Ok(row)
        })
        .await
}
