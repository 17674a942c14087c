//! Overview: what is left to set up, how much there is, and what happened last.

mod checklist_state;
mod counts;
mod page;

use leptos::prelude::*;

use super::navigation::Place;

pub fn show(place: Place) -> Option<AnyView> {
    (place == Place::Root).then(|| view! { <page::OverviewPage/> }.into_any())
}
