//! Rule: a file has 400 lines at most, tests included.

use super::{Finding, Source};

/// What a reader can still hold as one thing.
const FILE_LINES_MAX: usize = 400;

const EXTENSIONS: &[&str] = &["css", "py", "rs", "ts"];

pub fn check(sources: &[Source]) -> Vec<Finding> {
    let measured = sources.iter().filter(|source| {
        EXTENSIONS
            .iter()
            .any(|extension| source.has_extension(extension))
    });
    measured
        .filter_map(|source| {
            let lines = source.text.lines().count();
            (lines > FILE_LINES_MAX).then(|| {
                let sentence = format!(
                    "the file has {lines} lines, more than {FILE_LINES_MAX}; make it a folder with a file for each operation"
                );
                source.finding(lines, sentence)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_401_is_too_many() {
        let source = |lines: usize| Source {
            path: "a.rs".to_owned(),
            text: "//\n".repeat(lines),
        };
        assert_eq!(check(&[source(400)]).len(), 0);
        assert_eq!(check(&[source(401)]).len(), 1);
    }
}
