//! What holds whatever is changed: who may change whom, and that an owner stays.

use anteroom_domain::accounts::Role;
use anteroom_domain::ids::UserId;

use crate::accounts::entity::user;
use crate::accounts::store::users;
use crate::accounts::wire::role_of;
use crate::db::{DbErr, Transaction};

/// Why a user may not be changed in this way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuardRefused {
    /// Only an owner changes an owner.
    OwnersOnly,
    /// It would leave no enabled owner.
    LastOwner,
    /// Nobody disables or removes himself.
    Yourself,
}

/// Refuses when somebody who is no owner changes an owner.
pub async fn check_rank(
    transaction: &Transaction,
    actor: UserId,
    target: &user::Model,
) -> Result<Result<(), GuardRefused>, DbErr> {
    if role_of(target) != Some(Role::Owner) || target.id == actor.as_uuid() {
        return Ok(Ok(()));
    }
    let actor = users::row(transaction, actor).await?;
    let is_owner = actor.as_ref().and_then(role_of) == Some(Role::Owner);
    Ok(if is_owner {
        Ok(())
    } else {
        Err(GuardRefused::OwnersOnly)
    })
}

/// Refuses when `target` is the only enabled owner. Call it before the target's own row is locked:
/// owners are locked in one order by everybody, so that nobody waits in a circle.
pub async fn check_owner_stays(
    transaction: &Transaction,
    target: UserId,
) -> Result<Result<(), GuardRefused>, DbErr> {
    let owners = users::enabled_owners_locked(transaction).await?;
    let is_owner = owners.iter().any(|owner| owner.id == target.as_uuid());
    Ok(if is_owner && owners.len() == 1 {
        Err(GuardRefused::LastOwner)
    } else {
        Ok(())
    })
}
