//! Medians, percentiles and rates.

use std::time::Duration;

/// The times of many equal operations.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Adds one.
    pub fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// Adds all of another.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time that this share of all, in thousandths, does not exceed (nearest rank); milliseconds.
    pub fn percentile(&self, thousandths: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * thousandths).div_ceil(1000);
        let time = sorted.get(rank.saturating_sub(1));
        time.map_or(f64::NAN, |time| milliseconds(*time))
    }

    /// The time in the middle, in milliseconds.
    pub fn median(&self) -> f64 {
        self.percentile(500)
    }
}

/// A time in milliseconds, with its fraction.
pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// How many there were in each second.
pub fn per_second(count: usize, time: Duration) -> f64 {
    number(count) / time.as_secs_f64()
}

/// A count to calculate with.
pub fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// Three digits behind the point are more than any measurement here is worth.
pub fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
