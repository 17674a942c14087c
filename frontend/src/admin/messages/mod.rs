//! Messages: the texts by kind and language, and the editor of one with its preview.

mod draft_state;
mod editor;
mod history;
mod list;
mod list_state;
mod parts;
mod preview;
mod sms_state;
mod test_send;

use leptos::prelude::*;

use super::navigation::Place;

pub fn show(place: Place) -> Option<AnyView> {
    match place {
        Place::Root => Some(view! { <list::MessagesPage/> }.into_any()),
        Place::Message(kind, language) => {
            Some(view! { <editor::MessagePage kind language/> }.into_any())
        }
        Place::New | Place::One(_) => None,
    }
}
