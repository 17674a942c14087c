//! The table that a language fills in. Parts in braces are replaced; the compiler asks for every entry.

use crate::access_rules::{AuthenticationMethod, Weekday};

pub(in crate::access_rules) struct Words {
    /// The name of a method inside a sentence.
    pub method: fn(AuthenticationMethod) -> &'static str,
    /// The name of a day.
    pub weekday: fn(Weekday) -> &'static str,
    /// A duration of so many seconds.
    pub duration: fn(u32) -> String,

    /// Between the last two of a list that must all fit.
    pub and: &'static str,
    /// Between the last two of a list of which one must fit.
    pub or: &'static str,
    /// Between alternatives that are sentences of their own.
    pub or_else: &'static str,
    /// `{condition}`
    pub not: &'static str,
    /// What holds never.
    pub never: &'static str,
    pub every_day: &'static str,
    /// `{first}`, `{last}`: days in a row.
    pub days_in_a_row: &'static str,

    /// `{methods}`
    pub signed_in_with: &'static str,
    /// `{sentence}`, `{duration}`
    pub not_longer_ago_than: &'static str,
    /// `{groups}`
    pub member_of: &'static str,
    pub unknown_user_group: &'static str,
    /// `{users}`
    pub user_is: &'static str,
    pub unknown_user: &'static str,
    /// `{networks}`
    pub from_networks: &'static str,
    /// `{days}`, `{from}`, `{to}`, `{zone}`
    pub in_time_window: &'static str,
    /// `{date}`; appended
    pub since_date: &'static str,
    /// `{date}`; appended
    pub until_date: &'static str,

    pub signed_in: &'static str,
    pub open_to_all: &'static str,
    /// `{name}`
    pub global_rule: &'static str,
    /// `{name}`
    pub general_rule: &'static str,
    pub specific_rule: &'static str,
    pub signed_in_rule: &'static str,
    pub all_below: &'static str,
    pub any_below: &'static str,
    pub not_below: &'static str,

    /// To the user; `{methods}`
    pub also_confirm_with: &'static str,
    /// To the user; `{methods}`
    pub not_set_up: &'static str,
    /// To the user.
    pub not_allowed: &'static str,
    /// To the administrator; `{rule}`, `{condition}`
    pub not_met: &'static str,
}

impl Words {
    /// `a, b and c`
    pub fn all_of(&self, parts: &[String]) -> String {
        list(parts, ", ", self.and)
    }

    /// `a, b or c`
    pub fn one_of(&self, parts: &[String]) -> String {
        list(parts, ", ", self.or)
    }

    /// Conditions that must all hold: `signed in with password, from 192.0.2.0/24`.
    pub fn conditions(parts: &[String]) -> String {
        parts.join(", ")
    }

    /// Conditions of which one must hold.
    pub fn alternatives(&self, parts: &[String]) -> String {
        list(parts, self.or_else, self.or_else)
    }

    /// Days in the order of the week; three or more in a row are written as a span.
    pub fn days(&self, days: &[Weekday]) -> String {
        let mut runs: Vec<Vec<Weekday>> = Vec::new();
        let mut gap = true;
        for day in Weekday::ALL {
            if !days.contains(day) {
                gap = true;
            } else if let Some(run) = runs.last_mut().filter(|_| !gap) {
                run.push(*day);
            } else {
                runs.push(vec![*day]);
                gap = false;
            }
        }
        let name = |day: &Weekday| (self.weekday)(*day).to_owned();
        let mut parts: Vec<String> = Vec::new();
        for run in &runs {
            match run.as_slice() {
                all if all.len() == Weekday::ALL.len() => return self.every_day.to_owned(),
                [first, _, .., last] if run.len() > 2 => parts.push(
                    self.days_in_a_row
                        .replace("{first}", &name(first))
                        .replace("{last}", &name(last)),
                ),
                few => parts.extend(few.iter().map(name)),
            }
        }
        self.all_of(&parts)
    }
}

fn list(parts: &[String], between: &str, before_last: &str) -> String {
    match parts.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{}{before_last}{last}", others.join(between)),
    }
}
