//! Provisioning tokens: the list, and one token with its timeline.

mod delivery;
mod list;
mod page;
mod revoke;
mod timeline_state;

use leptos::prelude::*;

use super::navigation::Place;
pub use list::TokenList;

pub fn show(place: Place) -> Option<AnyView> {
    match place {
        Place::Root => Some(view! { <list::TokensPage/> }.into_any()),
        Place::New | Place::Message(..) => None,
        Place::One(id) => Some(view! { <page::TokenPage id/> }.into_any()),
    }
}
