//! One proof of a sign-in: counted first, then checked, then added to the session.

use anteroom_domain::access_rules::{AuthenticationMethod, MethodPassed};
use anteroom_domain::ids::{SessionId, SignInId, UserId};
use anteroom_domain::notifications::MessageKind;
use anteroom_domain::secret::Secret;
use anteroom_domain::sessions::SessionLimits;
use jiff::Timestamp;
use uuid::Uuid;

use super::start::{self, Progress};
use super::{known_browser, live};
use crate::accounts::{self, CheckedPassword};
use crate::app::App;
use crate::audit::{self, Actor, Event};
use crate::db::{Moment as _, Transaction};
use crate::failure::{Failure, Unexpected};
use crate::guessing::{self, Counted, MustWait, Subject};
use crate::notifications::{self, Notice};
use crate::profiles;
use crate::sessions::browser::Browser;
use crate::sessions::entity::{methods_to_text, session, sign_in};
use crate::sessions::store;

/// How many sessions of one user are kept; a new one then ends the oldest.
const SESSIONS_PER_USER_MAX: u64 = 50;

/// Why a proof was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProveRefused {
    /// There is no such sign-in of this browser, or it is over.
    Over,
    /// Nothing is asked for any more.
    Complete,
    /// The password comes first.
    PasswordFirst,
    /// It is wrong, or the user may not sign in; which of them is not said.
    Wrong,
    /// Too many tries.
    MustWait(MustWait),
}

/// A proof was right.
pub struct Proved {
    /// What is still asked for.
    pub progress: Progress,
    /// The new secret of the session, for its cookie.
    pub session_secret: Secret,
    /// A new mark for a browser that was not known yet.
    pub known_browser: Option<String>,
}

/// What was shown.
enum Proof {
    Password(CheckedPassword),
    Code(String),
}

type Refused = Failure<ProveRefused>;

/// Proves the password of the sign-in's user.
pub async fn password(
    app: &App,
    browser: &Browser,
    id: SignInId,
    password: &str,
) -> Result<Proved, Refused> {
    let method = AuthenticationMethod::Password;
    let row = open(app, browser, id).await?;
    let user = row.user_id.map(UserId::from_uuid);
    let known = user.and_then(|user| known_browser::counter(app, user, browser.known.as_deref()));
    let counters = match (&known, user) {
        (Some(own), _) => vec![own.clone()],
        (None, Some(user)) => vec![
            Subject::user(method, user),
            Subject::source(browser.client_address),
        ],
        (None, None) => vec![
            Subject::unknown_name(method, &row.name_mark),
            Subject::source(browser.client_address),
        ],
    };
    let counted = count(app, &counters).await?;
    let checked = accounts::check_password(app, user, password).await?;
    let (Some(user), Some(checked)) = (user, checked) else {
        return wrong(app, browser, user, method, counted).await;
    };
    // A right answer also opens the way for the user's other browsers.
    let counters = [counters, vec![Subject::user(method, user)]].concat();
    let proof = Proof::Password(checked);
    finish(app, browser, &row, user, proof, counters, counted).await
}

/// Proves a code of an authenticator app of the sign-in's user.
pub async fn totp(
    app: &App,
    browser: &Browser,
    id: SignInId,
    code: &str,
) -> Result<Proved, Refused> {
    let row = open(app, browser, id).await?;
    let user = row.user_id.filter(|_| row.session_id.is_some());
    let user = user
        .map(UserId::from_uuid)
        .ok_or(Failure::Refused(ProveRefused::PasswordFirst))?;
    let counters = vec![
        Subject::user(AuthenticationMethod::Totp, user),
        Subject::source(browser.client_address),
    ];
    let counted = count(app, &counters).await?;
    let code = code.chars().filter(|c| !c.is_whitespace()).collect();
    let proof = Proof::Code(code);
    finish(app, browser, &row, user, proof, counters, counted).await
}

/// A sign-in of this browser that still asks for something.
async fn open(app: &App, browser: &Browser, id: SignInId) -> Result<sign_in::Model, Refused> {
    let row = start::find(app, browser, id)
        .await?
        .ok_or(Failure::Refused(ProveRefused::Over))?;
    if row.completed_at.is_some() {
        return Err(Failure::Refused(ProveRefused::Complete));
    }
    Ok(row)
}

async fn count(app: &App, counters: &[Subject]) -> Result<Counted, Refused> {
    guessing::count_try(app, counters.to_vec())
        .await
        .map_err(|failure| failure.map_refusal(ProveRefused::MustWait))
}

async fn wrong(
    app: &App,
    browser: &Browser,
    user: Option<UserId>,
    method: AuthenticationMethod,
    counted: Counted,
) -> Result<Proved, Refused> {
    let (context, browser) = (app.clone(), browser.clone());
    app.db
        .write(async move |transaction| -> Result<(), Unexpected> {
            record_failure(&context, transaction, &browser, user, method, counted).await
        })
        .await?;
    Err(Failure::Refused(ProveRefused::Wrong))
}

async fn finish(
    app: &App,
    browser: &Browser,
    row: &sign_in::Model,
    user: UserId,
    proof: Proof,
    counters: Vec<Subject>,
    counted: Counted,
) -> Result<Proved, Refused> {
    let (context, browser, id) = (app.clone(), browser.clone(), row.id);
    let outcome = app
        .db
        .write(
            async move |transaction| -> Result<Result<Proved, ProveRefused>, Unexpected> {
                let method = proof.method();
                if !proof.holds(&context, transaction, user).await? {
                    record_failure(&context, transaction, &browser, Some(user), method, counted)
                        .await?;
                    return Ok(Err(ProveRefused::Wrong));
                }
                guessing::reset(transaction, &counters).await?;
                add_to_session(&context, transaction, &browser, id, user, method).await
            },
        )
        .await?;
    outcome.map_err(Failure::Refused)
}

impl Proof {
    const fn method(&self) -> AuthenticationMethod {
        match self {
            Self::Password(_) => AuthenticationMethod::Password,
            Self::Code(_) => AuthenticationMethod::Totp,
        }
    }

    async fn holds(
        &self,
        app: &App,
        transaction: &Transaction,
        user: UserId,
    ) -> Result<bool, Unexpected> {
        match self {
            Self::Password(checked) => {
                Ok(accounts::confirm_sign_in(transaction, app, user, checked).await?)
            }
            Self::Code(code) => Ok(accounts::still_enabled(transaction, user).await?
                && profiles::verify_totp(app, transaction, user, code).await?),
        }
    }
}

/// Adds the method to the sign-in's session, or makes the session; the secret changes each time.
async fn add_to_session(
    app: &App,
    transaction: &Transaction,
    browser: &Browser,
    id: Uuid,
    user: UserId,
    method: AuthenticationMethod,
) -> Result<Result<Proved, ProveRefused>, Unexpected> {
    let Some(mut row) = store::sign_in_locked(transaction, id).await? else {
        return Ok(Err(ProveRefused::Over));
    };
    let secret = Secret::generate(&mut app.random());
    let added = match row.session_id {
        Some(session) => step_up(app, transaction, session, user, method, &secret).await?,
        None => Some(make(app, transaction, browser, user, method, &secret).await?),
    };
    let Some(session_id) = added else {
        return Ok(Err(ProveRefused::Over));
    };
    let session = start::session_of(app, transaction, browser, session_id).await?;
    let Some(session) = session else {
        return Ok(Err(ProveRefused::Over));
    };
    let is_new = row.session_id.is_none();
    row.session_id = Some(session_id);
    let progress = start::of_session(app, transaction, &row, &session).await?;
    if progress.missing.is_empty() {
        row.completed_at = Some(app.now().stored());
    }
    store::update_sign_in(transaction, row).await?;
    let user_name = session.account.user_name;
    let action = if is_new {
        "session.started"
    } else {
        "session.stepped_up"
    };
    let event = Event::about(action, "user", user, user_name.clone())
        .with("method", method.as_str())
        .with("session_id", session_id.to_string());
    let origin = browser.origin_of(Actor::User {
        id: user,
        user_name,
    });
    audit::record(transaction, app, &origin, event).await?;
    let is_known = known_browser::counter(app, user, browser.known.as_deref()).is_some();
    Ok(Ok(Proved {
        progress,
        session_secret: secret,
        known_browser: (!is_known).then(|| known_browser::mark(app, user)),
    }))
}

/// A new session; the one that the browser had before ends, since its cookie is replaced.
async fn make(
    app: &App,
    transaction: &Transaction,
    browser: &Browser,
    user: UserId,
    method: AuthenticationMethod,
    secret: &Secret,
) -> Result<Uuid, Unexpected> {
    if let Some(before) = &browser.session {
        store::delete_session_by_secret(transaction, before).await?;
    }
    let now = app.now();
    let id = SessionId::generate(now, &mut app.random());
    let row = session::Model {
        id: id.as_uuid(),
        secret_hash: secret.hash().as_bytes().to_vec(),
        user_id: user.as_uuid(),
        methods: stored(&[passed(method, now)])?,
        created_at: now.stored(),
        last_seen_at: now.stored(),
        expires_at: SessionLimits::default().ends_at(now, now).stored(),
        client_address: browser.client_address.map(|address| address.to_string()),
        user_agent: browser.user_agent.clone(),
    };
    store::insert_session(transaction, row).await?;
    store::keep_newest_sessions(transaction, user, SESSIONS_PER_USER_MAX).await?;
    Ok(id.as_uuid())
}

/// One method more in a session; `None` when the session ended meanwhile.
async fn step_up(
    app: &App,
    transaction: &Transaction,
    id: Uuid,
    user: UserId,
    method: AuthenticationMethod,
    secret: &Secret,
) -> Result<Option<Uuid>, Unexpected> {
    let now = app.now();
    let row = store::session_locked(transaction, id).await?;
    let row = row.filter(|row| row.user_id == user.as_uuid() && live::counts(row, now));
    let Some(mut row) = row else {
        return Ok(None);
    };
    let mut methods = live::methods(&row)?;
    methods.retain(|earlier| earlier.method != method);
    methods.push(passed(method, now));
    row.methods = stored(&methods)?;
    row.secret_hash = secret.hash().as_bytes().to_vec();
    row.last_seen_at = now.stored();
    let created_at = Timestamp::from_stored(row.created_at);
    row.expires_at = SessionLimits::default().ends_at(created_at, now).stored();
    store::update_session(transaction, row).await?;
    Ok(Some(id))
}

fn passed(method: AuthenticationMethod, at: Timestamp) -> MethodPassed {
    MethodPassed {
        method,
        at,
        destination: None,
    }
}

fn stored(methods: &[MethodPassed]) -> Result<String, Unexpected> {
    methods_to_text(methods)
        .map_err(|cause| Unexpected::new("writing the methods of a session", cause))
}

/// Of an unknown name nothing is kept: it may be a password that was typed into the wrong field.
async fn record_failure(
    app: &App,
    transaction: &Transaction,
    browser: &Browser,
    user: Option<UserId>,
    method: AuthenticationMethod,
    counted: Counted,
) -> Result<(), Unexpected> {
    let id = user.unwrap_or(UserId::from_uuid(Uuid::nil()));
    let account = accounts::find(transaction, id).await?;
    let event = |action: &'static str| match &account {
        Some(account) => Event::about(action, "user", account.id, account.user_name.clone()),
        None => Event::plain(action),
    };
    let origin = browser.origin();
    let failed = event("sign_in.failed")
        .with("method", method.as_str())
        .with("user_known", account.is_some());
    audit::record(transaction, app, &origin, failed).await?;
    if counted.locks {
        let locked = event("user.locked").with("method", method.as_str());
        audit::record(transaction, app, &origin, locked).await?;
        if let Some(account) = &account {
            let notice = Notice {
                kind: MessageKind::AccountLocked,
                account,
                profile: None,
                client_address: browser.client_address,
            };
            notifications::notify(transaction, app, &notice).await?;
        }
    }
    Ok(())
}
