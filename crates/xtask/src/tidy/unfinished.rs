//! Rule: what is in the tree is finished; what is not done has a place in the list of work, not in the sources.

use super::{Finding, Source};

/// Marks of unfinished work, in lower case. They are cut in two here, so that this file does not find itself.
const MARKS: &[(&str, &str)] = &[
    ("to", "do"),
    ("fix", "me"),
    ("coming", " soon"),
    ("lorem", " ipsum"),
];

pub fn check(sources: &[Source]) -> Vec<Finding> {
    sources.iter().flat_map(check_one).collect()
}

fn check_one(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        for (first, second) in MARKS {
            let mark = format!("{first}{second}");
            if has_mark(line, &mark) {
                let sentence = format!("`{mark}` marks work that is not finished");
                findings.push(source.finding(index + 1, sentence));
            }
        }
    }
    findings
}

/// Single words count in capitals only, as they are written when they are meant; `todo` is also the name of a lint.
fn has_mark(line: &str, mark: &str) -> bool {
    if mark.contains(' ') {
        line.to_lowercase().contains(mark)
    } else {
        let mark = mark.to_uppercase();
        line.split(|character: char| !character.is_alphanumeric())
            .any(|word| word == mark)
    }
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
    fn marks_are_found() {
        check_text(&format!("// {}: later", "todo".to_uppercase()), 1);
        check_text(&format!("Coming {}!", "Soon"), 1);
        check_text("todo = \"deny\"", 0);
    }
}
