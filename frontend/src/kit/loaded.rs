//! Asks the server and shows the states of the answer: waiting, here, out of date, failed.

use std::future::Future;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::button::{Button, ButtonVariant};
use super::failure_view::FailureView;
use super::notice::{Notice, Tone};
use super::skeleton::Skeleton;
use crate::api::ApiFailure;
use crate::text::failure_sentence;

/// What a page knows of something that it asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Loaded<T> {
    Waiting,
    Here(T),
    Failed(ApiFailure),
}

/// Something that is asked for, and asked for again.
pub struct Loader<T: 'static> {
    state: RwSignal<Loaded<T>>,
    /// Set while the data on the page could not be brought up to date.
    stale: RwSignal<Option<ApiFailure>>,
    refreshing: RwSignal<bool>,
    again: RwSignal<u32>,
}

impl<T> Clone for Loader<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loader<T> {}

impl<T: Clone + Send + Sync + 'static> Loader<T> {
    /// The state, reactively.
    #[must_use]
    pub fn state(self) -> Loaded<T> {
        self.state.get()
    }

    /// The data, once here, reactively.
    #[must_use]
    pub fn value(self) -> Option<T> {
        match self.state.get() {
            Loaded::Here(value) => Some(value),
            Loaded::Waiting | Loaded::Failed(_) => None,
        }
    }

    /// Whether a newer answer is on its way, reactively.
    #[must_use]
    pub fn is_refreshing(self) -> bool {
        self.refreshing.get()
    }

    /// Asks again. The data on the page stays until the answer comes.
    pub fn reload(self) {
        let _ = self
            .again
            .try_update(|count| *count = count.wrapping_add(1));
    }

    /// Takes a value that is known already, such as the answer of a change.
    pub fn set(self, value: T) {
        let _ = self.stale.try_set(None);
        let _ = self.state.try_set(Loaded::Here(value));
    }
}

/// Asks now, on every [`Loader::reload`], and whenever a signal changes that `ask` reads before its first await.
/// The answer of an older question never overwrites that of a newer one.
pub fn use_loader<T, Asked>(ask: impl Fn() -> Asked + 'static) -> Loader<T>
where
    T: Clone + Send + Sync + 'static,
    Asked: Future<Output = Result<T, ApiFailure>> + 'static,
{
    let loader = Loader {
        state: RwSignal::new(Loaded::Waiting),
        stale: RwSignal::new(None),
        refreshing: RwSignal::new(false),
        again: RwSignal::new(0),
    };
    let newest = Rc::new(std::cell::Cell::new(0_u32));
    Effect::new(move |_| {
        let _ = loader.again.get();
        let mine = newest.get().wrapping_add(1);
        newest.set(mine);
        loader.refreshing.set(true);
        let answer = ask();
        let newest = Rc::clone(&newest);
        spawn_local(async move {
            let answer = answer.await;
            if newest.get() == mine {
                settle(loader, answer);
            }
        });
    });
    loader
}

/// The page may be gone when the answer comes, so nothing here may assume that its signals still live.
fn settle<T: Clone + Send + Sync + 'static>(loader: Loader<T>, answer: Result<T, ApiFailure>) {
    let _ = loader.refreshing.try_set(false);
    match answer {
        Ok(value) => loader.set(value),
        Err(failure) => {
            let has_data = loader
                .state
                .try_with_untracked(|state| matches!(state, Loaded::Here(_)))
                .unwrap_or(false);
            if has_data && failure.is_passing() {
                let _ = loader.stale.try_set(Some(failure));
            } else {
                let _ = loader.state.try_set(Loaded::Failed(failure));
            }
        }
    }
}

/// Shows a loader: a skeleton, the failure with "Try again", or `view` of the data, under a notice when the data
/// could not be brought up to date.
#[component]
pub fn LoadedView<T>(
    loader: Loader<T>,
    #[prop(default = 4)] skeleton_lines: usize,
    view: impl Fn(T) -> AnyView + Send + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    let content = move || match loader.state() {
        Loaded::Waiting => view! { <Skeleton lines=skeleton_lines/> }.into_any(),
        Loaded::Failed(failure) => {
            view! { <FailureView failure on_retry=move |()| loader.reload()/> }.into_any()
        }
        Loaded::Here(value) => view(value),
    };
    view! {
        {stale_notice(loader.stale, Callback::new(move |()| loader.reload()))}
        {content}
    }
}

fn stale_notice(stale: RwSignal<Option<ApiFailure>>, retry: Callback<()>) -> impl IntoView {
    move || {
        stale.get().map(|failure| {
            view! {
                <Notice tone=Tone::Warning title=text!("stale-title") announced=true>
                    <p>{failure_sentence(&failure)}</p>
                    <div class="notice__actions">
                        <Button variant=ButtonVariant::Secondary on_press=retry>{text!("try-again")}</Button>
                    </div>
                </Notice>
            }
            .into_any()
        })
    }
}
