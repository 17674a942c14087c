//! Access rules: the list with the sentence of each, and the editor of the requirement tree.
//!
//! `requirement_state` and `criterion_state` hold the tree as it is edited; `editor` and `criterion_forms` show it.
//! Resources use the same editor for their own requirement.

mod criterion_forms;
mod criterion_state;
mod editor;
mod editor_nodes;
mod form;
mod list;
mod page;
mod requirement_state;
mod rule_state;

use leptos::prelude::*;

use super::navigation::Place;
pub use editor::{Editor, RequirementEditor};
pub use requirement_state::RequirementTree;

pub fn show(place: Place) -> Option<AnyView> {
    Some(match place {
        Place::Root => view! { <list::RulesPage/> }.into_any(),
        Place::New => view! { <page::NewRulePage/> }.into_any(),
        Place::One(id) => view! { <page::RulePage id/> }.into_any(),
        Place::Message(..) => return None,
    })
}
