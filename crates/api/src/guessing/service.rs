//! Counting a try before it is checked, and forgetting the tries after a right answer.

use std::collections::HashMap;

use anteroom_domain::access_rules::AuthenticationMethod;
use anteroom_domain::clock::{after_seconds, seconds_between};
use anteroom_domain::guessing::{GuessingCounter, GuessingVerdict};
use anteroom_domain::ids::UserId;
use anteroom_domain::limits::{
    GUESS_WAIT_SECONDS_MAX, GUESSES_BEFORE_WAIT_MAX, GUESSES_IN_A_ROW_MAX,
};
use jiff::Timestamp;

use super::entity::Model;
use super::store;
use super::subject::{Subject, user_of_key};
use crate::app::App;
use crate::db::{ConnectionTrait, DbErr, Moment as _, Transaction};
use crate::failure::{Failure, Unexpected};

/// One source may be a whole office, whose people sign in at the same minute: this many tries of a
/// source count as one of a user.
const TRIES_OF_A_SOURCE_PER_TRY: u32 = 10;
/// After so long without a try, the counters that belong to no user are forgotten.
const KEPT_SECONDS: u64 = 30 * 86_400;

/// Too many tries; nothing was counted and nothing may be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MustWait {
    /// How long, in seconds; at least 1.
    pub seconds: u32,
}

/// A try was counted and may be checked.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    /// Whether the next try will have to wait, from now on, if this one is wrong.
    pub locks: bool,
}

/// Counts one try for all of these, unless one of them must wait; commits before it answers.
pub async fn count_try(
    app: &App,
    mut subjects: Vec<Subject>,
) -> Result<Counted, Failure<MustWait>> {
    let now = app.now();
    subjects.sort();
    // Who must wait anyway is told so without a transaction, so that guessing costs little.
    let keys: Vec<String> = subjects
        .iter()
        .map(|subject| subject.as_str().to_owned())
        .collect();
    let rows = store::find(app.db.reader(), &keys).await?;
    allowed(&rows, now)?;
    app.db
        .write(
            async move |transaction| -> Result<Counted, Failure<MustWait>> {
                let keys: Vec<&str> = subjects.iter().map(Subject::as_str).collect();
                let rows = store::lock_or_make(transaction, &keys).await?;
                let wait = rows.iter().filter_map(|row| opens_at(row, now)).max();
                if let Some(opens_at) = wait {
                    return Err(Failure::Refused(MustWait {
                        seconds: seconds_until(opens_at, now),
                    }));
                }
                let mut locks = false;
                for row in &rows {
                    let tries = row.tries.saturating_add(1);
                    locks |= is_a_limit(&row.subject, tries);
                    store::set_tries(transaction, &row.subject, tries, now.stored()).await?;
                }
                Ok(Counted { locks })
            },
        )
        .await
}

fn allowed(rows: &[Model], now: Timestamp) -> Result<(), Failure<MustWait>> {
    match rows.iter().filter_map(|row| opens_at(row, now)).max() {
        Some(opens_at) => Err(Failure::Refused(MustWait {
            seconds: seconds_until(opens_at, now),
        })),
        None => Ok(()),
    }
}

/// Forgets the tries, after a right answer.
pub async fn reset(transaction: &Transaction, subjects: &[Subject]) -> Result<(), DbErr> {
    let keys: Vec<&str> = subjects.iter().map(Subject::as_str).collect();
    store::delete(transaction, &keys).await
}

/// Forgets the tries against a user, by the hand of an administrator.
pub async fn unlock(transaction: &Transaction, user: UserId) -> Result<(), DbErr> {
    let subjects: Vec<Subject> = AuthenticationMethod::ALL
        .iter()
        .map(|method| Subject::user(*method, user))
        .collect();
    reset(transaction, &subjects).await
}

/// Until when these users cannot sign in from an unknown browser; the others are left out.
pub async fn locked_until(
    connection: &impl ConnectionTrait,
    users: &[UserId],
    now: Timestamp,
) -> Result<HashMap<UserId, Timestamp>, DbErr> {
    let keys: Vec<String> = users
        .iter()
        .flat_map(|user| {
            [AuthenticationMethod::Password, AuthenticationMethod::Totp]
                .map(|method| Subject::user(method, *user).as_str().to_owned())
        })
        .collect();
    let mut locked = HashMap::new();
    for row in store::find(connection, &keys).await? {
        if let Some((user, until)) = user_of_key(&row.subject).zip(opens_at(&row, now)) {
            let latest = locked.entry(user).or_insert(until);
            *latest = until.max(*latest);
        }
    }
    Ok(locked)
}

/// Removes counters of strangers that nobody has touched for long.
pub async fn remove_old(app: &App) -> Result<(), Unexpected> {
    let before = app
        .now()
        .as_second()
        .saturating_sub(i64::try_from(KEPT_SECONDS).unwrap_or(i64::MAX));
    app.db
        .write(async move |transaction| -> Result<(), Unexpected> {
            store::delete_older(transaction, before.saturating_mul(1_000_000)).await?;
            Ok(())
        })
        .await
}

/// When the next try may be made; `None` when it may be made now.
fn opens_at(row: &Model, now: Timestamp) -> Option<Timestamp> {
    let tries = u32::try_from(row.tries).unwrap_or(u32::MAX);
    let last = Timestamp::from_stored(row.last_try_at);
    let is_source = Subject::from_stored(row.subject.clone()).is_source();
    let counter = GuessingCounter {
        tries: if is_source {
            tries / TRIES_OF_A_SOURCE_PER_TRY
        } else {
            tries
        },
        last_try_at: (tries > 0).then_some(last),
    };
    match counter.verdict(now) {
        GuessingVerdict::Allow => None,
        GuessingVerdict::WaitUntil(moment) => Some(moment),
        // A source is no authenticator: it waits, but is not locked for good.
        GuessingVerdict::Locked if is_source => {
            Some(after_seconds(last, GUESS_WAIT_SECONDS_MAX)).filter(|opens_at| now < *opens_at)
        }
        GuessingVerdict::Locked => Some(Timestamp::MAX),
    }
}

/// Whether this is the last free try, or the last one at all.
fn is_a_limit(subject: &str, tries: i64) -> bool {
    user_of_key(subject).is_some()
        && (tries == i64::from(GUESSES_BEFORE_WAIT_MAX) || tries == i64::from(GUESSES_IN_A_ROW_MAX))
}

/// At least a second, and no more than the longest wait, which is also said of a lock.
fn seconds_until(moment: Timestamp, now: Timestamp) -> u32 {
    let seconds = seconds_between(now, moment)
        .saturating_add(1)
        .min(GUESS_WAIT_SECONDS_MAX);
    u32::try_from(seconds).unwrap_or(u32::MAX)
}
