//! What the slice of the tokens may know of the messages that carry them.

use std::collections::HashMap;

use anteroom_api_types::notifications::deliveries as wire_deliveries;
use anteroom_api_types::notifications::health::DeliveryProblemCode;
use anteroom_domain::clock::after_seconds;
use anteroom_domain::ids::TokenId;
use anteroom_domain::limits::RESEND_SECONDS;
use anteroom_domain::notifications::DeliveryStatus;
use jiff::Timestamp;
use uuid::Uuid;

use crate::db::{ConnectionTrait, Moment as _};
use crate::failure::Unexpected;
use crate::notifications::entity::delivery::Model;
use crate::notifications::store::deliveries;
use crate::notifications::wire::{deliveries as wire, names};

/// The message that carries a token, as far as its user may know of it.
#[derive(Clone, Debug)]
pub struct DeliveryOfToken {
    /// The delivery's id.
    pub id: Uuid,
    /// Where it stands.
    pub status: wire_deliveries::DeliveryStatus,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// What the provider reported later.
    pub receipt: Option<wire_deliveries::DeliveryReceipt>,
    /// Why it did not leave so far.
    pub problem: Option<DeliveryProblemCode>,
    may_be_repeated_at: Option<Timestamp>,
}

impl DeliveryOfToken {
    /// From when on another message may follow it; `None` while it has not left.
    pub const fn may_be_repeated_at(&self) -> Option<Timestamp> {
        self.may_be_repeated_at
    }

    fn new(row: &Model) -> Result<Self, Unexpected> {
        let status = row.delivery_status()?;
        let ended_at = row.ended_at.map(Timestamp::from_stored);
        Ok(Self {
            id: row.id,
            status: names::wire_status(status),
            attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
            sent_at: row.sent_at.map(Timestamp::from_stored),
            receipt: wire::receipt(row)?,
            problem: row
                .problem()?
                .map(|problem| names::wire_problem_code(problem.code)),
            may_be_repeated_at: match status {
                DeliveryStatus::Queued => None,
                DeliveryStatus::Sent => ended_at.map(|at| after_seconds(at, RESEND_SECONDS)),
                // What did not leave need not be waited for.
                DeliveryStatus::Failed | DeliveryStatus::Discarded => ended_at,
            },
        })
    }
}

/// The newest message of each of these tokens; tokens without one are left out.
pub async fn newest_of_tokens(
    connection: &impl ConnectionTrait,
    tokens: &[TokenId],
) -> Result<HashMap<TokenId, DeliveryOfToken>, Unexpected> {
    if tokens.is_empty() {
        return Ok(HashMap::new());
    }
    deliveries::newest_of_tokens(connection, tokens)
        .await?
        .into_iter()
        .map(|(token, row)| Ok((token, DeliveryOfToken::new(&row)?)))
        .collect()
}
