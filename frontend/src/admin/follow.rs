//! Looks again now and then while something on the page is still on its way.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiFailure;
use crate::kit::{Loader, browser};

const LOOK_AGAIN_MILLISECONDS: u32 = 4_000;

/// Asks again every few seconds while `waits` says that the data on the page is still moving. The page changes only
/// when the answer does, so that nobody loses the place or the focus; a look that fails is no reason to stop.
pub fn follow<T, Asked>(
    loader: Loader<T>,
    ask: impl Fn() -> Asked + 'static,
    waits: impl Fn(&T) -> bool + 'static,
) where
    T: Clone + PartialEq + Send + Sync + 'static,
    Asked: Future<Output = Result<T, ApiFailure>> + 'static,
{
    let alive = StoredValue::new(());
    spawn_local(async move {
        loop {
            browser::sleep_milliseconds(LOOK_AGAIN_MILLISECONDS).await;
            if alive.try_get_value().is_none() {
                return;
            }
            let Some(before) = untrack(|| loader.value()) else {
                continue;
            };
            if browser::document().hidden() || !waits(&before) {
                continue;
            }
            let answer = ask().await;
            // Whoever chose another filter meanwhile has newer data already.
            let unchanged = alive.try_get_value().is_some()
                && untrack(|| loader.value()).as_ref() == Some(&before);
            if let (true, Ok(now)) = (unchanged, answer)
                && now != before
            {
                loader.set(now);
            }
        }
    });
}
