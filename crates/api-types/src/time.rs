//! A moment on the wire: RFC 3339 in UTC.

#[cfg(any(test, target_arch = "wasm32"))]
mod compact;

use jiff::Timestamp;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment in UTC, written as in RFC 3339 section 5.6, with at most microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime, example = "2026-03-01T08:30:00Z"))]
pub struct Time(pub Timestamp);

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let timestamp =
            read(&text).ok_or_else(|| D::Error::custom("expected a time as in RFC 3339"))?;
        Ok(Self(timestamp))
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn read(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

#[cfg(target_arch = "wasm32")]
fn read(text: &str) -> Option<Timestamp> {
    Timestamp::from_microsecond(compact::read(text)?).ok()
}

impl From<Timestamp> for Time {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp)
    }
}

impl From<Time> for Timestamp {
    fn from(time: Time) -> Self {
        time.0
    }
}

impl std::fmt::Display for Time {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        #[cfg(not(target_arch = "wasm32"))]
        let written = self.0.fmt(formatter);
        #[cfg(target_arch = "wasm32")]
        let written = formatter.write_str(&compact::write(self.0.as_microsecond()));
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_and_written_in_utc() {
        let time: Time = serde_json::from_str("\"2026-03-01T09:30:00+01:00\"").unwrap();
        assert_eq!(
            serde_json::to_string(&time).unwrap(),
            "\"2026-03-01T08:30:00Z\""
        );
    }

    #[test]
    fn what_is_not_a_time_is_refused_in_one_sentence() {
        for text in [
            "\"yesterday\"",
            "\"2026-13-01T00:00:00Z\"",
            "\"\"",
            "\"2026-03-01\"",
        ] {
            let refusal = serde_json::from_str::<Time>(text).unwrap_err().to_string();
            assert!(
                refusal.starts_with("expected a time as in RFC 3339"),
                "{refusal}"
            );
        }
    }
}
