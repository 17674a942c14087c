//! How the message of a token stands, in the words of the person who waits for it.

use anteroom_api_types::notifications::deliveries::{DeliveryReceipt, DeliveryStatus};
use anteroom_api_types::notifications::health::DeliveryProblemCode;
use anteroom_api_types::provisioning::{ProvisioningToken, TokenDelivery};

/// How the message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It waits for its first try.
    Leaving,
    /// A try failed; the next one comes by itself.
    Retrying(Trouble),
    /// It has left.
    Sent,
    /// The provider says that it is there.
    Arrived,
    /// It does not come.
    Failed(Trouble),
}

/// Why a message does not come, as far as it matters to the person: what to do is different in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Sending is switched off.
    ChannelOff,
    /// Whoever carries the message does not take it, or cannot be reached.
    Service,
    /// The address is not taken.
    AddressRefused,
    /// The message cannot be made.
    MessageInvalid,
    /// Somebody stopped it, or it was not needed any more.
    Stopped,
    /// Too many messages to this person.
    TooMany,
    /// No more text messages today.
    BudgetSpent,
    /// It left and did not arrive.
    NotArrived,
}

/// How the message of a token stands. A token without one has it written a moment later.
pub fn standing(delivery: Option<&TokenDelivery>) -> Standing {
    let Some(delivery) = delivery else {
        return Standing::Leaving;
    };
    let trouble = delivery.problem.map(trouble);
    match (delivery.status, delivery.receipt) {
        (DeliveryStatus::Queued, _) => trouble.map_or(Standing::Leaving, Standing::Retrying),
        (DeliveryStatus::Sent, Some(DeliveryReceipt::Undelivered)) => {
            Standing::Failed(Trouble::NotArrived)
        }
        (DeliveryStatus::Sent, Some(DeliveryReceipt::Delivered)) => Standing::Arrived,
        (DeliveryStatus::Sent, None) => Standing::Sent,
        (DeliveryStatus::Failed, _) => Standing::Failed(trouble.unwrap_or(Trouble::Service)),
        (DeliveryStatus::Discarded, _) => Standing::Failed(trouble.unwrap_or(Trouble::Stopped)),
    }
}

/// The same of a token.
pub fn standing_of(token: &ProvisioningToken) -> Standing {
    standing(token.delivery.as_ref())
}

fn trouble(problem: DeliveryProblemCode) -> Trouble {
    match problem {
        DeliveryProblemCode::ChannelOff => Trouble::ChannelOff,
        DeliveryProblemCode::Refused => Trouble::AddressRefused,
        DeliveryProblemCode::MessageInvalid => Trouble::MessageInvalid,
        DeliveryProblemCode::NotNeeded => Trouble::Stopped,
        DeliveryProblemCode::TooMany => Trouble::TooMany,
        DeliveryProblemCode::BudgetSpent => Trouble::BudgetSpent,
        DeliveryProblemCode::Undelivered => Trouble::NotArrived,
        DeliveryProblemCode::NameUnknown
        | DeliveryProblemCode::ConnectionFailed
        | DeliveryProblemCode::TimedOut
        | DeliveryProblemCode::TlsFailed
        | DeliveryProblemCode::SignInRefused
        | DeliveryProblemCode::RefusedForNow
        | DeliveryProblemCode::AddressNotAllowed
        | DeliveryProblemCode::AnswerUnexpected
        | DeliveryProblemCode::Internal => Trouble::Service,
    }
}

impl Trouble {
    /// What happened, in the person's language.
    pub fn cause(self, destination: &str) -> String {
        match self {
            Self::ChannelOff => text!("trouble-channel-off"),
            Self::Service => text!("trouble-service"),
            Self::AddressRefused => text!("trouble-address-refused", destination = destination),
            Self::MessageInvalid => text!("trouble-message-invalid"),
            Self::Stopped => text!("trouble-stopped"),
            Self::TooMany => text!("trouble-too-many"),
            Self::BudgetSpent => text!("trouble-budget-spent"),
            Self::NotArrived => text!("trouble-not-arrived", destination = destination),
        }
    }

    /// What to do about it.
    pub fn advice(self) -> String {
        match self {
            Self::AddressRefused => text!("trouble-advice-address"),
            Self::Service | Self::Stopped | Self::TooMany | Self::NotArrived => {
                text!("trouble-advice-again")
            }
            Self::ChannelOff | Self::MessageInvalid | Self::BudgetSpent => {
                text!("trouble-advice-other-way")
            }
        }
    }

    /// Whether the same way may lead further than the last time.
    pub fn may_pass(self) -> bool {
        !matches!(self, Self::ChannelOff | Self::BudgetSpent)
    }
}

/// How the person may have the message sent once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resend {
    /// Not at all.
    Never,
    /// Now.
    Now,
    /// In so many seconds.
    Later { seconds: i64 },
    /// Not while it is on its way out anyway.
    OnItsWay,
}

/// Whether the message may be sent once more; `seconds_until` tells how far away a moment is.
pub fn resend(
    delivery: Option<&TokenDelivery>,
    seconds_until: impl Fn(jiff::Timestamp) -> i64,
) -> Resend {
    let Some(from) = delivery.and_then(|delivery| delivery.resend_at) else {
        return Resend::Never;
    };
    match (seconds_until(from.0), standing(delivery)) {
        (seconds, _) if seconds > 0 => Resend::Later { seconds },
        (_, Standing::Leaving | Standing::Retrying(_)) => Resend::OnItsWay,
        _ => Resend::Now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anteroom_api_types::time::Time;
    use jiff::Timestamp;
    use uuid::Uuid;

    fn delivery(status: DeliveryStatus) -> TokenDelivery {
        TokenDelivery {
            id: Uuid::nil(),
            status,
            attempts: 1,
            sent_at: None,
            receipt: None,
            problem: None,
            resend_at: Some(Time(Timestamp::UNIX_EPOCH)),
        }
    }

    fn check(status: DeliveryStatus, problem: Option<DeliveryProblemCode>, expected: Standing) {
        let delivery = TokenDelivery {
            problem,
            ..delivery(status)
        };
        assert_eq!(
            standing(Some(&delivery)),
            expected,
            "{status:?} {problem:?}"
        );
    }

    #[test]
    fn a_message_leaves_is_tried_again_or_does_not_come() {
        use DeliveryProblemCode as Code;
        check(DeliveryStatus::Queued, None, Standing::Leaving);
        check(
            DeliveryStatus::Queued,
            Some(Code::TimedOut),
            Standing::Retrying(Trouble::Service),
        );
        check(DeliveryStatus::Sent, None, Standing::Sent);
        check(
            DeliveryStatus::Failed,
            Some(Code::Refused),
            Standing::Failed(Trouble::AddressRefused),
        );
        check(
            DeliveryStatus::Failed,
            None,
            Standing::Failed(Trouble::Service),
        );
        check(
            DeliveryStatus::Discarded,
            None,
            Standing::Failed(Trouble::Stopped),
        );
        check(
            DeliveryStatus::Discarded,
            Some(Code::TooMany),
            Standing::Failed(Trouble::TooMany),
        );
        assert_eq!(standing(None), Standing::Leaving);
    }

    #[test]
    fn the_provider_has_the_last_word_on_what_was_sent() {
        let told = |receipt| {
            standing(Some(&TokenDelivery {
                receipt: Some(receipt),
                ..delivery(DeliveryStatus::Sent)
            }))
        };
        assert_eq!(told(DeliveryReceipt::Delivered), Standing::Arrived);
        assert_eq!(
            told(DeliveryReceipt::Undelivered),
            Standing::Failed(Trouble::NotArrived)
        );
    }

    #[test]
    fn a_message_is_sent_again_once_it_has_ended_and_the_pause_is_over() {
        let check = |status, seconds, expected| {
            assert_eq!(resend(Some(&delivery(status)), |_| seconds), expected);
        };
        check(DeliveryStatus::Sent, 42, Resend::Later { seconds: 42 });
        check(DeliveryStatus::Sent, 0, Resend::Now);
        check(DeliveryStatus::Failed, 0, Resend::Now);
        check(DeliveryStatus::Queued, 0, Resend::OnItsWay);
        let never = TokenDelivery {
            resend_at: None,
            ..delivery(DeliveryStatus::Sent)
        };
        assert_eq!(resend(Some(&never), |_| 0), Resend::Never);
        assert_eq!(resend(None, |_| 0), Resend::Never);
    }
}
