//! What may stand between braces: the name of a value, and conditions over names. Nothing else.
//!
//! The engine below knows many expressions, and some of them cost more than its fuel counts: looking for a
//! number in a list of ten million, for one. A text needs none of them, so none gets as far as the engine.

use super::engine::Refused;

/// How deep conditions may stand in one another.
const DEPTH_MAX: usize = 10;
/// Words of one condition.
const CONDITION_WORDS_MAX: usize = 20;

/// A name, and where it stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Name<'a> {
    /// As `user.display_name`.
    pub name: &'a str,
    /// The line, from 1.
    pub line: usize,
}

/// The names that a text uses, in their order; or what in it is more than a name or a condition.
pub fn names(text: &str) -> Result<Vec<Name<'_>>, Refused> {
    let mut names = Vec::new();
    let (mut depth, mut line) = (0_usize, 1_usize);
    let mut rest = text;
    // Every character is looked at once, however many braces there are.
    while let Some((before, from)) = rest.find('{').and_then(|at| rest.split_at_checked(at)) {
        line += before.matches('\n').count();
        let closing = match from.as_bytes().get(1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                rest = from.get(1..).unwrap_or_default();
                continue;
            }
        };
        let (opening, inside) = from.split_at_checked(2).unwrap_or_default();
        let Some((content, after)) = inside.split_once(closing) else {
            let message = format!("`{opening}` is not closed by `{closing}`");
            return Err(Refused::at(Some(line), "syntax_error", message));
        };
        let word = content.trim_matches(['-', '+']).trim();
        match opening {
            "{{" => names.push(value(word, line)?),
            "{%" => depth = statement(word, line, depth, &mut names)?,
            _ => {}
        }
        line += content.matches('\n').count();
        rest = after;
    }
    Ok(names)
}

fn value(content: &str, line: usize) -> Result<Name<'_>, Refused> {
    if is_name(content) {
        return Ok(Name {
            name: content,
            line,
        });
    }
    let message = "only the name of a placeholder can stand between `{{` and `}}`";
    Err(Refused::at(Some(line), "expression_not_allowed", message))
}

/// Reads a statement; answers how deep the text after it stands.
fn statement<'a>(
    content: &'a str,
    line: usize,
    depth: usize,
    names: &mut Vec<Name<'a>>,
) -> Result<usize, Refused> {
    let mut words = content.split_whitespace();
    let keyword = words.next().unwrap_or_default();
    let condition: Vec<&str> = words.collect();
    match keyword {
        "if" | "elif" => {
            if condition.iter().any(|word| !is_name(word)) || condition.len() > CONDITION_WORDS_MAX
            {
                let message = "a condition is made of placeholders, `and`, `or` and `not` alone";
                return Err(Refused::at(Some(line), "expression_not_allowed", message));
            }
            let operators = ["and", "or", "not"];
            let of_values = condition
                .into_iter()
                .filter(|word| !operators.contains(word));
            names.extend(of_values.map(|name| Name { name, line }));
        }
        "else" | "endif" if condition.is_empty() => {}
        _ => {
            let shown: String = keyword.chars().take(40).collect();
            let message =
                format!("`{{% {shown}` cannot be used here, only if, elif, else and endif");
            return Err(Refused::at(Some(line), "statement_not_allowed", message));
        }
    }
    let depth = match keyword {
        "if" => depth + 1,
        "endif" => depth.saturating_sub(1),
        _ => depth,
    };
    if depth > DEPTH_MAX {
        let message = format!("conditions stand in one another at most {DEPTH_MAX} deep");
        return Err(Refused::at(Some(line), "syntax_error", message));
    }
    Ok(depth)
}

/// Whether the word can be the name of a value: `user.display_name`.
fn is_name(word: &str) -> bool {
    let is_part = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && part
                .chars()
                .all(|each| each.is_ascii_alphanumeric() || each == '_')
    };
    word.split('.').all(is_part)
}
