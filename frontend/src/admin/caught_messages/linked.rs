//! A plain text whose links can be followed; they open in another tab, and that tab knows nothing of this one.

use leptos::prelude::*;

use super::linked_state::{Piece, pieces};

pub fn linked(text: &str) -> AnyView {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => words.into_any(),
            Piece::Link(link) => {
                let href = link.clone();
                view! { <a href=href target="_blank" rel="noopener noreferrer">{link}</a> }
                    .into_any()
            }
        })
        .collect_view()
        .into_any()
}
