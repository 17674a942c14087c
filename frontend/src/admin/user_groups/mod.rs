//! User groups: the list, the form, and one group with its members.

mod form;
mod list;
mod members;
mod page;

use leptos::prelude::*;

use super::navigation::Place;

pub fn show(place: Place) -> Option<AnyView> {
    Some(match place {
        Place::Root => view! { <list::GroupsPage/> }.into_any(),
        Place::New => view! { <page::NewGroupPage/> }.into_any(),
        Place::One(id) => view! { <page::GroupPage id/> }.into_any(),
        Place::Message(..) => return None,
    })
}
