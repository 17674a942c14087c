//! A length of time as people type it: a whole number and a unit, in plain Rust.

/// The units of a length of time, the smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DurationUnit {
    Seconds,
    Minutes,
    Hours,
    Days,
}

impl DurationUnit {
    /// All units, the smallest first.
    pub const ALL: [Self; 4] = [Self::Seconds, Self::Minutes, Self::Hours, Self::Days];

    /// How many seconds one has.
    #[must_use]
    pub fn seconds(self) -> u32 {
        match self {
            Self::Seconds => 1,
            Self::Minutes => 60,
            Self::Hours => 3_600,
            Self::Days => 86_400,
        }
    }

    /// Its name in selects and in the keys of texts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
        }
    }

    /// The unit of a name; seconds for any other.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|unit| unit.name() == name)
            .unwrap_or(Self::Seconds)
    }
}

/// Seconds in the largest unit that holds them as a whole number.
#[must_use]
pub fn in_largest_unit(seconds: u32) -> (u32, DurationUnit) {
    let unit = DurationUnit::ALL
        .into_iter()
        .rev()
        .find(|unit| seconds.is_multiple_of(unit.seconds()) && seconds >= unit.seconds())
        .unwrap_or(DurationUnit::Seconds);
    (seconds / unit.seconds(), unit)
}

/// What was typed, in seconds; nothing where it is not a whole number or far too large.
#[must_use]
pub fn to_seconds(amount: &str, unit: DurationUnit) -> Option<u32> {
    amount
        .trim()
        .parse::<u32>()
        .ok()?
        .checked_mul(unit.seconds())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_shown_in_the_largest_unit_that_fits() {
        let cases = [
            (0, (0, DurationUnit::Seconds)),
            (59, (59, DurationUnit::Seconds)),
            (60, (1, DurationUnit::Minutes)),
            (90, (90, DurationUnit::Seconds)),
            (7_200, (2, DurationUnit::Hours)),
            (604_800, (7, DurationUnit::Days)),
        ];
        for (seconds, expected) in cases {
            assert_eq!(in_largest_unit(seconds), expected, "{seconds}");
        }
    }

    #[test]
    fn what_is_typed_becomes_seconds_or_nothing() {
        let cases = [
            ("5", DurationUnit::Minutes, Some(300)),
            (" 1 ", DurationUnit::Days, Some(86_400)),
            ("-1", DurationUnit::Seconds, None),
            ("", DurationUnit::Seconds, None),
            ("99999999", DurationUnit::Days, None),
        ];
        for (amount, unit, expected) in cases {
            assert_eq!(to_seconds(amount, unit), expected, "{amount}");
        }
    }
}
