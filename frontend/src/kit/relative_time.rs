//! A time as people say it ("3 minutes ago"), with the absolute one on hover and in `<time>`.

use anteroom_api_types::Time;
use jiff::Timestamp;
use js_sys::{Array, Date, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{browser, clock};
use crate::text;

/// The unit and the count in which a distance in seconds is said.
fn unit(seconds: i64) -> (i64, &'static str) {
    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;
    match seconds.abs() {
        0..45 => (0, "second"),
        45..2_700 => (round_to(seconds, MINUTE), "minute"),
        2_700..79_200 => (round_to(seconds, HOUR), "hour"),
        79_200..2_592_000 => (round_to(seconds, DAY), "day"),
        2_592_000..31_536_000 => (round_to(seconds, 30 * DAY), "month"),
        _ => (round_to(seconds, 365 * DAY), "year"),
    }
}

/// Rounds to the nearest, away from zero, and never to zero.
fn round_to(seconds: i64, unit_seconds: i64) -> i64 {
    let rounded = (seconds.abs() + unit_seconds / 2) / unit_seconds;
    rounded.max(1) * seconds.signum()
}

/// A time, relative to now and moving with the clock.
#[component]
pub fn RelativeTime(#[prop(into)] at: Timestamp) -> impl IntoView {
    let said = move || said_relative(at, clock::every_minute());
    view! { <time datetime=Time(at).to_string() title=absolute_time(at)>{said}</time> }.into_any()
}

fn said_relative(at: Timestamp, now: Timestamp) -> String {
    let (count, unit) = unit(at.as_second() - now.as_second());
    if count == 0 {
        return if at > now {
            text!("in-a-moment")
        } else {
            text!("just-now")
        };
    }
    let options = Object::new();
    let _ = Reflect::set(
        &options,
        &JsValue::from_str("numeric"),
        &JsValue::from_str("auto"),
    );
    let formatter = js_sys::Intl::RelativeTimeFormat::new(&locales(), &options);
    #[expect(clippy::cast_precision_loss, reason = "counts of units are small")]
    let count = count as f64;
    formatter.format(count, unit).into()
}

/// Date, time and zone in the language of the page.
#[must_use]
pub fn absolute_time(at: Timestamp) -> String {
    let parts = [
        ("year", "numeric"),
        ("month", "short"),
        ("day", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("second", "2-digit"),
        ("timeZoneName", "short"),
    ];
    formatted(at, &parts)
}

/// The time of day, with the date in front unless it was in the last 20 hours: for sentences such as "since 09:12".
#[must_use]
pub fn clock_time(at: Timestamp) -> String {
    const RECENT_SECONDS: i64 = 20 * 3_600;
    let recent = browser::now().as_second() - at.as_second() < RECENT_SECONDS;
    let date: &[(&str, &str)] = if recent {
        &[]
    } else {
        &[("month", "short"), ("day", "numeric")]
    };
    formatted(
        at,
        &[
            date,
            &[
                ("hour", "2-digit"),
                ("minute", "2-digit"),
                ("hourCycle", "h23"),
            ],
        ]
        .concat(),
    )
}

/// A moment in the language of the page, of the parts that the options of `Intl.DateTimeFormat` name.
fn formatted(at: Timestamp, parts: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in parts {
        let _ = Reflect::set(
            &options,
            &JsValue::from_str(name),
            &JsValue::from_str(value),
        );
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of our dates are exact in 53 bits"
    )]
    let date = Date::new(&JsValue::from_f64(at.as_millisecond() as f64));
    date.to_locale_string(text::language().tag(), &options)
        .into()
}

fn locales() -> Array {
    Array::of1(&JsValue::from_str(text::language().tag()))
}

#[cfg(test)]
mod tests {
    use super::unit;

    #[test]
    fn distances_are_said_in_the_unit_that_people_would_take() {
        let cases = [
            (0, (0, "second")),
            (-44, (0, "second")),
            (-45, (-1, "minute")),
            (-150, (-3, "minute")),
            (3_600, (1, "hour")),
            (-86_400, (-1, "day")),
            (-40 * 86_400, (-1, "month")),
            (-800 * 86_400, (-2, "year")),
        ];
        for (seconds, expected) in cases {
            assert_eq!(unit(seconds), expected, "{seconds}");
        }
    }
}
