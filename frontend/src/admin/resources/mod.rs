//! Resource access: the tree of resources with what each asks for, and the form of one.

mod fields;
mod form;
mod page;
mod resource_state;
mod tree;
mod tree_state;

use leptos::prelude::*;

use super::navigation::Place;

pub fn show(place: Place) -> Option<AnyView> {
    Some(match place {
        Place::Root => view! { <tree::ResourcesPage/> }.into_any(),
        Place::New => view! { <page::NewResourcePage/> }.into_any(),
        Place::One(id) => view! { <page::ResourcePage id/> }.into_any(),
        Place::Message(..) => return None,
    })
}
