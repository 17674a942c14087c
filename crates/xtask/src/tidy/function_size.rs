//! Rule: a function has 70 lines at most, from its first line to its closing brace.
//!
//! The end of a function is the first closing brace at the depth of its beginning: the formatter puts it there.

use super::{Finding, Source};

const FUNCTION_LINES_MAX: usize = 70;

/// What may stand before `fn`.
const QUALIFIERS: &[&str] = &[
    "pub",
    "pub(crate)",
    "pub(super)",
    "async",
    "const",
    "extern",
];

pub fn check(sources: &[Source]) -> Vec<Finding> {
    sources
        .iter()
        .filter(|source| source.has_extension("rs"))
        .flat_map(check_one)
        .collect()
}

fn check_one(source: &Source) -> Vec<Finding> {
    let lines: Vec<&str> = source.text.lines().collect();
    let mut findings = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if !begins_function(line) {
            continue;
        }
        let rest = lines.get(index..).unwrap_or_default();
        let length = function_length(rest);
        if length > FUNCTION_LINES_MAX {
            let sentence =
                format!("the function has {length} lines, more than {FUNCTION_LINES_MAX}");
            findings.push(source.finding(index + 1, sentence));
        }
    }
    findings
}

fn begins_function(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.find(|word| !QUALIFIERS.contains(word)) == Some("fn")
}

/// Lines of the function that begins at the first of the lines; 1 for a mere declaration.
fn function_length(lines: &[&str]) -> usize {
    let first = lines.first().copied().unwrap_or_default();
    let depth = first.len() - first.trim_start().len();
    let end = format!("{}}}", " ".repeat(depth));
    for (index, line) in lines.iter().enumerate() {
        let closed = *line == end;
        let only_declared = line.ends_with(';') && indentation(line) == depth;
        let on_one_line = index == 0 && line.ends_with('}');
        if closed || only_declared || on_one_line {
            return index + 1;
        }
    }
    1
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_text(text: &str, expected: usize) {
        let source = Source {
            path: "a.rs".to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(check(&[source]).len(), expected, "{text}");
    }

    #[test]
    fn line_71_is_too_many() {
        let function =
            |lines: usize| format!("pub async fn f() {{\n{}}}\n", "    a();\n".repeat(lines));
        check_text(&function(68), 0);
        check_text(&function(69), 1);
    }

    #[test]
    fn declaration_ends_with_its_line() {
        let text = format!("    fn f();\n{}    }}\n", "\n".repeat(80));
        check_text(&text, 0);
    }
}
