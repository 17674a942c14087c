//! Sessions that count, and what is known of their users.

use std::net::IpAddr;

use anteroom_domain::access_rules::{AuthenticationMethod, Evidence, EvidenceUser, MethodPassed};
use anteroom_domain::clock::after_seconds;
use anteroom_domain::ids::{SessionId, UserId};
use anteroom_domain::secret::SecretHash;
use anteroom_domain::sessions::{SessionLimits, SessionState};
use jiff::Timestamp;

use crate::accounts::{self, Account};
use crate::app::App;
use crate::db::{ConnectionTrait, DbErr, Moment as _};
use crate::failure::Unexpected;
use crate::profiles;
use crate::sessions::entity::{methods_from_text, session};
use crate::sessions::store;

/// The use of a session is written down at most once in so many seconds.
const SECONDS_BETWEEN_NOTES: u64 = 60;

/// A session that counts, of a user who may sign in.
#[derive(Clone)]
pub struct LiveSession {
    /// The session.
    pub id: SessionId,
    /// Whose it is.
    pub account: Account,
    /// What the access rules may know.
    pub evidence: Evidence,
    /// The methods that the user can use.
    pub available_methods: Vec<AuthenticationMethod>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was used last, as far as was written down.
    pub last_seen_at: Timestamp,
}

/// The session of this secret, if it counts; notes that it was used.
pub async fn find(
    app: &App,
    secret: &SecretHash,
    client_address: Option<IpAddr>,
) -> Result<Option<LiveSession>, Unexpected> {
    let connection = app.db.reader();
    let Some(row) = store::session_by_secret(connection, secret).await? else {
        return Ok(None);
    };
    let now = app.now();
    if !counts(&row, now) {
        return Ok(None);
    }
    let account = accounts::find(connection, UserId::from_uuid(row.user_id)).await?;
    let Some(account) = account.filter(|account| account.enabled) else {
        return Ok(None);
    };
    let (evidence, available_methods) =
        evidence(connection, &account, methods(&row)?, client_address, now).await?;
    let session = LiveSession {
        id: SessionId::from_uuid(row.id),
        account,
        evidence,
        available_methods,
        created_at: Timestamp::from_stored(row.created_at),
        last_seen_at: Timestamp::from_stored(row.last_seen_at),
    };
    note_use(app, &session, now).await?;
    Ok(Some(session))
}

/// Whether a session that was found before still counts; looking is no use of it.
pub async fn still_counts(app: &App, id: SessionId) -> Result<bool, Unexpected> {
    let connection = app.db.reader();
    let Some(row) = store::session(connection, id.as_uuid()).await? else {
        return Ok(false);
    };
    let account = accounts::find(connection, UserId::from_uuid(row.user_id)).await?;
    Ok(counts(&row, app.now()) && account.is_some_and(|account| account.enabled))
}

/// Whether a session is within its limits.
pub fn counts(row: &session::Model, now: Timestamp) -> bool {
    let state = SessionLimits::default().state(
        Timestamp::from_stored(row.created_at),
        Timestamp::from_stored(row.last_seen_at),
        now,
    );
    state == SessionState::Live
}

/// The methods that a session passed.
pub fn methods(row: &session::Model) -> Result<Vec<MethodPassed>, Unexpected> {
    methods_from_text(&row.methods)
        .map_err(|cause| Unexpected::new("reading the methods of a session", cause))
}

/// What the rules may know of a user, and the methods that the user can use.
pub async fn evidence(
    connection: &impl ConnectionTrait,
    account: &Account,
    methods_passed: Vec<MethodPassed>,
    client_address: Option<IpAddr>,
    now: Timestamp,
) -> Result<(Evidence, Vec<AuthenticationMethod>), DbErr> {
    let profiles = profiles::summary(connection, account.id).await?;
    let evidence = Evidence {
        user: Some(EvidenceUser {
            id: account.id,
            groups: accounts::groups_of(connection, account.id).await?,
            active_profiles: profiles.active,
        }),
        methods_passed,
        client_address,
        at: now,
    };
    let available = [
        (AuthenticationMethod::Password, account.has_password),
        (AuthenticationMethod::Totp, profiles.has_active_totp),
    ];
    let available = available
        .into_iter()
        .filter(|(_, is_there)| *is_there)
        .map(|(method, _)| method)
        .collect();
    Ok((evidence, available))
}

async fn note_use(app: &App, session: &LiveSession, now: Timestamp) -> Result<(), Unexpected> {
    if now < after_seconds(session.last_seen_at, SECONDS_BETWEEN_NOTES) {
        return Ok(());
    }
    let id = session.id;
    let ends_at = SessionLimits::default().ends_at(session.created_at, now);
    app.db
        .write(async move |transaction| -> Result<(), Unexpected> {
            store::touch_session(transaction, id, now.stored(), ends_at.stored()).await?;
            Ok(())
        })
        .await
}
