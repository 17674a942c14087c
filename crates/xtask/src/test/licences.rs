//! Licences and bans of the dependencies, by the lists of `deny.toml`.
//!
//! `cargo deny` is asked where it is installed. It takes ten minutes to compile, so elsewhere the two lists that
//! matter most are checked here: allowed licences and banned crates.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use super::Closing;
use crate::{command, workspace};

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    /// Nothing for our own crates.
    source: Option<String>,
}

#[derive(Deserialize)]
struct Rules {
    licenses: Licenses,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

pub fn check() -> Result<Closing> {
    if command::find("cargo-deny").is_some() {
        command::run(command::cargo().args(["deny", "check", "licenses", "bans", "sources"]))?;
        return Ok(vec!["by cargo deny".to_owned()]);
    }
    let rules = read_rules(&workspace::root().join("deny.toml"))?;
    let text =
        command::output(command::cargo().args(["metadata", "--format-version", "1", "--locked"]))?;
    let metadata: Metadata =
        serde_json::from_str(&text).context("cargo metadata cannot be understood")?;
    let foreign: Vec<&Package> = metadata
        .packages
        .iter()
        .filter(|package| package.source.is_some())
        .collect();
    let findings: Vec<String> = foreign
        .iter()
        .filter_map(|package| finding(package, &rules))
        .collect();
    for finding in &findings {
        println!("{finding}");
    }
    if !findings.is_empty() {
        bail!("{} dependencies break deny.toml", findings.len());
    }
    Ok(vec![format!(
        "{} dependencies by the lists of deny.toml (cargo-deny is not installed)",
        foreign.len()
    )])
}

fn read_rules(path: &Path) -> Result<Rules> {
    toml::from_str(&workspace::read_text(path)?).context("deny.toml cannot be understood")
}

fn finding(package: &Package, rules: &Rules) -> Option<String> {
    let Package { name, version, .. } = package;
    if let Some(ban) = rules.bans.deny.iter().find(|ban| ban.name == *name) {
        return Some(format!("{name} {version} is banned: {}", ban.reason));
    }
    match &package.license {
        None => Some(format!("{name} {version} names no licence")),
        Some(licence) if !is_allowed(licence, &rules.licenses.allow) => Some(format!(
            "{name} {version} has the licence `{licence}`, which is not allowed"
        )),
        Some(_) => None,
    }
}

/// Whether an SPDX expression can be met by the allowed licences. `/` is an old way of writing `OR`.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    let met = alternatives(&mut words, allowed);
    met && words.is_empty()
}

/// `a OR b OR c`; the words are taken from the end of the list.
fn alternatives(words: &mut Vec<&str>, allowed: &[String]) -> bool {
    let mut met = conjunction(words, allowed);
    while words.last() == Some(&"OR") {
        words.pop();
        // Both sides are read, whatever the first one says.
        met = conjunction(words, allowed) || met;
    }
    met
}

/// `a AND b AND c`.
fn conjunction(words: &mut Vec<&str>, allowed: &[String]) -> bool {
    let mut met = one(words, allowed);
    while words.last() == Some(&"AND") {
        words.pop();
        met = one(words, allowed) && met;
    }
    met
}

/// One licence, perhaps with an exception, or an expression in brackets.
fn one(words: &mut Vec<&str>, allowed: &[String]) -> bool {
    match words.pop() {
        Some("(") => {
            let met = alternatives(words, allowed);
            words.pop() == Some(")") && met
        }
        Some(licence) => {
            let mut name = licence.to_owned();
            if words.last() == Some(&"WITH") {
                words.pop();
                name = format!("{name} WITH {}", words.pop().unwrap_or_default());
            }
            allowed.contains(&name)
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expression: &str, expected: bool) {
        let allowed = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"];
        let allowed: Vec<String> = allowed.map(str::to_owned).to_vec();
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }

    #[test]
    fn expressions_are_met_by_the_allowed_licences() {
        check("MIT", true);
        check("GPL-3.0", false);
        check("MIT OR GPL-3.0", true);
        check("MIT/GPL-3.0", true);
        check("MIT AND GPL-3.0", false);
        check("(MIT OR GPL-3.0) AND Apache-2.0", true);
        check("GPL-3.0 AND MIT OR Apache-2.0", true);
        check("Apache-2.0 WITH LLVM-exception OR GPL-3.0", true);
        check("GPL-3.0 WITH Classpath-exception-2.0", false);
        check("", false);
    }
}
