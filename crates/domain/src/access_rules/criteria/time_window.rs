//! The criterion `time_window`: now is inside these hours of these days, in that zone.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Condition, LooksAt};
use crate::{
    access_rules::{
        evidence::Evidence,
        explain::{Names, words::Words},
    },
    field_problem::FieldProblem,
    named_enum::named_enum,
};

named_enum! {
    /// A day of the week.
    pub enum Weekday {
        /// Monday.
        Monday => "mon",
        /// Tuesday.
        Tuesday => "tue",
        /// Wednesday.
        Wednesday => "wed",
        /// Thursday.
        Thursday => "thu",
        /// Friday.
        Friday => "fri",
        /// Saturday.
        Saturday => "sat",
        /// Sunday.
        Sunday => "sun",
    }
}

/// A time of the day in whole minutes, `00:00` to `24:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay {
    minutes: u16,
}

/// Holds from `from` (included) to `to` (not included) on the wall clock of the zone, on the days named.
///
/// A window whose `to` is not after its `from` goes over midnight; it belongs to the day on which it began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeWindowCriterion {
    /// An IANA time zone, such as `Europe/Stockholm`.
    pub zone: String,
    /// The days on which the window begins (1 to 7).
    pub days: Vec<Weekday>,
    /// When it begins.
    pub from: TimeOfDay,
    /// When it ends; `24:00` is the end of the day.
    pub to: TimeOfDay,
    /// The first day on which it begins; without it, since ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_date: Option<Date>,
    /// The last day on which it begins; without it, for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_date: Option<Date>,
}

/// A text that is not a time of the day in the form `HH:MM`, `00:00` to `24:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a time of the day is written `HH:MM`, `00:00` to `24:00`")]
pub struct NotATimeOfDay;

impl TimeOfDay {
    /// The beginning of a day.
    pub const START_OF_DAY: Self = Self { minutes: 0 };
    /// The end of a day.
    pub const END_OF_DAY: Self = Self { minutes: 24 * 60 };

    /// A time from hours (0 to 24) and minutes (0 to 59).
    ///
    /// # Errors
    /// [`NotATimeOfDay`] when out of range.
    pub const fn new(hours: u8, minutes: u8) -> Result<Self, NotATimeOfDay> {
        if hours < 24 && minutes < 60 || hours == 24 && minutes == 0 {
            // `u16::from` is not const yet; widening loses nothing.
            Ok(Self {
                minutes: hours as u16 * 60 + minutes as u16,
            })
        } else {
            Err(NotATimeOfDay)
        }
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:02}:{:02}",
            self.minutes / 60,
            self.minutes % 60
        )
    }
}

impl std::str::FromStr for TimeOfDay {
    type Err = NotATimeOfDay;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let two_digits = |part: &str| {
            let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse::<u8>().ok()).flatten()
        };
        let (hours, minutes) = text.split_once(':').ok_or(NotATimeOfDay)?;
        Self::new(
            two_digits(hours).ok_or(NotATimeOfDay)?,
            two_digits(minutes).ok_or(NotATimeOfDay)?,
        )
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

impl From<jiff::civil::Weekday> for Weekday {
    fn from(weekday: jiff::civil::Weekday) -> Self {
        match weekday {
            jiff::civil::Weekday::Monday => Self::Monday,
            jiff::civil::Weekday::Tuesday => Self::Tuesday,
            jiff::civil::Weekday::Wednesday => Self::Wednesday,
            jiff::civil::Weekday::Thursday => Self::Thursday,
            jiff::civil::Weekday::Friday => Self::Friday,
            jiff::civil::Weekday::Saturday => Self::Saturday,
            jiff::civil::Weekday::Sunday => Self::Sunday,
        }
    }
}

impl TimeWindowCriterion {
    fn begins_on(&self, day: Date) -> bool {
        self.days.contains(&day.weekday().into())
            && self.first_date.is_none_or(|first| day >= first)
            && self.last_date.is_none_or(|last| day <= last)
    }
}

impl Condition for TimeWindowCriterion {
    /// The wall clock decides, as a person there reads it. In the hour that a zone skips in spring nothing can
    /// be inside; in the hour that it repeats in autumn both passes count alike.
    fn holds(&self, evidence: &Evidence) -> bool {
        let Ok(zone) = jiff::tz::db().get(&self.zone) else {
            return false;
        };
        let there = evidence.at.to_zoned_datetime(zone);
        let time = there.time();
        // Hours and minutes of a clock are never negative, so the fallback is never used.
        let minutes = u16::try_from(time.hour()).unwrap_or(0) * 60
            + u16::try_from(time.minute()).unwrap_or(0);
        let now = TimeOfDay { minutes };
        let today = there.date();
        if self.from < self.to {
            return self.from <= now && now < self.to && self.begins_on(today);
        }
        if now >= self.from {
            self.begins_on(today)
        } else {
            now < self.to
                && today
                    .yesterday()
                    .is_ok_and(|yesterday| self.begins_on(yesterday))
        }
    }

    fn looks_at(&self) -> LooksAt {
        LooksAt::Circumstances
    }

    fn check(&self, pointer: &str, problems: &mut Vec<FieldProblem>) {
        let mut report = |field: &str, code: &'static str, message: &str| {
            problems.push(FieldProblem::new(
                format!("{pointer}/{field}"),
                code,
                message,
            ));
        };
        if jiff::tz::db().get(&self.zone).is_err() {
            report(
                "zone",
                "unknown_zone",
                "is not a time zone of the IANA database",
            );
        }
        if self.days.is_empty() {
            report("days", "empty", "at least one day is needed");
        }
        if (1..self.days.len()).any(|end| {
            let (earlier, rest) = self.days.split_at(end);
            rest.first().is_some_and(|day| earlier.contains(day))
        }) {
            report("days", "duplicate", "a day is named twice");
        }
        if self.from == TimeOfDay::END_OF_DAY {
            report(
                "from",
                "out_of_range",
                "a window cannot begin at 24:00; use 00:00",
            );
        }
        if let (Some(first), Some(last)) = (self.first_date, self.last_date)
            && last < first
        {
            report("last_date", "out_of_range", "lies before the first date");
        }
    }

    fn sentence(&self, words: &Words, _names: &dyn Names) -> String {
        let mut sentence = words
            .in_time_window
            .replace("{days}", &words.days(&self.days))
            .replace("{from}", &self.from.to_string())
            .replace("{to}", &self.to.to_string())
            .replace("{zone}", &self.zone);
        if let Some(first) = self.first_date {
            sentence.push_str(&words.since_date.replace("{date}", &first.to_string()));
        }
        if let Some(last) = self.last_date {
            sentence.push_str(&words.until_date.replace("{date}", &last.to_string()));
        }
        sentence
    }
}

#[cfg(test)]
mod tests;
