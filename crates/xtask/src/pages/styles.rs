//! One style sheet per bundle, from the files of `frontend/styles` and of `frontend/styles/<bundle>`.
//!
//! The cascade is ruled by `@layer`, not by the order of files: exactly one file holds the statement
//! `@layer first, second, third;`, which is put on top.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::BUNDLES;
use crate::workspace;

/// The style sheet of a bundle.
pub fn combine(bundle: &str) -> Result<String> {
    let folder = workspace::root().join("frontend/styles");
    let files: Vec<PathBuf> = workspace::files_below(&folder)?
        .into_iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "css"))
        .filter(|file| belongs_to(&workspace::shown(file), bundle))
        .collect();
    let mut sheets = Vec::new();
    for file in files {
        sheets.push((workspace::shown(&file), workspace::read_text(&file)?));
    }
    join(sheets)
}

/// Whether a file is of all bundles, or of this one.
fn belongs_to(path: &str, bundle: &str) -> bool {
    let inner = path.trim_start_matches("frontend/styles/");
    match inner.split_once('/') {
        Some((folder, _)) if BUNDLES.contains(&folder) => folder == bundle,
        _ => true,
    }
}

fn join(sheets: Vec<(String, String)>) -> Result<String> {
    let mut order: Option<(String, String)> = None;
    let mut rules = String::new();
    for (path, sheet) in sheets {
        for line in without_comments(&sheet).lines() {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            if line.starts_with("@layer") && line.ends_with(';') {
                if let Some((earlier, _)) = &order {
                    bail!("the order of layers is said twice, in {earlier} and in {path}");
                }
                order = Some((path.clone(), line.to_owned()));
            } else {
                rules.push_str(line);
                rules.push('\n');
            }
        }
    }
    let order = order.map(|(_, statement)| statement + "\n");
    Ok(order.unwrap_or_default() + &rules)
}

/// Comments are for us, not for browsers. Comment marks inside of strings do not occur in our sheets.
fn without_comments(sheet: &str) -> String {
    let mut kept = String::new();
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(path: &str, text: &str) -> (String, String) {
        (path.to_owned(), text.to_owned())
    }

    #[test]
    fn order_of_layers_comes_first_and_comments_go() {
        let sheets = vec![
            sheet("kit.css", "/* Buttons. */\n@layer kit {\n  a { b: c }\n}\n"),
            sheet("tokens.css", "@layer tokens, kit;\n@layer tokens {}\n"),
        ];
        let joined = join(sheets).unwrap();
        assert_eq!(
            joined,
            "@layer tokens, kit;\n@layer kit {\na { b: c }\n}\n@layer tokens {}\n"
        );
    }

    #[test]
    fn two_orders_of_layers_are_refused() {
        let sheets = vec![sheet("a.css", "@layer a, b;"), sheet("b.css", "@layer b;")];
        assert!(join(sheets).is_err());
    }

    #[test]
    fn folder_of_a_bundle_is_of_that_bundle_alone() {
        assert!(belongs_to("frontend/styles/kit.css", "phone"));
        assert!(belongs_to("frontend/styles/admin/rules.css", "admin"));
        assert!(!belongs_to("frontend/styles/admin/rules.css", "phone"));
    }
}
