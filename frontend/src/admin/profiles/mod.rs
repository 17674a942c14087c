//! Profiles: the phones of all users, with suspend, resume and revoke.

mod actions;
mod list;
mod page;

use leptos::prelude::*;

use super::navigation::Place;
pub use list::ProfileList;

pub fn show(place: Place) -> Option<AnyView> {
    match place {
        Place::Root => Some(view! { <list::ProfilesPage/> }.into_any()),
        Place::New | Place::Message(..) => None,
        Place::One(id) => Some(view! { <page::ProfilePage id/> }.into_any()),
    }
}
