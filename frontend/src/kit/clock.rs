//! One ticking clock for the whole page, so that relative times and countdowns move together.

use std::cell::Cell;

use jiff::Timestamp;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser;

thread_local! {
    static SECONDS: Cell<Option<RwSignal<Timestamp>>> = const { Cell::new(None) };
    static MINUTES: Cell<Option<RwSignal<Timestamp>>> = const { Cell::new(None) };
}

/// Starts the clock. Called once when a page starts, after the executor.
pub fn start() {
    let seconds = RwSignal::new(browser::now());
    let minutes = RwSignal::new(browser::now());
    SECONDS.set(Some(seconds));
    MINUTES.set(Some(minutes));
    spawn_local(async move {
        let mut ticks: u32 = 0;
        loop {
            browser::sleep_milliseconds(1_000).await;
            ticks = ticks.wrapping_add(1);
            let now = browser::now();
            seconds.set(now);
            if ticks.is_multiple_of(20) {
                minutes.set(now);
            }
        }
    });
}

/// The time now, moving every second where it is read reactively.
#[must_use]
pub fn every_second() -> Timestamp {
    SECONDS
        .get()
        .map_or_else(browser::now, |signal| signal.get())
}

/// The time now, moving about three times a minute.
#[must_use]
pub fn every_minute() -> Timestamp {
    MINUTES
        .get()
        .map_or_else(browser::now, |signal| signal.get())
}

/// Whole seconds from now to a moment; zero when it is past. Moves every second.
#[must_use]
pub fn seconds_until(moment: Timestamp) -> i64 {
    (moment.as_second() - every_second().as_second()).max(0)
}
