//! Deliveries on the wire.

use anteroom_api_types::notifications::deliveries as wire;
use anteroom_api_types::notifications::health::DeliveryProblem;
use anteroom_api_types::problem::ProblemCode;
use anteroom_api_types::users::{Language, UserRef};
use anteroom_domain::accounts::{masked_email_address, masked_phone_number};
use anteroom_domain::notifications::{DeliveryReceipt, NotificationChannel};
use jiff::Timestamp;

use super::names::{wire_channel, wire_kind, wire_problem_code, wire_receipt, wire_status};
use crate::accounts;
use crate::db::Moment as _;
use crate::failure::Unexpected;
use crate::http::ApiError;
use crate::notifications::entity::delivery::Model;
use crate::notifications::entity::delivery_attempt;
use crate::notifications::outbox::{ChangeRefused, EnqueueRefused};
use crate::notifications::outgoing::Problem;

/// A delivery.
pub fn delivery(
    row: Model,
    user: Option<UserRef>,
    now: Timestamp,
) -> Result<wire::Delivery, Unexpected> {
    let channel = row.notification_channel()?;
    let moment = |stored: Option<i64>| stored.map(|stored| Timestamp::from_stored(stored).into());
    Ok(wire::Delivery {
        id: row.id,
        kind: wire_kind(row.message_kind()?),
        channel: wire_channel(channel),
        status: wire_status(row.delivery_status()?),
        user,
        destination: match channel {
            NotificationChannel::Email => masked_email_address(&row.destination),
            NotificationChannel::Sms => masked_phone_number(&row.destination),
        },
        language: accounts::language_of_name(&row.language).unwrap_or(Language::En),
        provisioning_token_id: row.token_id,
        attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        in_hand: row.lease_until.is_some_and(|until| now.stored() < until),
        next_attempt_at: moment(row.next_attempt_at),
        sent_at: moment(row.sent_at),
        sent_by: row.sent_by.clone(),
        provider_message_id: row.provider_message_id.clone(),
        receipt: receipt(&row)?,
        message_id: (channel == NotificationChannel::Email).then(|| row.message_id.clone()),
        segments: (channel == NotificationChannel::Sms)
            .then(|| u32::try_from(row.segments).unwrap_or(u32::MAX)),
        last_error: row.problem()?.map(problem),
        created_at: Timestamp::from_stored(row.created_at).into(),
        ended_at: moment(row.ended_at),
    })
}

/// What the provider reported of a delivery.
pub fn receipt(row: &Model) -> Result<Option<wire::DeliveryReceipt>, Unexpected> {
    let read = row.receipt.as_deref().map(str::parse::<DeliveryReceipt>);
    let receipt = read
        .transpose()
        .map_err(|cause| Unexpected::new("reading a delivery", cause))?;
    Ok(receipt.map(wire_receipt))
}

/// One attempt.
pub fn attempt(row: delivery_attempt::Model) -> Result<wire::DeliveryAttempt, Unexpected> {
    let error = row.error.as_deref().map(Problem::read).transpose()?;
    Ok(wire::DeliveryAttempt {
        number: u32::try_from(row.number).unwrap_or(u32::MAX),
        at: Timestamp::from_stored(row.at).into(),
        by: row.by,
        error: error.map(problem),
        duration_ms: u32::try_from(row.duration_ms).unwrap_or(u32::MAX),
    })
}

/// Why a message did not leave.
pub fn problem(problem: Problem) -> DeliveryProblem {
    DeliveryProblem {
        code: wire_problem_code(problem.code),
        detail: problem.detail,
    }
}

impl From<ChangeRefused> for ApiError {
    fn from(refused: ChangeRefused) -> Self {
        match refused {
            ChangeRefused::NotFound => Self::not_found(),
            ChangeRefused::Status(status) => Self::new(
                ProblemCode::StateConflict,
                format!("The delivery is {status}."),
            ),
        }
    }
}

impl From<EnqueueRefused> for ApiError {
    fn from(refused: EnqueueRefused) -> Self {
        match refused {
            EnqueueRefused::TooMany {
                retry_after_seconds,
            } => Self::new(
                ProblemCode::TooManyMessages,
                "Too many messages to this user or address in the last hour.",
            )
            .with_retry_after(retry_after_seconds),
            EnqueueRefused::BudgetSpent => Self::new(
                ProblemCode::SmsBudgetSpent,
                "The budget for text messages of the day is spent.",
            ),
        }
    }
}
