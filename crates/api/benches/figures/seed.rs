//! Filling a database by plain SQL, since 300,000 requests would measure patience.

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, Statement, TransactionTrait as _};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use uuid::Uuid;

use crate::database::Kind;

/// Rows of one statement: few statements, none of them near the limits of SQLite.
const ROWS_PER_STATEMENT: usize = 500;

/// The first users issue tokens themselves, and therefore get no open ones.
const USERS_WITHOUT_OPEN_TOKENS: usize = 500;

/// What stands for the table of the users in their ids.
const USERS: usize = 1;

const MICROSECONDS_PER_DAY: i64 = 86_400_000_000;

/// How much a database holds.
#[derive(Clone, Copy)]
pub struct Size {
    /// People.
    pub users: usize,
    /// Their tokens, and a profile for each completed one.
    pub tokens: usize,
}

/// The name of the user of this number.
pub fn user_name(number: usize) -> String {
    format!("person-{number}")
}

/// The id of the user of this number.
pub fn user_id(number: usize) -> Result<Uuid> {
    Uuid::try_parse(&uuid_digits(USERS, number)).context("a seeded id is no UUID")
}

/// The mail address of the user of this number.
pub fn email_address(number: usize) -> String {
    format!("{}@example.org", user_name(number))
}

/// The time, for seeds and for proofs.
#[expect(
    clippy::disallowed_methods,
    reason = "a measurement stands outside of the program, where time is real"
)]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Users, tokens and profiles as a running system has them.
pub async fn all(database: &DatabaseConnection, kind: Kind, size: Size) -> Result<()> {
    users(database, kind, size.users).await?;
    let tokens = (0..size.tokens).map(|number| token(kind, number, size.users));
    insert(
        database,
        "provisioning_tokens (id, user_id, kind, channel, status, secret_hash, issued_by, issuer_id, issuing_evidence, \
         confirmation_required, phone, key_thumbprint, failed_attempts, created_at, expires_at, claimed_at, ended_at, \
         profile_id, version)",
        tokens,
    )
    .await?;
    let profiles = (0..size.tokens)
        .filter(|number| Life::of(*number, size.users) == Life::Completed)
        .map(|number| profile(kind, number, size.users));
    insert(
        database,
        "profiles (id, user_id, kind, name, name_key, status, phone, key_thumbprint, public_key, created_at, version)",
        profiles,
    )
    .await?;
    if kind == Kind::Postgresql {
        // The server of a running system does it by itself, some time after so many changes.
        database.execute_unprepared("ANALYZE").await?;
    }
    Ok(())
}

/// Users who all have the password of the owner, so that no password is hashed here.
pub async fn users(database: &DatabaseConnection, kind: Kind, count: usize) -> Result<()> {
    let statement = Statement::from_string(
        database.get_database_backend(),
        "SELECT password_hash FROM users WHERE role = 'owner'",
    );
    let owner = database.query_one_raw(statement).await?;
    let password_hash: String = owner
        .context("there is no owner")?
        .try_get("", "password_hash")?;
    let rows = (0..count).map(|number| {
        let (id, name) = (uuid(kind, USERS, number), user_name(number));
        let email = email_address(number);
        let time = moment(-30);
        format!(
            "({id}, '{name}', '{name}', 'Person {number}', '{email}', 'enabled', '{password_hash}', \
             '{name} person {number}', {time}, {time}, 1)"
        )
    });
    insert(
        database,
        "users (id, user_name, user_name_key, display_name, email, status, password_hash, search_text, created_at, \
         updated_at, version)",
        rows,
    )
    .await
}

/// How a seeded token ended, or that it has not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Life {
    Issued,
    Expired,
    Completed,
}

impl Life {
    fn of(number: usize, users: usize) -> Self {
        match number % 10 {
            0 if number % users >= USERS_WITHOUT_OPEN_TOKENS => Self::Issued,
            0..4 => Self::Expired,
            _ => Self::Completed,
        }
    }
}

fn token(kind: Kind, number: usize, users: usize) -> String {
    let life = Life::of(number, users);
    let id = uuid(kind, 2, number);
    let user = uuid(kind, USERS, number % users);
    let secret_hash = kind.bytes_literal(&digest("secret", number));
    let thumbprint = digest("key", number);
    let created = moment(-5);
    let (status, expires, phone, claimed, ended, profile) = match life {
        Life::Issued => ("issued", moment(2), None, None, None, None),
        Life::Expired => ("expired", moment(-4), None, None, Some(moment(-4)), None),
        Life::Completed => (
            "completed",
            moment(-4),
            Some(thumbprint),
            Some(created),
            Some(created),
            Some(uuid(kind, 3, number)),
        ),
    };
    let key = phone.as_ref().map(|key| format!("'{key}'"));
    let phone = phone.as_ref().map(|_| format!("'{PHONE}'"));
    format!(
        "({id}, {user}, 'mobile_app', 'browser', '{status}', {secret_hash}, 'user', {user}, '{{}}', TRUE, {}, {}, 0, \
         {created}, {expires}, {}, {}, {}, 1)",
        or_null(phone),
        or_null(key),
        or_null(claimed),
        or_null(ended),
        or_null(profile),
    )
}

fn profile(kind: Kind, number: usize, users: usize) -> String {
    let id = uuid(kind, 3, number);
    let user = uuid(kind, USERS, number % users);
    let key = digest("key", number);
    let created = moment(-5);
    format!(
        "({id}, {user}, 'mobile_app', 'Phone {number}', 'phone {number}', 'active', '{PHONE}', '{key}', '{{}}', {created}, 1)"
    )
}

/// What a seeded phone said of itself.
const PHONE: &str = r#"{"name":"Phone","platform":"other","model":"","app_name":"seed","app_version":"","key_storage":"software"}"#;

async fn insert(
    database: &DatabaseConnection,
    target: &str,
    rows: impl Iterator<Item = String>,
) -> Result<()> {
    let transaction = database.begin().await?;
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let batch: Vec<String> = rows.by_ref().take(ROWS_PER_STATEMENT).collect();
        let statement = format!("INSERT INTO {target} VALUES {}", batch.join(", "));
        transaction
            .execute_unprepared(&statement)
            .await
            .with_context(|| format!("cannot seed {target}"))?;
    }
    transaction.commit().await?;
    Ok(())
}

/// A UUID of version 7 that says the table and the row; its time grows with the row, as that of real ids does.
fn uuid(kind: Kind, table: usize, number: usize) -> String {
    kind.uuid_literal(&uuid_digits(table, number))
}

fn uuid_digits(table: usize, number: usize) -> String {
    let milliseconds = 1_700_000_000_000 + number * 20;
    let random = digest("id", number);
    let random = random.get(..12).unwrap_or_default();
    format!("{milliseconds:012x}7{table:03x}8000{random}")
}

/// A moment so many days from now, as it is stored.
fn moment(days: i64) -> i64 {
    now().as_microsecond() + days * MICROSECONDS_PER_DAY
}

/// 32 bytes in hexadecimal that look random and are the same in every run.
fn digest(purpose: &str, number: usize) -> String {
    let digest = Sha256::digest(format!("{purpose} {number}"));
    digest.iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn or_null(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "NULL".to_owned(), |value| value.to_string())
}
