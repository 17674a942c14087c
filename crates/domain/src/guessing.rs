//! Guessing: how often a password or code may be tried before one must wait.
//!
//! Ten tries are free, then each further one costs a wait that doubles, and after a hundred wrong ones in a
//! row the authenticator is locked. The server keeps one counter per user and method and one per source,
//! counts *before* it checks, and resets on a right answer only: a newly sent code resets nothing.

use jiff::Timestamp;

use crate::{
    clock::after_seconds,
    limits::{
        GUESS_WAIT_FIRST_SECONDS, GUESS_WAIT_SECONDS_MAX, GUESSES_BEFORE_WAIT_MAX,
        GUESSES_IN_A_ROW_MAX,
    },
};

/// One counter, as the database keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GuessingCounter {
    /// Tries since the last right answer, those under way included.
    pub tries: u32,
    /// When the last of them was counted.
    pub last_try_at: Option<Timestamp>,
}

/// Whether a further try may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuessingVerdict {
    /// Count it with [`GuessingCounter::after_try`], then check the answer.
    Allow,
    /// Too many tries: not before this moment.
    WaitUntil(Timestamp),
    /// A hundred wrong tries in a row: only an administrator, or a sign-in by another method, opens it again.
    Locked,
}

impl GuessingCounter {
    /// Whether a further try may be made now.
    #[must_use]
    pub fn verdict(&self, now: Timestamp) -> GuessingVerdict {
        if self.tries >= GUESSES_IN_A_ROW_MAX {
            return GuessingVerdict::Locked;
        }
        match self.opens_at() {
            Some(opens_at) if now < opens_at => GuessingVerdict::WaitUntil(opens_at),
            _ => GuessingVerdict::Allow,
        }
    }

    /// The counter with one more try in it.
    #[must_use]
    pub const fn after_try(&self, now: Timestamp) -> Self {
        Self {
            tries: self.tries.saturating_add(1),
            last_try_at: Some(now),
        }
    }

    /// Tries that are left before the next wait; zero while one must wait or is locked.
    #[must_use]
    pub const fn free_tries_left(&self) -> u32 {
        GUESSES_BEFORE_WAIT_MAX.saturating_sub(self.tries)
    }

    fn opens_at(&self) -> Option<Timestamp> {
        let beyond = self.tries.checked_sub(GUESSES_BEFORE_WAIT_MAX)?;
        let doubled = GUESS_WAIT_FIRST_SECONDS.saturating_mul(2_u64.saturating_pow(beyond));
        self.last_try_at
            .map(|last| after_seconds(last, doubled.min(GUESS_WAIT_SECONDS_MAX)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> Timestamp {
        "2026-03-01T12:00:00Z".parse().unwrap()
    }

    fn check(tries: u32, seconds_later: u64, expected: GuessingVerdict) {
        let counter = GuessingCounter {
            tries,
            last_try_at: (tries > 0).then(start),
        };
        let now = after_seconds(start(), seconds_later);
        assert_eq!(
            counter.verdict(now),
            expected,
            "{tries} tries, {seconds_later} s later"
        );
    }

    fn wait(seconds: u64) -> GuessingVerdict {
        GuessingVerdict::WaitUntil(after_seconds(start(), seconds))
    }

    #[test]
    fn ten_tries_are_free() {
        check(0, 0, GuessingVerdict::Allow);
        check(9, 0, GuessingVerdict::Allow);
        check(10, 0, wait(30));
    }

    #[test]
    fn waits_double_up_to_an_hour() {
        check(10, 29, wait(30));
        check(10, 30, GuessingVerdict::Allow);
        check(11, 30, wait(60));
        check(12, 0, wait(120));
        check(16, 0, wait(1_920));
        check(17, 0, wait(3_600));
        check(99, 0, wait(3_600));
        check(99, 3_600, GuessingVerdict::Allow);
    }

    #[test]
    fn a_hundred_in_a_row_lock() {
        check(100, 1_000_000, GuessingVerdict::Locked);
        check(u32::MAX, 1_000_000, GuessingVerdict::Locked);
    }

    #[test]
    fn patient_attacker_gets_a_hundred_tries_and_no_more() {
        let mut counter = GuessingCounter::default();
        let mut now = start();
        let mut tries = 0;
        loop {
            match counter.verdict(now) {
                GuessingVerdict::Allow => {
                    counter = counter.after_try(now);
                    tries += 1;
                }
                GuessingVerdict::WaitUntil(moment) => now = moment,
                GuessingVerdict::Locked => break,
            }
        }
        assert_eq!(tries, 100);
    }
}
