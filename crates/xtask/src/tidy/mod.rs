//! `cargo xtask tidy`: the rules of the house that no compiler checks; one file for each rule.
//!
//! A rule gets all sources and answers its findings as `path:line: sentence`, so that an editor can jump there.

mod bundle_imports;
mod code;
mod crate_imports;
mod file_size;
mod function_size;
mod library_places;
mod module_comment;
mod named_paths;
mod silenced_lints;
mod slice_calls;
#[cfg(test)]
mod tests;
mod unfinished;

use std::fmt;

use anyhow::{Result, bail};

use crate::workspace;

/// What is read: our own texts, not pictures, lock files or generated documents.
const EXTENSIONS: &[&str] = &[
    "css", "ftl", "html", "md", "py", "rs", "sh", "toml", "ts", "yaml", "yml",
];

/// Texts that have no extension.
const NAMES: &[&str] = &["Dockerfile", "justfile"];

type Rule = fn(&[Source]) -> Vec<Finding>;

const RULES: &[Rule] = &[
    module_comment::check,
    file_size::check,
    function_size::check,
    silenced_lints::check,
    unfinished::check,
    crate_imports::check,
    library_places::check,
    slice_calls::check,
    bundle_imports::check,
    named_paths::check,
];

/// A file as the rules see it.
pub struct Source {
    /// From the root of the repository, with forward slashes.
    path: String,
    text: String,
}

/// One place where a rule does not hold.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    path: String,
    /// Counted from 1.
    line: usize,
    sentence: String,
}

pub fn run() -> Result<()> {
    let findings = findings()?;
    for finding in &findings {
        println!("{finding}");
    }
    if !findings.is_empty() {
        bail!("{} findings", findings.len());
    }
    println!("Everything is tidy.");
    Ok(())
}

/// Everything that all rules find, in the order of paths and lines.
pub fn findings() -> Result<Vec<Finding>> {
    let sources = read_sources()?;
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(&sources)).collect();
    findings.sort();
    Ok(findings)
}

impl Source {
    fn finding(&self, line: usize, sentence: impl Into<String>) -> Finding {
        Finding {
            path: self.path.clone(),
            line,
            sentence: sentence.into(),
        }
    }

    fn has_extension(&self, extension: &str) -> bool {
        self.path
            .rsplit_once('.')
            .is_some_and(|(_, found)| found == extension)
    }

    /// The last part of the path.
    fn file_name(&self) -> &str {
        self.path
            .rsplit_once('/')
            .map_or(self.path.as_str(), |(_, name)| name)
    }

    /// Whether a folder of this name is above the file.
    fn is_inside(&self, folder: &str) -> bool {
        let mut folders = self.path.split('/').rev().skip(1);
        folders.any(|found| found == folder)
    }

    /// Whether the file holds tests only, and may therefore reach further.
    fn is_test(&self) -> bool {
        self.file_name() == "tests.rs" || self.is_inside("tests")
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            line,
            sentence,
        } = self;
        write!(formatter, "{path}:{line}: {sentence}")
    }
}

fn read_sources() -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for file in workspace::files_below(&workspace::root())? {
        let path = workspace::shown(&file);
        let name = path
            .rsplit_once('/')
            .map_or(path.as_str(), |(_, name)| name);
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        if EXTENSIONS.contains(&extension) || NAMES.contains(&name) {
            let text = workspace::read_text(&file)?;
            sources.push(Source { path, text });
        }
    }
    Ok(sources)
}
