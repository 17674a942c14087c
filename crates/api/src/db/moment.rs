//! A moment as it is stored: microseconds since the Unix epoch.

use jiff::Timestamp;

/// Converts moments to their stored form and back.
pub trait Moment {
    /// Microseconds since the Unix epoch.
    fn stored(self) -> i64;
    /// The moment of a stored value; values out of range become the nearest moment there is.
    fn from_stored(microseconds: i64) -> Self;
}

impl Moment for Timestamp {
    fn stored(self) -> i64 {
        self.as_microsecond()
    }

    fn from_stored(microseconds: i64) -> Self {
        Self::from_microsecond(microseconds).unwrap_or(if microseconds < 0 {
            Self::MIN
        } else {
            Self::MAX
        })
    }
}
