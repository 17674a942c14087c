//! Writing down that the time of open tokens ran out. They are refused from that time on anyway.

use anteroom_domain::ids::UserId;
use anteroom_domain::provisioning::TokenStatus;

use super::super::entity::Model;
use super::super::store;
use super::event;
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Origin};
use crate::db::Transaction;
use crate::failure::Unexpected;

/// How many tokens are marked in one transaction.
const EXPIRED_AT_ONCE: u64 = 200;

/// Marks the tokens whose time ran out, with their audit events.
pub async fn expire_tokens(app: &App) -> Result<(), Unexpected> {
    let now = app.now();
    // Most rounds find nothing, and then nobody has to wait for a writer.
    let overdue = store::overdue(app.db.reader(), now, EXPIRED_AT_ONCE).await?;
    if overdue.is_empty() {
        return Ok(());
    }
    let tx_app = app.clone();
    let expired = app
        .db
        .write(async move |transaction| mark(transaction, &tx_app, overdue).await)
        .await?;
    for row in expired {
        app.live_tokens.notify(row.token_id());
    }
    Ok(())
}

async fn mark(
    transaction: &Transaction,
    app: &App,
    overdue: Vec<Model>,
) -> Result<Vec<Model>, Unexpected> {
    let now = app.now();
    let mut owners: Vec<UserId> = overdue.iter().map(Model::owner).collect();
    owners.sort_unstable();
    owners.dedup();
    let users = accounts::user_refs(transaction, &owners).await?;
    let mut expired = Vec::with_capacity(overdue.len());
    for row in overdue {
        // A claim may have moved the end, or another replica may have been here.
        if !store::end_overdue(transaction, &row, TokenStatus::Expired, now).await? {
            continue;
        }
        let user_name = users.get(&row.owner()).map_or("", |user| &user.user_name);
        let event = event("provisioning_token.expired", &row, user_name);
        audit::record(transaction, app, &Origin::system(), event).await?;
        expired.push(row);
    }
    Ok(expired)
}
