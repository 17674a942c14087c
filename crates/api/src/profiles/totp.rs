//! Codes of authenticator apps at sign-in: right, and never used before.

use anteroom_domain::ids::{ProfileId, UserId};
use anteroom_domain::limits::TOTP_SEED_BYTES;
use anteroom_domain::totp::TotpSeed;

use super::entity::Model;
use super::store;
use crate::app::App;
use crate::crypto::Place;
use crate::db::Transaction;
use crate::failure::Unexpected;

/// Where the seed of a profile is stored.
pub fn place(id: ProfileId) -> Place {
    Place {
        table: "profiles",
        column: "totp_seed",
        row: id.as_uuid(),
    }
}

/// A step as it is stored; steps fit until long after the calendar ends.
pub fn stored_step(step: u64) -> i64 {
    i64::try_from(step).unwrap_or(i64::MAX)
}

/// Checks a code of an authenticator app against the user's active `totp` profiles; a code counts
/// once: the matched step is remembered in the same transaction.
pub async fn verify_totp(
    app: &App,
    transaction: &Transaction,
    user: UserId,
    code: &str,
) -> Result<bool, Unexpected> {
    let now = app.now();
    for row in store::active_totp(transaction, user).await? {
        let last_step = row.totp_last_step.and_then(|step| u64::try_from(step).ok());
        let Ok(step) = seed(app, &row)?.check_code(code, now, last_step) else {
            continue;
        };
        if store::use_totp_step(transaction, &row, stored_step(step), now).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn seed(app: &App, row: &Model) -> Result<TotpSeed, Unexpected> {
    let sealed = row
        .totp_seed
        .as_deref()
        .ok_or_else(|| Unexpected::new("reading a profile", "its shared secret is missing"))?;
    let opened = app.keys.open(place(row.profile_id()), sealed)?;
    let bytes: [u8; TOTP_SEED_BYTES] = opened
        .as_slice()
        .try_into()
        .map_err(|cause| Unexpected::new("reading a shared secret", cause))?;
    Ok(TotpSeed::from_bytes(bytes))
}
