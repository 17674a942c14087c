//! Notices: telling a user's known addresses what happened to the account, with a link that can only take away.

use std::net::IpAddr;
use std::pin::Pin;

use anteroom_api_types::users::Language;
use anteroom_domain::ids::{ProfileId, UserId};
use anteroom_domain::notifications::{
    DeliveryProblemCode, DeliveryStatus, MessageKind, NotificationChannel,
};

use super::enqueue::{self, EnqueueRefused, NewDelivery};
use crate::accounts::{self, Account, AccountChange};
use crate::app::{App, NOTICE_POLICY};
use crate::audit::Origin;
use crate::db::{Moment as _, Transaction};
use crate::failure::Unexpected;
use crate::notifications::channels;
use crate::notifications::entity::delivery::{Facts, Model};
use crate::notifications::outgoing::Problem;
use crate::notifications::store::deliveries;

/// Whether users are told of changes; registered in `App`, since the setting is another slice's.
pub type NoticePolicy =
    for<'a> fn(&'a Transaction) -> Pin<Box<dyn Future<Output = Result<bool, Unexpected>> + 'a>>;

/// Something that a user is told of.
pub struct Notice<'a> {
    /// What.
    pub kind: MessageKind,
    /// Whom; the addresses in it are those that are told.
    pub account: &'a Account,
    /// The profile that it is about, with its name.
    pub profile: Option<(ProfileId, &'a str)>,
    /// From where the change came.
    pub client_address: Option<IpAddr>,
}

/// Writes a notice to every known address, in the transaction of the change.
///
/// A channel that is not set up is left out. A notice that does not fit the limits is written down as
/// discarded, so that the help desk sees that it was not sent.
pub async fn notify(
    transaction: &Transaction,
    app: &App,
    notice: &Notice<'_>,
) -> Result<(), Unexpected> {
    let account = notice.account;
    let addresses = [
        (NotificationChannel::Email, &account.email),
        (NotificationChannel::Sms, &account.phone_number),
    ];
    let known = || {
        addresses
            .iter()
            .filter_map(|(channel, address)| Some((*channel, address.as_ref()?)))
    };
    if known().next().is_none() || !NOTICE_POLICY(transaction).await? {
        return Ok(());
    }
    for (channel, address) in known() {
        if channels::is_usable(transaction, channel).await? {
            write(transaction, app, notice, channel, address).await?;
        }
    }
    Ok(())
}

async fn write(
    transaction: &Transaction,
    app: &App,
    notice: &Notice<'_>,
    channel: NotificationChannel,
    address: &str,
) -> Result<(), Unexpected> {
    let now = app.now();
    let user = notice.account.id;
    let mut row = enqueue::row(
        app,
        NewDelivery {
            kind: notice.kind,
            channel,
            urgent: false,
            user,
            destination: address.to_owned(),
            language: notice.account.language.unwrap_or(Language::En),
            token: None,
        },
    )?;
    row.profile_id = notice.profile.map(|(id, _name)| id.as_uuid());
    row.facts = Facts {
        profile_name: notice.profile.map(|(_id, name)| name.to_owned()),
        client_address: notice.client_address,
        occurred_at: Some(now.stored()),
        ..Facts::default()
    }
    .to_text()?;
    let key = row.destination_key.clone();
    if let Err(refused) = enqueue::check_limits(transaction, now, channel, Some(user), &key).await?
    {
        discard(&mut row, refused, now.stored())?;
    }
    deliveries::insert(transaction, row).await?;
    Ok(())
}

fn discard(row: &mut Model, refused: EnqueueRefused, now: i64) -> Result<(), Unexpected> {
    let problem = match refused {
        EnqueueRefused::TooMany { .. } => Problem::new(
            DeliveryProblemCode::TooMany,
            "Too many messages to this user or address in the last hour.",
        ),
        EnqueueRefused::BudgetSpent => Problem::new(
            DeliveryProblemCode::BudgetSpent,
            "The budget for text messages of the day is spent.",
        ),
    };
    DeliveryStatus::Discarded
        .as_str()
        .clone_into(&mut row.status);
    row.last_error = Some(problem.to_text()?);
    row.next_attempt_at = None;
    row.ended_at = Some(now);
    Ok(())
}

/// Tells the former addresses of a user that they are no longer the ones in use; registered in `App`.
pub fn on_account_change<'a>(
    app: &'a App,
    transaction: &'a Transaction,
    user: UserId,
    change: &'a AccountChange,
    origin: &'a Origin,
) -> Pin<Box<dyn Future<Output = Result<(), Unexpected>> + 'a>> {
    Box::pin(async move {
        let AccountChange::AddressChanged(former) = change else {
            return Ok(());
        };
        let Some(account) = accounts::find(transaction, user).await? else {
            return Ok(());
        };
        let notice = Notice {
            kind: MessageKind::AddressChanged,
            account: &Account {
                email: former.email.clone(),
                phone_number: former.phone_number.clone(),
                ..account
            },
            profile: None,
            client_address: origin.client_address,
        };
        notify(transaction, app, &notice).await
    })
}
