//! What the form of the limits holds, and what it sends, in plain Rust.

use anteroom_api_types::notifications::limits::{NotificationLimits, NotificationLimitsAnswer};

use super::email_state::Wrong;

const PER_HOUR: std::ops::RangeInclusive<u32> = 1..=1_000;
const SEGMENTS_PER_DAY: std::ops::RangeInclusive<u32> = 0..=1_000_000;

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitsDraft {
    pub per_user_per_hour: String,
    pub per_address_per_hour: String,
    pub sms_segments_per_day: String,
}

impl LimitsDraft {
    pub fn from_limits(limits: &NotificationLimits) -> Self {
        Self {
            per_user_per_hour: limits.per_user_per_hour.to_string(),
            per_address_per_hour: limits.per_address_per_hour.to_string(),
            sms_segments_per_day: limits.sms_segments_per_day.to_string(),
        }
    }

    /// The limits to send, or everything that is wrong with what was typed.
    pub fn to_limits(&self) -> Result<NotificationLimits, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut number =
            |text: &str, bounds: std::ops::RangeInclusive<u32>, pointer: &'static str| {
                let number = text.trim().parse().ok();
                number
                    .filter(|number| bounds.contains(number))
                    .unwrap_or_else(|| {
                        wrong.push((pointer, "out_of_range"));
                        0
                    })
            };
        let limits = NotificationLimits {
            per_user_per_hour: number(&self.per_user_per_hour, PER_HOUR, "/per_user_per_hour"),
            per_address_per_hour: number(
                &self.per_address_per_hour,
                PER_HOUR,
                "/per_address_per_hour",
            ),
            sms_segments_per_day: number(
                &self.sms_segments_per_day,
                SEGMENTS_PER_DAY,
                "/sms_segments_per_day",
            ),
        };
        if wrong.is_empty() {
            Ok(limits)
        } else {
            Err(wrong)
        }
    }
}

/// How much of the budget of the day is used, in hundredths, 100 at most; nothing where there is no budget at all.
pub fn used_percent(answer: &NotificationLimitsAnswer) -> Option<u64> {
    let budget = u64::from(answer.limits.sms_segments_per_day);
    let used = answer.sms_segments_last_day.saturating_mul(100);
    used.checked_div(budget).map(|percent| percent.min(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(budget: u32, used: u64) -> NotificationLimitsAnswer {
        NotificationLimitsAnswer {
            limits: NotificationLimits {
                per_user_per_hour: 20,
                per_address_per_hour: 20,
                sms_segments_per_day: budget,
            },
            sms_segments_last_day: used,
        }
    }

    #[test]
    fn numbers_outside_of_their_bounds_are_refused() {
        let mut draft = LimitsDraft::from_limits(&answer(1_000, 0).limits);
        assert_eq!(draft.to_limits(), Ok(answer(1_000, 0).limits));
        draft.per_user_per_hour = "0".into();
        draft.sms_segments_per_day = "many".into();
        let expected = vec![
            ("/per_user_per_hour", "out_of_range"),
            ("/sms_segments_per_day", "out_of_range"),
        ];
        assert_eq!(draft.to_limits(), Err(expected));
    }

    #[test]
    fn the_used_part_of_the_budget_is_never_more_than_all() {
        assert_eq!(used_percent(&answer(1_000, 250)), Some(25));
        assert_eq!(used_percent(&answer(10, 250)), Some(100));
        assert_eq!(used_percent(&answer(0, 5)), None);
    }
}
