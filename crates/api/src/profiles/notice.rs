//! Telling a user what happened to one of the profiles.

use anteroom_domain::notifications::MessageKind;

use super::entity::Model;
use crate::accounts;
use crate::app::App;
use crate::audit::Origin;
use crate::db::Transaction;
use crate::failure::Unexpected;
use crate::notifications::{self, Notice};

/// Writes the notice, in the transaction of the change.
pub async fn tell(
    transaction: &Transaction,
    app: &App,
    origin: &Origin,
    kind: MessageKind,
    row: &Model,
) -> Result<(), Unexpected> {
    let Some(account) = accounts::find(transaction, row.owner()).await? else {
        return Ok(());
    };
    let notice = Notice {
        kind,
        account: &account,
        profile: Some((row.profile_id(), &row.name)),
        client_address: origin.client_address,
    };
    notifications::notify(transaction, app, &notice).await
}
