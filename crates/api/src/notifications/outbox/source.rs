//! What a message says is asked of its source, when it is sent and not before.

use std::pin::Pin;

use anteroom_domain::ids::TokenId;
use anteroom_domain::notifications::NotificationChannel;

use crate::app::App;
use crate::db::Transaction;
use crate::failure::Unexpected;
use crate::notifications::messages::Values;

/// A message that is about to be sent and carries a provisioning token.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The token.
    pub token: TokenId,
    /// What it travels over.
    pub channel: NotificationChannel,
    /// The address or number it was written for.
    pub destination: String,
}

/// What its source says.
pub enum Prepared {
    /// Send it with these values.
    Send(Box<Values>),
    /// Nobody needs it any more; why, as an English sentence.
    NotNeeded(String),
}

/// A slice that has messages sent; registered in `App`, since this slice does not know what its messages are about.
pub type MessageSource =
    for<'a> fn(
        &'a App,
        &'a Transaction,
        &'a Pending,
    ) -> Pin<Box<dyn Future<Output = Result<Prepared, Unexpected>> + 'a>>;
