//! Caught messages: what a channel wrote into the folder of this system in place of sending it.

mod linked;
mod linked_state;
mod page;
mod presence;

use leptos::prelude::*;

use super::navigation::Place;

pub use presence::CaughtPresence;

pub fn show(place: Place) -> Option<AnyView> {
    (place == Place::Root).then(|| view! { <page::CaughtPage/> }.into_any())
}
