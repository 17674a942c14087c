//! Sending the message of a token again.

use anteroom_api_types::users::Language;
use anteroom_domain::clock::seconds_between;
use anteroom_domain::ids::TokenId;
use anteroom_domain::provisioning::{Channel, TokenStatus};

use super::super::entity::Model;
use super::super::store;
use super::{Reach, event, lock_user, message};
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Origin};
use crate::db::Transaction;
use crate::failure::Failure;
use crate::notifications::{self, EnqueueRefused};

/// Why a message is not sent again.
#[derive(Debug)]
pub enum ResendRefused {
    /// There is no such token, or it is not the caller's.
    NotFound,
    /// No message carries it.
    NotByMessage,
    /// Where it stands does not allow it.
    Status(TokenStatus),
    /// The last one has not left yet.
    OnItsWay,
    /// The last one left a moment ago.
    TooSoon {
        /// When it may be sent again.
        retry_after_seconds: u32,
    },
    /// It does not fit the limits.
    Message(EnqueueRefused),
}

/// Sends the message of a token again; `language` is for a user who has chosen none.
pub async fn resend(
    app: &App,
    id: TokenId,
    reach: Reach,
    language: Language,
    origin: Origin,
) -> Result<Model, Failure<ResendRefused>> {
    let tx_app = app.clone();
    let row = app
        .db
        .write(async move |transaction| {
            resend_in(transaction, &tx_app, id, reach, language, &origin).await
        })
        .await?;
    app.outbox.wake();
    app.live_tokens.notify(id);
    Ok(row)
}

async fn resend_in(
    transaction: &Transaction,
    app: &App,
    id: TokenId,
    reach: Reach,
    language: Language,
    origin: &Origin,
) -> Result<Model, Failure<ResendRefused>> {
    let find = async || {
        store::find(transaction, id)
            .await
            .map(|row| row.filter(|row| reach.covers(row)))
    };
    let not_found = || Failure::Refused(ResendRefused::NotFound);
    let owner = find().await?.ok_or_else(not_found)?.owner();
    lock_user(app, transaction, owner).await?;
    // Now that nobody else moves it, it is read again.
    let row = find().await?.ok_or_else(not_found)?;
    check(transaction, app, &row).await?;
    let account = accounts::find(transaction, owner)
        .await?
        .ok_or_else(not_found)?;
    message::write(transaction, app, &row, &account, language)
        .await
        .map_err(|failure| failure.map_refusal(ResendRefused::Message))?;
    let event = event("provisioning_token.resent", &row, &account.user_name);
    audit::record(transaction, app, origin, event).await?;
    Ok(row)
}

async fn check(
    transaction: &Transaction,
    app: &App,
    row: &Model,
) -> Result<(), Failure<ResendRefused>> {
    let refused = |refused| Err(Failure::Refused(refused));
    let now = app.now();
    let token = row.to_token()?;
    if token.channel == Channel::Browser {
        return refused(ResendRefused::NotByMessage);
    }
    let status = token.status_at(now);
    if status != TokenStatus::Issued {
        return refused(ResendRefused::Status(status));
    }
    let mut last = notifications::newest_of_tokens(transaction, &[token.id]).await?;
    let Some(last) = last.remove(&token.id) else {
        return Ok(());
    };
    match last.may_be_repeated_at() {
        None => refused(ResendRefused::OnItsWay),
        Some(moment) if now < moment => refused(ResendRefused::TooSoon {
            retry_after_seconds: u32::try_from(seconds_between(now, moment))
                .unwrap_or(u32::MAX)
                .saturating_add(1),
        }),
        Some(_past) => Ok(()),
    }
}
