//! Moments in words, in the language of a message. The zone is always named: a mail does not know where it is read.

use anteroom_domain::notifications::Language;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

const EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SV: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];
const DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// A moment as people write it: "25 November 2026, 12:30 UTC".
pub fn in_words(moment: Timestamp, language: Language) -> String {
    let at = TimeZone::UTC.to_datetime(moment);
    let (day, year) = (at.day(), at.year());
    let (hour, minute) = (at.hour(), at.minute());
    match language {
        Language::En => format!(
            "{day} {} {year}, {hour:02}:{minute:02} UTC",
            month(&EN, &at)
        ),
        Language::Sv => format!(
            "{day} {} {year} kl. {hour:02}:{minute:02} UTC",
            month(&SV, &at)
        ),
        Language::De => format!(
            "{day}. {} {year}, {hour:02}:{minute:02} UTC",
            month(&DE, &at)
        ),
    }
}

fn month(names: &[&'static str; 12], at: &DateTime) -> &'static str {
    let place = usize::try_from(at.month()).unwrap_or(1).saturating_sub(1);
    names.get(place).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(moment: &str, language: Language, expected: &str) {
        assert_eq!(
            in_words(moment.parse().unwrap_or_default(), language),
            expected
        );
    }

    #[test]
    fn moments_are_written_as_the_language_writes_them() {
        let evening = "2026-11-25T20:05:59+01:00";
        check(evening, Language::En, "25 November 2026, 19:05 UTC");
        check(evening, Language::Sv, "25 november 2026 kl. 19:05 UTC");
        check(evening, Language::De, "25. November 2026, 19:05 UTC");
        check(
            "2027-03-01T00:00:00Z",
            Language::De,
            "1. März 2027, 00:00 UTC",
        );
        check(
            "2027-12-31T23:59:59Z",
            Language::En,
            "31 December 2027, 23:59 UTC",
        );
    }
}
