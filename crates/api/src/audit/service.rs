//! Recording, sealing, listing and verifying audit events.

use anteroom_api_types::audit::AuditVerification;
use anteroom_domain::ids::AuditEventId;

use super::entity::Model;
use super::event::{Event, Origin};
use super::store::Filter;
use super::{chain, store};
use crate::app::App;
use crate::db::{ConnectionTrait, DbErr};
use crate::failure::Unexpected;
use crate::http::pagination::PageRequest;

/// How many events are sealed in one transaction.
const SEALED_AT_ONCE: u64 = 500;
/// How many events a verification reads at once.
const VERIFIED_AT_ONCE: u64 = 1000;

/// Records an event, in the transaction of the change that it tells of.
pub async fn record(
    connection: &impl ConnectionTrait,
    app: &App,
    origin: &Origin,
    event: Event,
) -> Result<(), DbErr> {
    let now = app.now();
    let id = AuditEventId::generate(now, &mut app.random());
    store::insert(connection, id, now, origin, event).await
}

/// Gives the waiting events their places in the chain; answers how many it sealed.
pub async fn seal(app: &App) -> Result<usize, Unexpected> {
    if store::count_unsealed(app.db.reader()).await? == 0 {
        return Ok(0);
    }
    let kind = app.db.kind();
    app.db
        .write(async move |transaction| -> Result<usize, Unexpected> {
            store::lock_for_sealing(transaction, kind).await?;
            let head = store::head(transaction).await?;
            let mut sequence = head.as_ref().and_then(|event| event.sequence).unwrap_or(0);
            let mut before = head.and_then(|event| event.hash).unwrap_or_default();
            let waiting = store::unsealed(transaction, SEALED_AT_ONCE).await?;
            let sealed = waiting.len();
            for event in waiting {
                sequence += 1;
                let hash = chain::hash(&before, sequence, &event);
                before = hash.to_vec();
                store::set_place(transaction, event, sequence, hash).await?;
            }
            Ok(sealed)
        })
        .await
}

/// One page of events, newest first.
pub async fn list(app: &App, filter: &Filter, page: PageRequest) -> Result<Vec<Model>, DbErr> {
    store::list(app.db.reader(), filter, page).await
}

/// Walks the whole chain and names the first place that is changed, missing or out of order.
pub async fn verify(app: &App) -> Result<AuditVerification, Unexpected> {
    let connection = app.db.reader();
    let mut before: Vec<u8> = Vec::new();
    let mut sequence = 0_i64;
    let mut first_broken = None;
    'walk: loop {
        let events = store::sealed_after(connection, sequence, VERIFIED_AT_ONCE).await?;
        if events.is_empty() {
            break;
        }
        for event in events {
            let expected = sequence + 1;
            let hash = chain::hash(&before, expected, &event);
            if event.sequence != Some(expected) || event.hash.as_deref() != Some(&hash) {
                first_broken = Some(expected);
                break 'walk;
            }
            sequence = expected;
            before = hash.to_vec();
        }
    }
    Ok(AuditVerification {
        valid: first_broken.is_none(),
        checked: u64::try_from(sequence).unwrap_or(0),
        unsealed: store::count_unsealed(connection).await?,
        first_broken_sequence: first_broken.and_then(|place| u64::try_from(place).ok()),
        head: (!before.is_empty()).then(|| hex(&before)),
    })
}

/// Bytes in hexadecimal, in lower case.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
