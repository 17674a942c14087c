//! The use cases of provisioning tokens, one file for each step of their life.

pub mod claim;
pub mod confirm;
pub mod end;
pub mod housekeeping;
pub mod issue;
pub mod message;
pub mod offer;
pub mod read;
pub mod resend;
pub mod show;
pub mod totp;

mod world;

use anteroom_domain::ids::UserId;
use anteroom_domain::provisioning::confirmation_code;

use super::entity::Model;
use super::store;
use crate::app::App;
use crate::audit::Event;
use crate::db::{DbErr, Transaction};

/// Whoever finds a token changed since it was read looks again; more often than this it is no race.
const TRIES_MAX: usize = 4;

/// Whose tokens a caller may touch.
#[derive(Clone, Copy, Debug)]
pub enum Reach {
    /// The caller's own.
    Own(UserId),
    /// Everybody's.
    All,
}

impl Reach {
    fn covers(self, row: &Model) -> bool {
        match self {
            Self::Own(user) => row.user_id == user.as_uuid(),
            Self::All => true,
        }
    }
}

/// The digits that the signed-in page shows while the phone waits for them. They are derived, so
/// that nothing readable is stored.
pub fn code_of(app: &App, row: &Model) -> Option<String> {
    let thumbprint = row.key_thumbprint.as_deref()?;
    let mac = app.keys.mac(
        "confirmation-code",
        &[row.id.as_bytes(), thumbprint.as_bytes()],
    );
    Some(confirmation_code(&mac))
}

/// Lets one change at a time decide over the tokens and profiles of this user.
async fn lock_user(app: &App, transaction: &Transaction, user: UserId) -> Result<(), DbErr> {
    store::lock_user(transaction, app.db.kind(), user).await
}

/// An audit event about a token.
fn event(action: &'static str, row: &Model, user_name: &str) -> Event {
    Event::about(action, "provisioning_token", row.id, user_name)
        .with("user_id", row.user_id.to_string())
        .with("kind", row.kind.clone())
        .with("channel", row.channel.clone())
}
