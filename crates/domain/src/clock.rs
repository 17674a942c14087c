//! The clock as a thing that is handed in; the system clock itself lives in the server.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// Tells the time. The server has the system's clock behind it, tests have one that they move.
pub trait Clock: Send + Sync {
    /// The present moment, in UTC.
    fn now(&self) -> Timestamp;
}

/// A clock that stands still until it is moved: for tests, and for showing "what would be then".
#[derive(Debug)]
pub struct MovableClock {
    microseconds: AtomicI64,
}

impl MovableClock {
    /// A clock that stands at `now`.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self {
            microseconds: AtomicI64::new(now.as_microsecond()),
        }
    }

    /// Moves the clock by so many seconds; negative numbers move it back.
    pub fn advance_seconds(&self, seconds: i64) {
        self.microseconds
            .fetch_add(seconds.saturating_mul(1_000_000), Ordering::SeqCst);
    }

    /// Puts the clock to a moment.
    pub fn set(&self, now: Timestamp) {
        self.microseconds
            .store(now.as_microsecond(), Ordering::SeqCst);
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        // Out of the calendar's range can only come from absurd moves; the end of the calendar is then as good.
        Timestamp::from_microsecond(self.microseconds.load(Ordering::SeqCst))
            .unwrap_or(Timestamp::MAX)
    }
}

/// `now` plus so many seconds, stopping at the end of the calendar instead of failing.
#[must_use]
pub fn after_seconds(now: Timestamp, seconds: u64) -> Timestamp {
    i64::try_from(seconds)
        .ok()
        .and_then(|seconds| now.as_second().checked_add(seconds))
        .and_then(|second| Timestamp::new(second, now.subsec_nanosecond()).ok())
        .unwrap_or(Timestamp::MAX)
}

/// `now` minus so many seconds, stopping at the begin of the calendar instead of failing.
#[must_use]
pub fn before_seconds(now: Timestamp, seconds: u64) -> Timestamp {
    i64::try_from(seconds)
        .ok()
        .and_then(|seconds| now.as_second().checked_sub(seconds))
        .and_then(|second| Timestamp::new(second, now.subsec_nanosecond()).ok())
        .unwrap_or(Timestamp::MIN)
}

/// Whole seconds from `earlier` to `later`; zero when `later` lies before `earlier`.
#[must_use]
pub fn seconds_between(earlier: Timestamp, later: Timestamp) -> u64 {
    let microseconds = later
        .as_microsecond()
        .saturating_sub(earlier.as_microsecond());
    u64::try_from(microseconds).unwrap_or(0) / 1_000_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_moves_only_when_moved() {
        let start: Timestamp = "2026-01-02T03:04:05.678Z".parse().unwrap();
        let clock = MovableClock::new(start);
        assert_eq!(clock.now(), start);
        clock.advance_seconds(90);
        assert_eq!(clock.now(), after_seconds(start, 90));
        assert_eq!(seconds_between(start, clock.now()), 90);
        assert_eq!(seconds_between(clock.now(), start), 0);
    }

    #[test]
    fn end_of_the_calendar_is_the_end() {
        assert_eq!(after_seconds(Timestamp::MAX, 1), Timestamp::MAX);
        assert_eq!(after_seconds(Timestamp::MIN, u64::MAX), Timestamp::MAX);
    }
}
