//! The links in a plain text, in plain Rust.

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Words(String),
    Link(String),
}

/// The text in its pieces. A link ends before the punctuation of its sentence.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = link_start(rest) {
        let (before, from_link) = rest.split_at(start);
        let end = from_link
            .find(|character: char| character.is_whitespace() || "<>\"".contains(character))
            .unwrap_or(from_link.len());
        let (link, after) = from_link.split_at(end);
        let clean = link.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        if !before.is_empty() {
            pieces.push(Piece::Words(before.to_owned()));
        }
        pieces.push(Piece::Link(clean.to_owned()));
        rest = rest.get(start + clean.len()..).unwrap_or(after);
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.to_owned()));
    }
    pieces
}

fn link_start(text: &str) -> Option<usize> {
    ["https://", "http://"]
        .iter()
        .filter_map(|scheme| text.find(scheme))
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_without_the_punctuation_behind_them() {
        let words = |text: &str| Piece::Words(text.to_owned());
        let link = |text: &str| Piece::Link(text.to_owned());
        assert_eq!(pieces("Nothing here"), vec![words("Nothing here")]);
        assert_eq!(pieces(""), vec![]);
        assert_eq!(
            pieces("Öppna https://id.example/a#7ZC4. Eller http://b.example\nHej"),
            vec![
                words("Öppna "),
                link("https://id.example/a#7ZC4"),
                words(". Eller "),
                link("http://b.example"),
                words("\nHej"),
            ]
        );
        assert_eq!(pieces("https://"), vec![link("https://")]);
    }
}
