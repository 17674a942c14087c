//! Rule: a lint is silenced by `#[expect]` with a reason, which ends by itself, and never by `#[allow]`.
//!
//! Clippy says so too, but sees only what is compiled on the machine at hand.

use super::{Finding, Source, code};

pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.has_extension("rs")) {
        for (number, line) in code::lines(&source.text) {
            if line.contains("#[allow(") || line.contains("#![allow(") {
                findings.push(source.finding(
                    number,
                    "a lint is silenced by `allow`; use `expect` with a reason",
                ));
            }
        }
    }
    findings
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
    fn allow_is_found_in_code_alone() {
        check_text("#[allow(dead_code)]", 1);
        check_text("#![allow(dead_code)]", 1);
        check_text("// Not `#[allow(dead_code)]`, because.", 0);
        check_text("#[expect(dead_code, reason = \"soon\")]", 0);
    }
}
