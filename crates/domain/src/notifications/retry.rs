//! When a failed message is tried again, and when it is given up.

use jiff::Timestamp;
use rand::RngExt as _;

use crate::clock::after_seconds;
use crate::limits::{
    DELIVERY_ATTEMPTS_MAX, DELIVERY_WAIT_FIRST_SECONDS, DELIVERY_WAIT_SECONDS_MAX,
};

/// When to try again after the attempt with this number (from 1) has failed; `None` to give up.
///
/// The wait doubles from attempt to attempt and is spread by up to a quarter, so that messages that failed
/// together do not come back together. What the other side asked for (`Retry-After`) is the least wait,
/// up to the longest of ours.
pub fn next_attempt(
    attempt: u32,
    asked_for_seconds: Option<u64>,
    now: Timestamp,
    random: &mut (impl rand::CryptoRng + ?Sized),
) -> Option<Timestamp> {
    if attempt >= DELIVERY_ATTEMPTS_MAX {
        return None;
    }
    let doublings = attempt.saturating_sub(1).min(20);
    let wait = DELIVERY_WAIT_FIRST_SECONDS
        .saturating_mul(1 << doublings)
        .max(asked_for_seconds.unwrap_or(0))
        .min(DELIVERY_WAIT_SECONDS_MAX);
    let spread = random.random_range(0..=wait / 4);
    Some(after_seconds(now, wait + spread))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seconds_between;
    use rand::SeedableRng as _;

    fn check(attempt: u32, asked_for: Option<u64>, expected: Option<(u64, u64)>) {
        let mut random = rand::rngs::StdRng::seed_from_u64(u64::from(attempt));
        let now: Timestamp = "2026-01-02T03:04:05Z".parse().unwrap();
        for _ in 0..50 {
            let wait = next_attempt(attempt, asked_for, now, &mut random)
                .map(|next| seconds_between(now, next));
            match (wait, expected) {
                (None, None) => {}
                (Some(wait), Some((least, most))) => {
                    assert!(
                        (least..=most).contains(&wait),
                        "{wait} after attempt {attempt}"
                    );
                }
                other => panic!("{other:?} after attempt {attempt}"),
            }
        }
    }

    #[test]
    fn wait_doubles_up_to_its_bound_and_then_the_message_is_given_up() {
        check(1, None, Some((10, 12)));
        check(2, None, Some((20, 25)));
        check(5, None, Some((160, 200)));
        check(9, None, Some((2_560, 3_200)));
        check(11, None, Some((3_600, 4_500)));
        check(12, None, None);
        check(u32::MAX, None, None);
    }

    #[test]
    fn wait_that_the_other_side_asks_for_is_the_least_and_is_bounded() {
        check(1, Some(60), Some((60, 75)));
        check(5, Some(60), Some((160, 200)));
        check(1, Some(u64::MAX), Some((3_600, 4_500)));
    }
}
