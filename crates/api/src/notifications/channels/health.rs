//! What the last attempts over a channel came to: noted by the outbox with every outcome.

use anteroom_domain::notifications::{DeliveryProblemCode as Code, NotificationChannel};
use jiff::Timestamp;

use crate::db::ConnectionTrait;
use crate::failure::Unexpected;
use crate::notifications::outgoing::Try;
use crate::notifications::store::health::{self, StoredHealth};

/// Notes the outcome of an attempt, in the transaction that records it with its delivery.
///
/// A message that is refused shows that the channel works: the other side has answered. It ends a failure, and
/// is none itself.
pub async fn note(
    transaction: &impl ConnectionTrait,
    channel: NotificationChannel,
    attempt: &Try,
    now: Timestamp,
) -> Result<(), Unexpected> {
    let before = health::read(transaction, channel).await?;
    let after = after(&before, attempt, now);
    if after == before {
        return Ok(());
    }
    health::write(transaction, channel, &after).await
}

fn after(before: &StoredHealth, attempt: &Try, now: Timestamp) -> StoredHealth {
    match &attempt.outcome {
        Ok(_handed_over) => StoredHealth {
            last_sent_at: Some(now),
            failing_since: None,
            last_error: None,
        },
        Err(failed) if failed.problem.code.is_of_channel() => StoredHealth {
            last_sent_at: before.last_sent_at,
            failing_since: before.failing_since.or(Some(now)),
            last_error: Some(failed.problem.clone()),
        },
        Err(refused) if matches!(refused.problem.code, Code::Refused | Code::RefusedForNow) => {
            StoredHealth {
                last_sent_at: before.last_sent_at,
                failing_since: None,
                last_error: None,
            }
        }
        Err(_never_came_so_far) => before.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notifications::outgoing::{HandedOver, NotSent};

    fn attempt(outcome: Result<(), NotSent>) -> Try {
        Try {
            by: None,
            gateway: None,
            duration_ms: 1,
            outcome: outcome.map(|()| HandedOver {
                provider_message_id: None,
            }),
        }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn channel_fails_from_its_first_failure_until_the_other_side_answers_again() {
        let down = || attempt(Err(NotSent::for_now(Code::ConnectionFailed, "gone")));
        let first = after(&StoredHealth::default(), &down(), at(1));
        assert_eq!(first.failing_since, Some(at(1)));
        let second = after(&first, &down(), at(2));
        assert_eq!(second.failing_since, Some(at(1)));
        let sent = after(&second, &attempt(Ok(())), at(3));
        assert_eq!((sent.last_sent_at, sent.failing_since), (Some(at(3)), None));
        assert_eq!(sent.last_error, None);
        let refused = attempt(Err(NotSent::for_good(Code::Refused, "550 no such user")));
        let answered = after(&second, &refused, at(4));
        assert_eq!(
            (answered.last_sent_at, answered.failing_since),
            (None, None)
        );
        let invalid = attempt(Err(NotSent::for_good(Code::MessageInvalid, "no address")));
        assert_eq!(after(&second, &invalid, at(5)), second);
    }
}
