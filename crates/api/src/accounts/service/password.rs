//! Passwords: hashing and checking with Argon2id, bounded in parallel.

use std::time::Duration;

use anteroom_domain::ids::UserId;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use rand::Rng as _;
use zeroize::Zeroizing;

use crate::accounts::entity::{ENABLED, user};
use crate::accounts::store::users;
use crate::app::App;
use crate::db::{DbErr, Moment as _, Transaction};
use crate::failure::Unexpected;

/// What OWASP asks for Argon2id with 19 MiB: two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;
/// How long a password waits for its turn before the caller is told to come again.
const WAIT_MAX: Duration = Duration::from_secs(10);

/// A hash that no password has. Checking against it takes as long as against a real one, so that
/// the time does not tell whether a name exists, or has a password.
const NOBODYS_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The proof that a password was right, and against which stored hash.
#[derive(Clone)]
pub struct CheckedPassword {
    hash: String,
}

/// Hashes a new password.
pub async fn hash(app: &App, password: &str) -> Result<String, Unexpected> {
    let mut salt = [0_u8; SALT_BYTES];
    app.random().fill_bytes(&mut salt);
    let password = Zeroizing::new(password.to_owned());
    in_a_slot(app, move || {
        hasher()?
            .hash_password_with_salt(password.as_bytes(), &salt)
            .map(|hash| hash.to_string())
            .map_err(|cause| Unexpected::new("hashing a password", cause.to_string()))
    })
    .await?
}

/// Whether this is the password of an enabled user; takes the same time for unknown and disabled
/// users and for users without a password.
pub async fn check_password(
    app: &App,
    user: Option<UserId>,
    password: &str,
) -> Result<Option<CheckedPassword>, Unexpected> {
    // The database is asked for nobody as well, so that its time tells nothing either.
    let id = user.unwrap_or(UserId::from_uuid(uuid::Uuid::nil()));
    let row = users::row(app.db.reader(), id).await?;
    let stored = row
        .filter(is_enabled)
        .and_then(|row: user::Model| row.password_hash);
    let against = stored.clone().unwrap_or_else(|| NOBODYS_HASH.to_owned());
    let password = Zeroizing::new(password.to_owned());
    let right = in_a_slot(app, move || verify(&password, &against)).await??;
    Ok(stored
        .filter(|_| right)
        .map(|hash| CheckedPassword { hash }))
}

/// Notes the sign-in of a user, unless the user was disabled or got another password since the
/// check. The row stays locked until the transaction ends, so that neither can happen beside it.
pub async fn confirm_sign_in(
    transaction: &Transaction,
    app: &App,
    user: UserId,
    checked: &CheckedPassword,
) -> Result<bool, DbErr> {
    let row = users::row_locked(transaction, user).await?;
    let holds = row
        .is_some_and(|row| is_enabled(&row) && row.password_hash.as_ref() == Some(&checked.hash));
    if holds {
        users::set_last_sign_in(transaction, user, app.now().stored()).await?;
    }
    Ok(holds)
}

/// Whether a user may still sign in; the row stays locked until the transaction ends.
pub async fn still_enabled(transaction: &Transaction, user: UserId) -> Result<bool, DbErr> {
    let row = users::row_locked(transaction, user).await?;
    Ok(row.as_ref().is_some_and(is_enabled))
}

fn is_enabled(row: &user::Model) -> bool {
    row.status == ENABLED
}

fn verify(password: &str, hash: &str) -> Result<bool, Unexpected> {
    let failed = |cause: argon2::password_hash::Error| {
        Unexpected::new("checking a password", cause.to_string())
    };
    let parsed = PasswordHash::new(hash)
        .map_err(|cause| Unexpected::new("checking a password", cause.to_string()))?;
    match hasher()?.verify_password(password.as_bytes(), &parsed) {
        Ok(()) => Ok(true),
        Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
        Err(cause) => Err(failed(cause)),
    }
}

fn hasher() -> Result<Argon2<'static>, Unexpected> {
    let parameters = Params::new(MEMORY_KIB, PASSES, LANES, None)
        .map_err(|cause| Unexpected::new("preparing to hash a password", cause.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters))
}

/// Runs costly work beside the threads that answer requests, a few at a time.
async fn in_a_slot<T: Send + 'static>(
    app: &App,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Unexpected> {
    let slot = tokio::time::timeout(WAIT_MAX, app.password_slots.clone().acquire_owned())
        .await
        .map_err(|cause| Unexpected::temporary("waiting to hash a password", cause))?
        .map_err(|cause| Unexpected::new("waiting to hash a password", cause))?;
    tokio::task::spawn_blocking(move || {
        let outcome = work();
        drop(slot);
        outcome
    })
    .await
    .map_err(|cause| Unexpected::new("hashing a password", cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_hash_is_checked_with_the_same_cost_and_never_right() {
        let parsed = PasswordHash::new(NOBODYS_HASH).unwrap();
        let cost = hasher().unwrap();
        let fresh = cost
            .hash_password_with_salt(b"password", &[7; SALT_BYTES])
            .unwrap();
        assert_eq!(fresh.params, parsed.params);
        assert_eq!(fresh.to_string().len(), NOBODYS_HASH.len());
        assert!(!verify("", NOBODYS_HASH).unwrap());
        assert!(verify("password", &fresh.to_string()).unwrap());
    }
}
