//! Provisioning tokens: the one-time right of one user to create one profile.
//!
//! A token is issued by its user or for one, claimed by the first phone that shows its secret and
//! proves its key, confirmed by the digits of the signed-in page, and then is a profile. Each step
//! asks the world again, is one conditional update, and writes its audit event in the same
//! transaction; a live page follows it by server-sent events. For authenticator apps the claim falls
//! away: the page shows a key, and the first right code completes the token.

mod entity;
mod http;
mod live;
mod service;
mod store;
mod wire;

use std::pin::Pin;

use anteroom_domain::ids::UserId;

use crate::accounts::AccountChange;
use crate::app::App;
use crate::audit::Origin;
use crate::db::Transaction;
use crate::device_proof;
use crate::failure::Unexpected;

pub use http::{device_routes, routes};
pub use live::LiveTokens;
pub use service::housekeeping::expire_tokens;
pub use service::message::prepare as prepare_message;

/// Forgets the proofs whose nonces are over.
pub async fn remove_used_proofs(app: &App) -> Result<(), Unexpected> {
    device_proof::remove_over(app).await
}

/// Revokes the open tokens of a user who was ended.
pub fn on_account_change<'a>(
    app: &'a App,
    transaction: &'a Transaction,
    user: UserId,
    change: &'a AccountChange,
    origin: &'a Origin,
) -> Pin<Box<dyn Future<Output = Result<(), Unexpected>> + 'a>> {
    Box::pin(service::end::account_changed(
        app,
        transaction,
        user,
        change,
        origin,
    ))
}

/// Revokes the open tokens of a user who says that somebody else was here; answers how many.
pub async fn revoke_open(
    transaction: &Transaction,
    app: &App,
    user: UserId,
    origin: &Origin,
) -> Result<u64, Unexpected> {
    let reason = "the user reported a change";
    service::end::revoke_open(transaction, app, user, reason, origin).await
}
