//! Calls as the pages of the console make them: signed out or asked for another proof, they lead to the sign-in page.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiFailure;
use crate::kit::{Loader, Tone, toast, use_loader};
use crate::text::failure_sentence;
use crate::{router, routes};

/// The address of the page, to come back to.
pub fn here() -> String {
    let path = untrack(router::path);
    let search = untrack(router::query).to_search();
    format!("{path}{search}")
}

/// Leads to the sign-in page where only that helps, and hands the result on.
pub fn checked<T>(result: Result<T, ApiFailure>) -> Result<T, ApiFailure> {
    if let Err(failure) = &result
        && (failure.is_signed_out() || failure.asks_for_step_up())
    {
        router::replace(&routes::sign_in(&here()));
    }
    result
}

/// [`use_loader`] for the console.
pub fn use_guarded<T, Asked>(ask: impl Fn() -> Asked + 'static) -> Loader<T>
where
    T: Clone + Send + Sync + 'static,
    Asked: Future<Output = Result<T, ApiFailure>> + 'static,
{
    use_loader(move || {
        let asked = ask();
        async move { checked(asked.await) }
    })
}

/// Runs a call for a button: busy while it is on its way, `done` when it went well, a message when it did not.
pub fn run<T: 'static>(
    busy: RwSignal<bool>,
    call: impl Future<Output = Result<T, ApiFailure>> + 'static,
    done: impl FnOnce(T) + 'static,
) {
    run_or(busy, call, done, |failure| {
        toast::show(Tone::Danger, failure_sentence(&failure));
    });
}

/// Like [`run`], with something else than a message when it did not go well.
pub fn run_or<T: 'static>(
    busy: RwSignal<bool>,
    call: impl Future<Output = Result<T, ApiFailure>> + 'static,
    done: impl FnOnce(T) + 'static,
    failed: impl FnOnce(ApiFailure) + 'static,
) {
    busy.set(true);
    spawn_local(async move {
        let result = checked(call.await);
        // The page may be gone when the answer comes; then nobody is there to be told.
        if busy.try_set(false).is_none() {
            match result {
                Ok(value) => done(value),
                Err(failure) => failed(failure),
            }
        }
    });
}
