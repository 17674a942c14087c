//! The header `Retry-After` (RFC 9110, section 10.2.3).

use anteroom_domain::clock::seconds_between;
use jiff::Timestamp;

/// How many seconds to wait; none when the value is neither a number nor a date.
pub fn retry_after_seconds(value: &str, now: Timestamp) -> Option<u64> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(seconds);
    }
    let date = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    Some(if date > now {
        seconds_between(now, date)
    } else {
        0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: Option<u64>) {
        let now: Timestamp = "2026-10-21T07:27:00Z".parse().unwrap();
        assert_eq!(retry_after_seconds(value, now), expected, "{value:?}");
    }

    #[test]
    fn numbers_and_dates_are_read() {
        check("120", Some(120));
        check(" 0 ", Some(0));
        check("Wed, 21 Oct 2026 07:28:00 GMT", Some(60));
        check("Tue, 20 Oct 2026 07:28:00 GMT", Some(0));
        check("-1", None);
        check("soon", None);
        check("", None);
        check("99999999999999999999999999", None);
    }
}
