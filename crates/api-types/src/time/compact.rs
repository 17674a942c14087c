//! Reading and writing RFC 3339 without the date library's parser, for the pages.
//!
//! In a page the parser, the printer and their explanations weigh as much as all of the phone's own code, and a page
//! meets nothing but what the server writes. The tests hold both ways to the same answers.

const DAY_SECONDS: i64 = 86_400;
const MICROSECONDS: i64 = 1_000_000;

/// Microseconds since the Unix epoch of a text such as `2026-03-01T08:30:00.5Z` or `...+01:00`.
pub fn read(text: &str) -> Option<i64> {
    let (date, rest) = text.split_once(['T', 't'])?;
    let (clock, offset_seconds) = split_offset(rest)?;
    let (whole, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = numbers(whole, ':', [2, 2, 2])?;
    let in_range = (1..=12).contains(&month)
        && (1..=days_of_month(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    if !in_range {
        return None;
    }
    let seconds =
        days_from_date(year, month, day) * DAY_SECONDS + hour * 3_600 + minute * 60 + second;
    Some((seconds - offset_seconds) * MICROSECONDS + microseconds(fraction)?)
}

/// The text of a moment in UTC, with as many digits of a second as it needs.
pub fn write(microseconds: i64) -> String {
    let seconds = microseconds.div_euclid(MICROSECONDS);
    let fraction = microseconds.rem_euclid(MICROSECONDS);
    let (year, month, day) = date_from_days(seconds.div_euclid(DAY_SECONDS));
    let of_day = seconds.rem_euclid(DAY_SECONDS);
    let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
    let mut text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    if fraction != 0 {
        let digits = format!(".{fraction:06}");
        text.push_str(digits.trim_end_matches('0'));
    }
    text.push('Z');
    text
}

/// Parts the zone off: `Z`, or hours and minutes east of UTC.
fn split_offset(text: &str) -> Option<(&str, i64)> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let at = text.rfind(['+', '-'])?;
    let (clock, offset) = text.split_at(at);
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let [hours, minutes] = numbers(offset.get(1..)?, ':', [2, 2])?;
    (hours < 24 && minutes < 60).then_some((clock, sign * (hours * 3_600 + minutes * 60)))
}

/// Numbers of fixed widths between separators, and nothing else.
fn numbers<const COUNT: usize>(
    text: &str,
    separator: char,
    widths: [usize; COUNT],
) -> Option<[i64; COUNT]> {
    let mut parts = text.split(separator);
    let mut found = [0; COUNT];
    for (number, width) in found.iter_mut().zip(widths) {
        *number = digits(parts.next().filter(|part| part.len() == width)?)?;
    }
    parts.next().is_none().then_some(found)
}

fn digits(text: &str) -> Option<i64> {
    let only_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    only_digits.then(|| {
        text.bytes()
            .fold(0, |number, byte| number * 10 + i64::from(byte - b'0'))
    })
}

/// Six digits of a second; further ones are cut off.
fn microseconds(fraction: &str) -> Option<i64> {
    if fraction.len() > 9 || digits(fraction).is_none() {
        return None;
    }
    digits(
        &format!("{fraction:0<6}")
            .chars()
            .take(6)
            .collect::<String>(),
    )
}

fn is_leap_year(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_of_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the Gregorian calendar. Years begin in March here, so that the leap day is the last.
fn days_from_date(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The date of a day since 1970-01-01, by the same reckoning.
fn date_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn both_ways_agree_on_every_kind_of_moment() {
        // Over leap days, the turn of centuries, and before the epoch.
        for microseconds in
            (-4_000_000_000_000_000..5_000_000_000_000_000).step_by(7_654_321_987_123)
        {
            let library = Timestamp::from_microsecond(microseconds)
                .unwrap()
                .to_string();
            assert_eq!(write(microseconds), library);
            assert_eq!(read(&library), Some(microseconds));
        }
    }

    #[test]
    fn zones_and_fractions_are_understood() {
        for text in [
            "2026-03-01T09:30:00+01:00",
            "2026-02-28T23:59:59.123456789-05:30",
            "2024-02-29t00:00:00z",
        ] {
            let library: Timestamp = text.parse().unwrap();
            assert_eq!(read(text), Some(library.as_microsecond()), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_time_is_not_read() {
        for text in [
            "",
            "yesterday",
            "2026-03-01",
            "2026-13-01T00:00:00Z",
            "2025-02-29T00:00:00Z",
            "2026-03-01T24:00:00Z",
            "2026-03-01T00:00:00",
            "+026-03-01T00:00:00Z",
            "2026-03-01T00:00:00.Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
