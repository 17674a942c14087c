//! Rule: every path that a document names is there.
//!
//! Checked are the targets of links, and what stands in backquotes and begins with a folder or file of the top level.

use std::path::{Path, PathBuf};

use super::{Finding, Source};
use crate::workspace;

/// Folders whose content is made by programs and is not there in a fresh clone.
const MADE: &[&str] = &[
    "target",
    ".tools",
    "node_modules",
    "frontend/e2e/node_modules",
];

pub fn check(sources: &[Source]) -> Vec<Finding> {
    let root = workspace::root();
    let top_level = top_level(&root);
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.has_extension("md")) {
        for (line, path) in named(source, &top_level) {
            if !is_made(&path) && !root.join(&path).exists() {
                let sentence = format!("`{path}` is named here and is not there");
                findings.push(source.finding(line, sentence));
            }
        }
    }
    findings
}

/// The paths that a document names, from the root of the repository.
fn named(source: &Source, top_level: &[String]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        let spans = line.split('`').skip(1).step_by(2);
        let paths = spans.filter_map(|span| path_in_span(span, top_level));
        found.extend(paths.map(|path| (index + 1, path)));
        let links = line.split("](").skip(1);
        let targets = links.filter_map(|rest| link_target(source, rest));
        found.extend(targets.map(|path| (index + 1, path)));
    }
    found
}

/// `crates/api/src/lib.rs::build_app`, `justfile`, `frontend/styles/`; not patterns such as `crates/*`.
fn path_in_span(span: &str, top_level: &[String]) -> Option<String> {
    let path = span.split("::").next().unwrap_or(span);
    let path = path.split(':').next().unwrap_or(path);
    let path = path.trim_end_matches('/');
    let is_pattern = path.contains([' ', '*', '<', '{', '$', '…']) || path.contains("NNNN");
    let first = path.split('/').next().unwrap_or_default();
    let is_ours = top_level.iter().any(|entry| entry == first);
    (is_ours && !is_pattern).then(|| path.to_owned())
}

/// The target of a link to a file, seen from the root.
fn link_target(source: &Source, rest: &str) -> Option<String> {
    let target = rest.split([')', '#', ' ']).next().unwrap_or_default();
    if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let folder = Path::new(&source.path).parent()?;
    let mut joined = PathBuf::new();
    for part in folder.join(target).components() {
        match part {
            std::path::Component::ParentDir => {
                joined.pop();
            }
            std::path::Component::Normal(name) => joined.push(name),
            _ => {}
        }
    }
    Some(joined.to_string_lossy().into_owned())
}

fn is_made(path: &str) -> bool {
    MADE.iter()
        .any(|made| path == *made || path.starts_with(&format!("{made}/")))
}

fn top_level(root: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(root).into_iter().flatten();
    entries
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_text(text: &str, expected: &[&str]) {
        let source = Source {
            path: "docs/operating.md".to_owned(),
            text: text.to_owned(),
        };
        let top_level = [
            "crates".to_owned(),
            "docs".to_owned(),
            "justfile".to_owned(),
        ];
        let found: Vec<String> = named(&source, &top_level)
            .into_iter()
            .map(|(_, path)| path)
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn paths_are_found_in_backquotes_and_links() {
        check_text(
            "see `crates/api/src/lib.rs::build_app`",
            &["crates/api/src/lib.rs"],
        );
        check_text("run `just test` from the `justfile`", &["justfile"]);
        check_text("all of `crates/*`, and `POST /things/{id}`", &[]);
        check_text("[design](api-design.md#codes)", &["docs/api-design.md"]);
        check_text(
            "[readme](../README.md) and [w3](https://www.w3.org)",
            &["README.md"],
        );
    }
}
