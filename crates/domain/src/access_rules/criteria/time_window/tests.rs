//! Tests of hours, days, midnight, and the nights on which clocks change.

use super::*;
use jiff::{Timestamp, civil::DateTime};
use proptest::prelude::*;

const WORKING_DAYS: &[Weekday] = &[
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
];

fn window(zone: &str, days: &[Weekday], from: &str, to: &str) -> TimeWindowCriterion {
    TimeWindowCriterion {
        zone: zone.to_owned(),
        days: days.to_vec(),
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        first_date: None,
        last_date: None,
    }
}

fn check(window: &TimeWindowCriterion, at: &str, expected: bool) {
    let evidence = Evidence::nobody(at.parse::<Timestamp>().unwrap());
    assert_eq!(window.holds(&evidence), expected, "{window:?} at {at}");
}

#[test]
fn window_is_closed_at_its_start_and_open_at_its_end() {
    let office = window("UTC", WORKING_DAYS, "08:00", "17:00");
    check(&office, "2026-05-04T07:59:59.999Z", false);
    check(&office, "2026-05-04T08:00:00Z", true);
    check(&office, "2026-05-04T16:59:59.999Z", true);
    check(&office, "2026-05-04T17:00:00Z", false);
    check(&office, "2026-05-09T12:00:00Z", false);
}

#[test]
fn zone_decides_what_day_and_hour_it_is() {
    let office = window("Europe/Stockholm", WORKING_DAYS, "08:00", "17:00");
    check(&office, "2026-01-05T07:00:00Z", true);
    check(&office, "2026-01-05T06:59:00Z", false);
    check(&office, "2026-07-06T06:00:00Z", true);
    let auckland = window("Pacific/Auckland", &[Weekday::Monday], "00:00", "24:00");
    check(&auckland, "2026-05-03T12:00:00Z", true);
    check(&auckland, "2026-05-03T11:59:59Z", false);
    check(&auckland, "2026-05-04T12:00:00Z", false);
}

#[test]
fn window_over_midnight_belongs_to_the_day_on_which_it_began() {
    let night = window("UTC", &[Weekday::Friday], "22:00", "06:00");
    check(&night, "2026-05-08T21:59:00Z", false);
    check(&night, "2026-05-08T22:00:00Z", true);
    check(&night, "2026-05-09T05:59:00Z", true);
    check(&night, "2026-05-09T06:00:00Z", false);
    check(&night, "2026-05-08T05:00:00Z", false);
    check(&night, "2026-05-09T22:30:00Z", false);
    let whole_turn = window("UTC", &[Weekday::Friday], "08:00", "08:00");
    check(&whole_turn, "2026-05-09T07:59:00Z", true);
    check(&whole_turn, "2026-05-09T08:00:00Z", false);
}

#[test]
fn whole_day_ends_at_midnight() {
    let day = window("UTC", &[Weekday::Saturday], "00:00", "24:00");
    check(&day, "2026-05-09T00:00:00Z", true);
    check(&day, "2026-05-09T23:59:59.999999Z", true);
    check(&day, "2026-05-10T00:00:00Z", false);
}

#[test]
fn dates_bound_the_day_on_which_it_begins() {
    let night = TimeWindowCriterion {
        first_date: Some("2026-05-08".parse().unwrap()),
        last_date: Some("2026-05-09".parse().unwrap()),
        ..window("UTC", Weekday::ALL, "22:00", "06:00")
    };
    check(&night, "2026-05-08T05:00:00Z", false);
    check(&night, "2026-05-08T23:00:00Z", true);
    check(&night, "2026-05-10T05:00:00Z", true);
    check(&night, "2026-05-10T23:00:00Z", false);
}

#[test]
fn night_on_which_clocks_go_forward() {
    // In Stockholm 02:00 to 03:00 does not exist on 2026-03-29; 01:00Z is 03:00 there.
    let skipped = window("Europe/Stockholm", &[Weekday::Sunday], "02:00", "03:00");
    check(&skipped, "2026-03-29T00:59:59Z", false);
    check(&skipped, "2026-03-29T01:00:00Z", false);
    let early = window("Europe/Stockholm", &[Weekday::Sunday], "02:30", "04:00");
    check(&early, "2026-03-29T00:59:59Z", false);
    check(&early, "2026-03-29T01:00:00Z", true);
    check(&early, "2026-03-29T02:00:00Z", false);
    let night = window("Europe/Stockholm", &[Weekday::Saturday], "22:00", "06:00");
    check(&night, "2026-03-28T21:00:00Z", true);
    check(&night, "2026-03-29T03:59:59Z", true);
    check(&night, "2026-03-29T04:00:00Z", false);
}

#[test]
fn night_on_which_clocks_go_back() {
    // In Stockholm 02:00 to 03:00 comes twice on 2026-10-25: from 00:00Z and from 01:00Z.
    let twice = window("Europe/Stockholm", &[Weekday::Sunday], "02:00", "03:00");
    check(&twice, "2026-10-24T23:59:59Z", false);
    check(&twice, "2026-10-25T00:00:00Z", true);
    check(&twice, "2026-10-25T01:59:59Z", true);
    check(&twice, "2026-10-25T02:00:00Z", false);
}

#[test]
fn unknown_zone_holds_never() {
    check(
        &window("Mars/Olympus", Weekday::ALL, "00:00", "24:00"),
        "2026-05-09T12:00:00Z",
        false,
    );
}

#[test]
fn times_are_written_as_they_are_read() {
    for text in ["00:00", "08:05", "23:59", "24:00"] {
        assert_eq!(text.parse::<TimeOfDay>().unwrap().to_string(), text);
    }
}

fn any_time() -> impl Strategy<Value = String> {
    (0_u8..24, 0_u8..60).prop_map(|(hours, minutes)| format!("{hours:02}:{minutes:02}"))
}

proptest! {
    /// In the two weeks around each change of clocks, in zones that change at different hours, the window holds
    /// exactly when a person there would read it off the wall.
    #[test]
    fn wall_clock_decides_around_changes_of_the_clocks(
        zone in prop::sample::select(&["Europe/Stockholm", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kolkata"][..]),
        change in prop::sample::select(&["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-04-04T15:00:00Z", "2026-04-23T22:00:00Z"][..]),
        minutes in -10_080_i64..10_080,
        from in any_time(),
        to in any_time(),
    ) {
        let change: Timestamp = change.parse().unwrap();
        let at = Timestamp::from_second(change.as_second() + minutes * 60).unwrap();
        let there: DateTime = at.to_zoned_datetime(jiff::tz::db().get(zone).unwrap()).datetime();
        let wall = format!("{:02}:{:02}", there.hour(), there.minute());
        let expected = if from < to { from <= wall && wall < to } else { from <= wall || wall < to };
        let evidence = Evidence::nobody(at);
        prop_assert_eq!(window(zone, Weekday::ALL, &from, &to).holds(&evidence), expected);

        // Split by days, the window holds on exactly one of them.
        let days_held = Weekday::ALL.iter().filter(|day| window(zone, &[**day], &from, &to).holds(&evidence)).count();
        prop_assert_eq!(days_held, usize::from(expected));
    }
}
