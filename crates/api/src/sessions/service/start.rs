//! Starting a sign-in or a step-up, and asking how far it has come.

use anteroom_domain::access_rules::{AuthenticationMethod, Evidence};
use anteroom_domain::accounts::user_name_key;
use anteroom_domain::ids::{SignInId, UserId};
use anteroom_domain::paths::{self, NormalisedPath};
use anteroom_domain::secret::Secret;
use anteroom_domain::sessions::sign_in_expires_at;
use jiff::Timestamp;
use uuid::Uuid;

use super::live::{self, LiveSession};
use crate::access_rules;
use crate::accounts;
use crate::app::App;
use crate::db::{ConnectionTrait, Moment as _};
use crate::failure::{Failure, Unexpected};
use crate::guessing::Subject;
use crate::sessions::browser::Browser;
use crate::sessions::entity::sign_in;
use crate::sessions::store;

/// Why a sign-in was not started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartRefused {
    /// Neither a name nor a session came with the request.
    NameMissing,
    /// `return_to` is no path of Anteroom.
    NotAPath,
}

/// How far a sign-in has come.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Which sign-in.
    pub id: Uuid,
    /// The methods that may be used now; empty when it is complete.
    pub missing: Vec<AuthenticationMethod>,
    /// The methods that the session has passed.
    pub passed: Vec<AuthenticationMethod>,
    /// How many proofs are asked for in all.
    pub proofs_needed: usize,
    /// Whether it adds to a session that was there before.
    pub step_up: bool,
    /// Where to go afterwards.
    pub return_to: String,
    /// When it must be started anew.
    pub expires_at: Timestamp,
}

/// A started sign-in and the secret that binds it to its browser.
pub struct Started {
    /// How far it has come.
    pub progress: Progress,
    /// For the cookie.
    pub browser_secret: Secret,
}

/// Starts a sign-in of `user_name`, or a step-up of the browser's own session.
///
/// Nothing in the answer depends on the user before the first method is passed.
pub async fn start(
    app: &App,
    browser: &Browser,
    user_name: Option<&str>,
    return_to: Option<&str>,
) -> Result<Started, Failure<StartRefused>> {
    let return_to =
        read_return_to(return_to.unwrap_or("/")).ok_or(Failure::Refused(StartRefused::NotAPath))?;
    let session = match &browser.session {
        Some(secret) => live::find(app, secret, browser.client_address).await?,
        None => None,
    };
    let session = session.filter(|session| {
        user_name
            .is_none_or(|name| user_name_key(name) == user_name_key(&session.account.user_name))
    });
    let now = app.now();
    let secret = browser
        .sign_in
        .clone()
        .unwrap_or_else(|| Secret::generate(&mut app.random()));
    let mut row = sign_in::Model {
        id: SignInId::generate(now, &mut app.random()).as_uuid(),
        browser_secret_hash: secret.hash().as_bytes().to_vec(),
        user_id: None,
        name_mark: String::new(),
        session_id: None,
        step_up: session.is_some(),
        return_to,
        created_at: now.stored(),
        expires_at: sign_in_expires_at(now).stored(),
        completed_at: None,
    };
    let progress = match (&session, user_name) {
        (Some(session), _) => {
            row.user_id = Some(session.account.id.as_uuid());
            row.session_id = Some(session.id.as_uuid());
            of_session(app, app.db.reader(), &row, session).await?
        }
        (None, Some(name)) => {
            let account = accounts::find_by_user_name(app.db.reader(), name).await?;
            row.user_id = account.map(|account| account.id.as_uuid());
            row.name_mark = Subject::mark_of_name(app, &user_name_key(name));
            of_nobody(app, browser, &row).await?
        }
        (None, None) => return Err(Failure::Refused(StartRefused::NameMissing)),
    };
    if progress.missing.is_empty() {
        row.completed_at = Some(now.stored());
    }
    app.db
        .write(async move |transaction| -> Result<(), Unexpected> {
            store::insert_sign_in(transaction, row).await?;
            Ok(())
        })
        .await?;
    Ok(Started {
        progress,
        browser_secret: secret,
    })
}

/// How far a sign-in of this browser has come; `None` when there is none, or it is over.
pub async fn progress(
    app: &App,
    browser: &Browser,
    id: SignInId,
) -> Result<Option<Progress>, Unexpected> {
    let Some(row) = find(app, browser, id).await? else {
        return Ok(None);
    };
    let Some(session_id) = row.session_id else {
        return of_nobody(app, browser, &row).await.map(Some);
    };
    let connection = app.db.reader();
    let Some(session) = session_of(app, connection, browser, session_id).await? else {
        return Ok(None);
    };
    of_session(app, connection, &row, &session).await.map(Some)
}

/// A sign-in of this browser that is not over.
pub async fn find(
    app: &App,
    browser: &Browser,
    id: SignInId,
) -> Result<Option<sign_in::Model>, Unexpected> {
    let Some(secret) = &browser.sign_in else {
        return Ok(None);
    };
    let row = store::sign_in(app.db.reader(), id, &secret.hash()).await?;
    Ok(row.filter(|row| app.now().stored() < row.expires_at))
}

/// The session that a sign-in belongs to, if it still counts.
pub async fn session_of(
    app: &App,
    connection: &impl ConnectionTrait,
    browser: &Browser,
    id: Uuid,
) -> Result<Option<LiveSession>, Unexpected> {
    let now = app.now();
    let row = store::session(connection, id).await?;
    let Some(row) = row.filter(|row| live::counts(row, now)) else {
        return Ok(None);
    };
    let account = accounts::find(connection, UserId::from_uuid(row.user_id)).await?;
    let Some(account) = account.filter(|account| account.enabled) else {
        return Ok(None);
    };
    let methods = live::methods(&row)?;
    let (evidence, available_methods) =
        live::evidence(connection, &account, methods, browser.client_address, now).await?;
    Ok(Some(LiveSession {
        id: row.id.into(),
        account,
        evidence,
        available_methods,
        created_at: Timestamp::from_stored(row.created_at),
        last_seen_at: Timestamp::from_stored(row.last_seen_at),
    }))
}

/// Before the first proof: the password comes first, since it proves a known user; then what the
/// destination asks for.
async fn of_nobody(
    app: &App,
    browser: &Browser,
    row: &sign_in::Model,
) -> Result<Progress, Unexpected> {
    let mut evidence = Evidence::nobody(app.now());
    evidence.client_address = browser.client_address;
    let path = rules_path(&row.return_to);
    let asked = access_rules::methods_asked_for(app, app.db.reader(), path, &evidence).await?;
    let others = asked
        .iter()
        .filter(|method| **method != AuthenticationMethod::Password)
        .count();
    Ok(Progress {
        id: row.id,
        missing: vec![AuthenticationMethod::Password],
        passed: Vec::new(),
        proofs_needed: others + 1,
        step_up: false,
        return_to: row.return_to.clone(),
        expires_at: Timestamp::from_stored(row.expires_at),
    })
}

/// Once somebody is known: what the rules of the destination still ask for.
pub async fn of_session(
    app: &App,
    connection: &impl ConnectionTrait,
    row: &sign_in::Model,
    session: &LiveSession,
) -> Result<Progress, Unexpected> {
    let missing = if row.completed_at.is_some() {
        Vec::new()
    } else {
        let path = rules_path(&row.return_to);
        let available = &session.available_methods;
        access_rules::decide(app, connection, path, &session.evidence, available)
            .await?
            .missing_methods()
            .to_vec()
    };
    let mut passed: Vec<AuthenticationMethod> = Vec::new();
    for method in &session.evidence.methods_passed {
        if !passed.contains(&method.method) {
            passed.push(method.method);
        }
    }
    let counted = passed
        .iter()
        .filter(|method| !missing.contains(method))
        .count();
    Ok(Progress {
        id: row.id,
        proofs_needed: counted + missing.len(),
        missing,
        passed,
        step_up: row.step_up,
        return_to: row.return_to.clone(),
        expires_at: Timestamp::from_stored(row.expires_at),
    })
}

/// The part of `return_to` that rules know.
fn rules_path(return_to: &str) -> &str {
    return_to
        .split_once('?')
        .map_or(return_to, |(path, _query)| path)
}

/// A path of Anteroom, normalised, with its query if that is harmless.
fn read_return_to(text: &str) -> Option<String> {
    let text = text.split_once('#').map_or(text, |(before, _)| before);
    let (path, query) = match text.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (text, None),
    };
    let path = paths::normalise(path).ok().filter(is_plain)?;
    let query = query.filter(|query| query.bytes().all(|byte| byte.is_ascii_graphic()));
    Some(match query {
        Some(query) => format!("{path}?{query}"),
        None => path.to_string(),
    })
}

/// Our own pages have plain names, and what is decoded could be read in another way by a browser.
fn is_plain(path: &NormalisedPath) -> bool {
    path.as_str()
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(read_return_to(text).as_deref(), expected, "{text:?}");
    }

    #[test]
    fn one_returns_only_to_pages_of_ones_own() {
        check("/", Some("/"));
        check("/provisioning/", Some("/provisioning"));
        check("/admin/users?q=a%20b", Some("/admin/users?q=a%20b"));
        check("/admin/users#x", Some("/admin/users"));
        check("/%61dmin", Some("/admin"));
        check("//evil.example", None);
        check("https://evil.example", None);
        check("/\\evil.example", None);
        check("/a/../..//evil.example", None);
        check("/a\u{202e}b", None);
    }
}
