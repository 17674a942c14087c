//! Audit: what happened, by whom, with the check of the chain.

mod activity;
mod details;
mod details_state;
mod page;
mod verify;

use leptos::prelude::*;

use super::navigation::Place;
pub use activity::{RecentEvents, SubjectActivity};

pub fn show(place: Place) -> Option<AnyView> {
    (place == Place::Root).then(|| view! { <page::AuditPage/> }.into_any())
}
