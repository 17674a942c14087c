//! What the link in a notice shows, and what its button does.

use anteroom_domain::ids::UserId;
use anteroom_domain::notifications::MessageKind;

use crate::accounts;
use crate::app::App;
use crate::audit::{self, Event, Origin};
use crate::db::{ConnectionTrait, Transaction};
use crate::failure::{Failure, Unexpected};
use crate::notifications::{self, Reported};
use crate::profiles;
use crate::{provisioning, sessions};

/// The key is unknown or too old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyUnusable;

/// What a report would do.
pub struct Preview {
    pub reported: Reported,
    /// Whether the profile of the notice is still there and would go.
    pub removes_profile: bool,
}

/// What a report has done.
#[derive(Clone, Copy, Debug, Default)]
pub struct Done {
    pub profile_removed: bool,
    pub sessions_ended: u64,
    pub tokens_revoked: u64,
}

/// Looks only.
pub async fn preview(app: &App, key: &str) -> Result<Preview, Failure<KeyUnusable>> {
    let connection = app.db.reader();
    let reported = find(app, connection, key).await?;
    let removes_profile = match profile_to_remove(&reported) {
        Some(profile) => profiles::is_there(connection, profile).await?,
        None => false,
    };
    Ok(Preview {
        reported,
        removes_profile,
    })
}

/// Takes away what somebody else may have got hold of.
pub async fn report(app: &App, key: String, origin: Origin) -> Result<Done, Failure<KeyUnusable>> {
    let tx_app = app.clone();
    app.db
        .write(async move |transaction| {
            let reported = find(&tx_app, transaction, &key).await?;
            take_away(transaction, &tx_app, &reported, &origin)
                .await
                .map_err(Failure::from)
        })
        .await
}

async fn find(
    app: &App,
    connection: &impl ConnectionTrait,
    key: &str,
) -> Result<Reported, Failure<KeyUnusable>> {
    notifications::find_reported(app, connection, key)
        .await?
        .ok_or(Failure::Refused(KeyUnusable))
}

async fn take_away(
    transaction: &Transaction,
    app: &App,
    reported: &Reported,
    origin: &Origin,
) -> Result<Done, Unexpected> {
    let user = reported.user;
    let user_name = name_of(transaction, user).await?;
    let event = Event::about("user.reported_change", "user", user, user_name)
        .with("notice", reported.kind.as_str());
    audit::record(transaction, app, origin, event).await?;
    let profile_removed = match profile_to_remove(reported) {
        Some(profile) => profiles::report_lost(transaction, app, profile, origin).await?,
        None => false,
    };
    Ok(Done {
        profile_removed,
        sessions_ended: sessions::end_all(transaction, user).await?,
        tokens_revoked: provisioning::revoke_open(transaction, app, user, origin).await?,
    })
}

/// Only a profile that the notice says was added is one that somebody else may have.
fn profile_to_remove(reported: &Reported) -> Option<anteroom_domain::ids::ProfileId> {
    reported
        .profile
        .filter(|_| reported.kind == MessageKind::ProfileAdded)
}

async fn name_of(transaction: &Transaction, user: UserId) -> Result<String, Unexpected> {
    let account = accounts::find(transaction, user).await?;
    Ok(account.map(|account| account.user_name).unwrap_or_default())
}
