//! The status of a channel on the wire.

use anteroom_api_types::notifications::health as wire;

use super::deliveries::problem;
use crate::notifications::service::status::{SetUp, Status};

/// Shows the status of a channel.
pub fn status(status: Status) -> wire::ChannelStatus {
    let health = status.health;
    let state = match (status.set_up, health.failing_since, health.last_sent_at) {
        (SetUp::Nothing, ..) => wire::ChannelState::NotSetUp,
        (SetUp::Off, ..) => wire::ChannelState::SwitchedOff,
        (SetUp::On, Some(_), _) => wire::ChannelState::Failing,
        (SetUp::On, None, Some(_)) => wire::ChannelState::Working,
        (SetUp::On, None, None) => wire::ChannelState::Unused,
    };
    let failing = state == wire::ChannelState::Failing;
    wire::ChannelStatus {
        state,
        last_sent_at: health.last_sent_at.map(Into::into),
        failing_since: health.failing_since.filter(|_| failing).map(Into::into),
        last_error: health.last_error.filter(|_| failing).map(problem),
        queued: status.counts.queued,
        oldest_queued_at: status.counts.oldest_queued_at.map(Into::into),
        sent_last_day: status.counts.sent,
        failed_last_day: status.counts.failed,
    }
}
