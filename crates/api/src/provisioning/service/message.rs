//! The message that carries a token: writing it down, and what it says when it is sent.

use std::pin::Pin;

use anteroom_api_types::users::Language;
use anteroom_domain::accounts::{masked_email_address, masked_phone_number};
use anteroom_domain::notifications::values::grouped;
use anteroom_domain::notifications::{MessageKind, NotificationChannel};
use anteroom_domain::provisioning::{Channel, Token, TokenStatus, provisioning_link};
use anteroom_domain::secret::Secret;
use anteroom_domain::self_service::MessageMode;

use super::super::entity::Model;
use super::super::store;
use super::world;
use crate::accounts::Account;
use crate::app::App;
use crate::db::Transaction;
use crate::failure::{Failure, Unexpected};
use crate::notifications::{self, EnqueueRefused, NewDelivery, Pending, Prepared, Values};

/// The masked address that a channel leads to.
pub fn masked_destination(channel: Channel, account: &Account) -> Option<String> {
    match channel {
        Channel::Browser => None,
        Channel::Email => account.email.as_deref().map(masked_email_address),
        Channel::Sms => account.phone_number.as_deref().map(masked_phone_number),
    }
}

/// Writes the message of a token down, in the transaction that issues it or has it sent again.
pub async fn write(
    transaction: &Transaction,
    app: &App,
    row: &Model,
    account: &Account,
    language: Language,
) -> Result<(), Failure<EnqueueRefused>> {
    let (kind, channel, address) = match row.to_token()?.channel {
        Channel::Browser => return Ok(()),
        Channel::Email => (
            MessageKind::ProvisioningEmail,
            NotificationChannel::Email,
            account.email.as_ref(),
        ),
        Channel::Sms => (
            MessageKind::ProvisioningSms,
            NotificationChannel::Sms,
            account.phone_number.as_ref(),
        ),
    };
    let Some(address) = address else {
        return Err(Unexpected::new("writing a message down", "the user has no address").into());
    };
    let new = NewDelivery {
        kind,
        channel,
        urgent: row.issued_by == "user",
        user: account.id,
        destination: address.clone(),
        language: account.language.unwrap_or(language),
        token: Some(row.token_id()),
    };
    notifications::enqueue(transaction, app, new).await?;
    Ok(())
}

/// What a message says that is about to be sent; registered in `App`.
///
/// The secret of its link is made now and stored as a hash; at another try it is the same one.
pub fn prepare<'a>(
    app: &'a App,
    transaction: &'a Transaction,
    pending: &'a Pending,
) -> Pin<Box<dyn Future<Output = Result<Prepared, Unexpected>> + 'a>> {
    Box::pin(async move {
        let not_needed = |why: String| Ok(Prepared::NotNeeded(why));
        let Some(row) = store::find(transaction, pending.token).await? else {
            return not_needed("The token is gone.".to_owned());
        };
        let token = row.to_token()?;
        let status = token.status_at(app.now());
        if status != TokenStatus::Issued {
            return not_needed(format!("The token is {status}."));
        }
        let Some(world) = world::ask(app, transaction, &row, None).await? else {
            return not_needed("The user is gone.".to_owned());
        };
        if let Err(reason) = world.facts().allows(&token, app.now()) {
            return not_needed(format!("The token is of no use: {reason}."));
        }
        let address = match pending.channel {
            NotificationChannel::Email => &world.account.email,
            NotificationChannel::Sms => &world.account.phone_number,
        };
        if address.as_ref() != Some(&pending.destination) {
            return not_needed("The user has another address now.".to_owned());
        }
        values(
            transaction,
            app,
            pending.channel,
            &row,
            &token,
            &world.account,
        )
        .await
    })
}

async fn values(
    transaction: &Transaction,
    app: &App,
    channel: NotificationChannel,
    row: &Model,
    token: &Token,
    account: &Account,
) -> Result<Prepared, Unexpected> {
    let secret = match token.message_mode {
        Some(MessageMode::Direct) => Some(secret_of(app, row)),
        Some(MessageMode::Pointer) | None => None,
    };
    if let Some(secret) = &secret
        && !store::set_secret(transaction, row, secret.hash()).await?
    {
        return Ok(Prepared::NotNeeded("The token has moved on.".to_owned()));
    }
    let origin = app.config.http.origin();
    let link = match &secret {
        Some(secret) => provisioning_link(origin, secret),
        None => format!("{origin}/provisioning?token={}", row.id),
    };
    Ok(Prepared::Send(Box::new(Values {
        link: Some(link),
        has_qr_code: secret.is_some() && channel == NotificationChannel::Email,
        typed_code: secret.as_ref().map(|secret| grouped(secret.expose())),
        expires_at: Some(token.expires_at),
        ..Values::of(account)
    })))
}

/// The secret of a message's link. It is derived, so that none waits in the queue and so that a message that
/// is sent a second time, since nobody knows whether it left, leads to the same place.
fn secret_of(app: &App, row: &Model) -> Secret {
    Secret::derived(&app.keys.mac("provisioning-secret", &[row.id.as_bytes()]))
}
