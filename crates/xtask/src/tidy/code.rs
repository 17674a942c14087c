//! Reading Rust as text: lines without comments and string contents, and the paths that are named in them.
//!
//! This is not a parser. The formatter keeps our sources regular enough for it.

/// The lines of a text with their numbers, without comments and without what stands inside of quotes.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, String)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, plain(line)))
}

/// A mention of `root::first::...` in the code.
#[derive(Debug, PartialEq, Eq)]
pub struct Mention {
    pub line: usize,
    /// The segment after the root.
    pub first: String,
}

/// Every first segment that is named below a root such as `crate`, also in `use crate::{a, b::{c}};`.
pub fn mentions(text: &str, root: &str) -> Vec<Mention> {
    let start = format!("{root}::");
    let code: String = lines(text).map(|(_, line)| line + "\n").collect();
    let mut found = Vec::new();
    for (place, _) in code.match_indices(&start) {
        let (before, after) = code.split_at(place);
        if before.ends_with(is_word) || before.ends_with("::") {
            continue;
        }
        let line = before.matches('\n').count() + 1;
        let tail = after.get(start.len()..).unwrap_or_default();
        let firsts = match tail.strip_prefix('{') {
            Some(group) => group_members(group),
            None => vec![(0, word(tail))],
        };
        for (line_offset, first) in firsts {
            found.push(Mention {
                line: line + line_offset,
                first,
            });
        }
    }
    found
}

/// Whether a name occurs as a word of its own, so that `sea_orm` is not found in `sea_orm_migration`.
pub fn names(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(place, _)| {
        let (before, rest) = line.split_at(place);
        let after = rest.get(name.len()..).unwrap_or_default();
        !before.ends_with(is_word) && !after.starts_with(is_word)
    })
}

/// The first words of the members of `{a, b::{c, d}, e}`, given what follows the opening brace.
fn group_members(group: &str) -> Vec<(usize, String)> {
    let mut members = Vec::new();
    let mut depth = 0_usize;
    let mut line_offset = 0;
    let mut at_member = true;
    for (place, character) in group.char_indices() {
        match character {
            '\n' => line_offset += 1,
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_member = true,
            _ if at_member && is_word(character) => {
                members.push((line_offset, word(group.get(place..).unwrap_or_default())));
                at_member = false;
            }
            _ => {}
        }
    }
    members
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|character| is_word(*character))
        .collect()
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn plain(line: &str) -> String {
    let mut kept = String::new();
    let mut characters = line.chars().peekable();
    let mut quoted = false;
    while let Some(character) = characters.next() {
        match character {
            '\\' if quoted => {
                characters.next();
            }
            '"' => {
                quoted = !quoted;
                kept.push('"');
            }
            '/' if !quoted && characters.peek() == Some(&'/') => break,
            _ if quoted => {}
            _ => kept.push(character),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(usize, &str)]) {
        let found: Vec<(usize, String)> = mentions(text, "crate")
            .into_iter()
            .map(|mention| (mention.line, mention.first))
            .collect();
        let expected: Vec<(usize, String)> = expected
            .iter()
            .map(|(line, first)| (*line, (*first).to_owned()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn mentions_are_found_in_paths_and_groups() {
        check("use crate::audit::record;", &[(1, "audit")]);
        check("fn f() {\n    crate::audit::record();\n}", &[(2, "audit")]);
        check(
            "use crate::{\n    audit,\n    db::{Transaction, connect},\n    profiles::Profile,\n};",
            &[(2, "audit"), (3, "db"), (4, "profiles")],
        );
        check("// use crate::audit;", &[]);
        check("let text = \"crate::audit\";", &[]);
        check("mycrate::audit::record();", &[]);
    }

    #[test]
    fn names_are_whole_words() {
        assert!(names("use sea_orm::EntityTrait;", "sea_orm"));
        assert!(!names("use sea_orm_migration::prelude;", "sea_orm"));
    }
}
