//! Somebody else changed the same object: both versions side by side, and the choice between them.

use std::future::Future;

use anteroom_api_types::problem::ProblemCode;
use leptos::prelude::*;

use super::difference::Difference;
use super::guard;
use crate::api::{ApiFailure, Versioned};
use crate::kit::{Button, ButtonVariant, Column, DataTable, Notice, Tone};

/// Whether a save was refused because of another version.
pub fn is_conflict(failure: &ApiFailure) -> bool {
    failure.code == ProblemCode::VersionStale
}

/// The version that somebody else saved while this form was open, if any.
pub struct Conflict<T: 'static>(RwSignal<Option<Versioned<T>>>);

impl<T> Clone for Conflict<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Conflict<T> {}

impl<T: Clone + Send + Sync + 'static> Conflict<T> {
    pub fn none() -> Self {
        Self(RwSignal::new(None))
    }

    /// The newer version, reactively.
    pub fn newer(self) -> Option<Versioned<T>> {
        self.0.get()
    }

    /// Asks for the newer version, after a save was refused because of it.
    pub fn find(
        self,
        busy: RwSignal<bool>,
        newest: impl Future<Output = Result<Versioned<T>, ApiFailure>> + 'static,
    ) {
        guard::run(busy, newest, move |newer| self.0.set(Some(newer)));
    }

    /// Ends the conflict: `keep` builds upon the newer version and saves again.
    pub fn keep_mine(self, keep: impl Fn(Versioned<T>) + Send + Sync + 'static) -> Callback<()> {
        Callback::new(move |()| {
            if let Some(newer) = self.0.get_untracked() {
                self.0.set(None);
                keep(newer);
            }
        })
    }

    /// Ends the conflict: `take` shows the newer version in place of what was typed.
    pub fn take_theirs(self, take: impl Fn(Versioned<T>) + Send + Sync + 'static) -> Callback<()> {
        Callback::new(move |()| {
            if let Some(newer) = self.0.get_untracked() {
                take(newer);
            }
        })
    }
}

/// The notice. `differences` are those between what is in the form and what is stored now; nothing: no conflict.
#[component]
pub fn ConflictNotice(
    #[prop(into)] differences: Signal<Option<Vec<Difference>>>,
    /// Saves what is in the form over the newer version.
    #[prop(into)]
    on_keep_mine: Callback<()>,
    /// Takes what is stored into the form.
    #[prop(into)]
    on_take_theirs: Callback<()>,
) -> impl IntoView {
    move || {
        differences.get().map(|differences| {
            view! {
                <Notice tone=Tone::Warning title=text!("conflict-title") announced=true>
                    <p>{text!("conflict-body")}</p>
                    {table(differences)}
                    <div class="notice__actions">
                        <Button variant=ButtonVariant::Primary on_press=on_keep_mine>
                            {text!("conflict-keep-mine")}
                        </Button>
                        <Button on_press=on_take_theirs>{text!("conflict-take-theirs")}</Button>
                    </div>
                </Notice>
            }
            .into_any()
        })
    }
}

fn table(differences: Vec<Difference>) -> Option<AnyView> {
    let columns = vec![
        Column::new(text!("conflict-field"), |difference: &Difference| {
            difference.label.clone()
        }),
        Column::new(text!("conflict-mine"), |difference: &Difference| {
            difference.mine.clone()
        }),
        Column::new(text!("conflict-theirs"), |difference: &Difference| {
            difference.theirs.clone()
        }),
    ];
    (!differences.is_empty()).then(|| {
        view! { <DataTable caption=text!("conflict-title") columns items=differences/> }.into_any()
    })
}
