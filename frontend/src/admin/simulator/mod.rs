//! The simulator: would somebody be let in, from there, at that time, with those methods, and why.

mod form;
mod question_state;
mod trace;

use leptos::prelude::*;

use super::navigation::Place;
use crate::kit::PageHeader;

pub fn show(place: Place) -> Option<AnyView> {
    (place == Place::Root).then(|| view! { <SimulatorPage/> }.into_any())
}

#[component]
fn SimulatorPage() -> impl IntoView {
    view! {
        <PageHeader title=text!("nav-simulator") description=text!("simulator-description")/>
        <form::Simulator/>
    }
}
