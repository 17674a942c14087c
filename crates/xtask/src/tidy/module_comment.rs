//! Rule: every Rust file begins with a `//!` sentence that says what it is for.

use super::{Finding, Source};

pub fn check(sources: &[Source]) -> Vec<Finding> {
    sources
        .iter()
        .filter(|source| source.has_extension("rs"))
        .filter_map(check_one)
        .collect()
}

fn check_one(source: &Source) -> Option<Finding> {
    let first = source.text.lines().next().unwrap_or_default();
    let says_something = first
        .strip_prefix("//! ")
        .is_some_and(|sentence| !sentence.trim().is_empty());
    (!says_something).then(|| {
        source.finding(
            1,
            "the file does not begin with a `//!` sentence that says what it is for",
        )
    })
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
    fn first_line_is_a_sentence_about_the_file() {
        check_text("//! What it is for.\nuse a::b;\n", 0);
        check_text("use a::b;\n", 1);
        check_text("//!\n//! Late.\n", 1);
        check_text("", 1);
    }
}
