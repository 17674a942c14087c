//! Deliveries: the messages on their way, what became of each, and what can still be done about it.

mod actions;
mod list;
mod page;
mod state;

use leptos::prelude::*;

use super::navigation::Place;

pub use list::DeliveryList;
pub use page::DeliveryProgress;

pub fn show(place: Place) -> Option<AnyView> {
    match place {
        Place::Root => Some(view! { <list::DeliveriesPage/> }.into_any()),
        Place::One(id) => Some(view! { <page::DeliveryPage id/> }.into_any()),
        Place::New | Place::Message(..) => None,
    }
}
