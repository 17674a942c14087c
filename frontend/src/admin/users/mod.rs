//! Users: the list, the form for a new one, and one user's page with phones, tokens and activity.

mod actions;
mod edit;
mod fields;
mod issue;
mod list;
mod masked_state;
mod new;
mod page;
mod user_state;

use leptos::prelude::*;

use super::navigation::Place;

pub fn show(place: Place) -> Option<AnyView> {
    Some(match place {
        Place::Root => view! { <list::UsersPage/> }.into_any(),
        Place::New => view! { <new::NewUserPage/> }.into_any(),
        Place::One(id) => view! { <page::UserPage id/> }.into_any(),
        Place::Message(..) => return None,
    })
}
