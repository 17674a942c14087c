//! What the state of a channel means for those who run it, in plain Rust.

use anteroom_api_types::notifications::health::{
    ChannelState, ChannelStatus, NotificationChannel, NotificationChannels,
};
use jiff::Timestamp;

/// A message that has waited longer than this waits for somebody to look: workers try again within a minute.
const WAITS_LONG_SECONDS: i64 = 600;

/// What somebody should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing leaves, and the channel is the reason.
    Failing { since: Option<Timestamp> },
    /// Messages wait for too long.
    Waiting { count: u64, since: Timestamp },
}

/// The trouble of one channel. One that is not set up or switched off on purpose has none.
pub fn trouble(status: &ChannelStatus, now: Timestamp) -> Option<Trouble> {
    match status.state {
        ChannelState::Failing => Some(Trouble::Failing {
            since: status.failing_since.map(|since| since.0),
        }),
        ChannelState::NotSetUp | ChannelState::SwitchedOff => None,
        ChannelState::Unused | ChannelState::Working => {
            let since = status.oldest_queued_at?.0;
            let long = now.as_second() - since.as_second() > WAITS_LONG_SECONDS;
            (long && status.queued > 0).then_some(Trouble::Waiting {
                count: status.queued,
                since,
            })
        }
    }
}

/// Both channels with their states, e-mail first.
pub fn both(channels: &NotificationChannels) -> [(NotificationChannel, &ChannelStatus); 2] {
    [
        (NotificationChannel::Email, &channels.email),
        (NotificationChannel::Sms, &channels.sms),
    ]
}

/// Whether a channel is set up and switched on.
pub fn is_ready(status: &ChannelStatus) -> bool {
    !matches!(
        status.state,
        ChannelState::NotSetUp | ChannelState::SwitchedOff
    )
}

/// The step of the set-up that comes next or has to be mended, counted from 1: e-mail, SMS gateways, self-service.
pub fn next_step(channels: &NotificationChannels) -> u8 {
    let is_done =
        |status: &ChannelStatus| is_ready(status) && status.state != ChannelState::Failing;
    if !is_done(&channels.email) {
        1
    } else if !is_done(&channels.sms) {
        2
    } else {
        3
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const NOW: &str = "2026-03-01T09:30:00Z";

    fn status(state: &str, queued: u64, oldest: Option<&str>) -> ChannelStatus {
        serde_json::from_value(json!({
            "state": state, "last_sent_at": null,
            "failing_since": (state == "failing").then_some("2026-03-01T09:12:00Z"),
            "last_error": null, "queued": queued, "oldest_queued_at": oldest,
            "sent_last_day": 0, "failed_last_day": 0,
        }))
        .unwrap()
    }

    fn at(time: &str) -> Timestamp {
        time.parse().unwrap()
    }

    #[test]
    fn a_failing_channel_and_a_queue_that_stands_are_trouble() {
        let check = |status: ChannelStatus, expected: Option<Trouble>| {
            assert_eq!(trouble(&status, at(NOW)), expected, "{status:?}");
        };
        let since = at("2026-03-01T09:12:00Z");
        check(
            status("failing", 3, None),
            Some(Trouble::Failing { since: Some(since) }),
        );
        check(
            status("working", 12, Some("2026-03-01T09:12:00Z")),
            Some(Trouble::Waiting { count: 12, since }),
        );
        check(status("working", 12, Some("2026-03-01T09:29:00Z")), None);
        check(status("working", 0, None), None);
        check(
            status("switched_off", 5, Some("2026-03-01T09:12:00Z")),
            None,
        );
        check(status("not_set_up", 0, None), None);
    }

    #[test]
    fn the_next_step_is_the_first_that_is_not_done() {
        let check = |email: &str, sms: &str, expected: u8| {
            let channels = NotificationChannels {
                email: status(email, 0, None),
                sms: status(sms, 0, None),
            };
            assert_eq!(next_step(&channels), expected, "{email} {sms}");
        };
        check("not_set_up", "not_set_up", 1);
        check("switched_off", "working", 1);
        check("unused", "not_set_up", 2);
        check("failing", "working", 1);
        check("working", "unused", 3);
    }
}
