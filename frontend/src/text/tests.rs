//! The texts as a whole: the same keys and placeables in every language, and every key that the code uses.

use std::fs;
use std::path::{Path, PathBuf};

use anteroom_api_types::problem::ProblemCode;

use super::catalogues::{ADMIN, PHONE, PORTAL, SHARED};
use super::pattern::{Catalogue, argument_names};
use super::{Language, install, t_with};

const ALL: [(&str, &Catalogue); 4] = [
    ("shared", &SHARED),
    ("portal", &PORTAL),
    ("phone", &PHONE),
    ("admin", &ADMIN),
];

#[test]
fn every_language_uses_the_same_placeables() {
    for (name, catalogue) in ALL {
        for key in catalogue.keys.split('\n').filter(|key| !key.is_empty()) {
            let english = argument_names(catalogue.pattern(Language::English, key).unwrap());
            for language in Language::ALL {
                let pattern = catalogue.pattern(language, key).unwrap_or_default();
                assert!(
                    !pattern.is_empty(),
                    "{name}: {key} is empty in {}",
                    language.tag()
                );
                assert_eq!(
                    argument_names(pattern),
                    english,
                    "{name}: {key} in {}",
                    language.tag()
                );
            }
        }
    }
}

#[test]
fn every_problem_code_has_a_sentence() {
    for code in ProblemCode::ALL {
        let key = format!("problem-{}", code.name());
        let in_units = ["seconds", "minutes"]
            .map(|unit| SHARED.pattern(Language::English, &format!("{key}-{unit}")));
        let known = SHARED.pattern(Language::English, &key).is_some()
            || in_units.iter().all(Option::is_some);
        assert!(known, "{key} is missing in locales/en/shared.ftl");
    }
}

/// Every `text!("key", name = ...)` of an area stands in the tables that its bundle installs, with these arguments.
#[test]
fn every_key_that_the_code_uses_exists() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in rust_files(&source) {
        let shown = file
            .strip_prefix(&source)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        let area: &Catalogue = match shown.split('/').next() {
            Some("portal") => &PORTAL,
            Some("phone") => &PHONE,
            Some("admin") => &ADMIN,
            _ => &SHARED,
        };
        let code = fs::read_to_string(&file).unwrap();
        for key in used_keys(&code) {
            let found = SHARED
                .pattern(Language::English, key)
                .or_else(|| area.pattern(Language::English, key));
            assert!(
                found.is_some(),
                "{shown} uses the text {key}, which its bundle does not have"
            );
        }
    }
}

#[test]
fn plurals_are_chosen_by_number() {
    install(&[&SHARED]);
    let said = |count: &str| {
        t_with(
            "problem-too_many_tries-minutes",
            &[("minutes", count.to_owned())],
        )
    };
    assert_eq!(said("1"), "Too many tries. Wait one minute.");
    assert_eq!(said("15"), "Too many tries. Wait 15 minutes.");
}

fn used_keys(code: &str) -> Vec<&str> {
    let calls = ["text!(\"", "text::t(\""];
    let documented = |position: usize| {
        let line_start = code[..position].rfind('\n').map_or(0, |end| end + 1);
        code[line_start..position].trim_start().starts_with("//")
    };
    let mut keys = Vec::new();
    for call in calls {
        for (position, _) in code.match_indices(call) {
            if !documented(position) {
                keys.push(code[position + call.len()..].split('"').next().unwrap());
            }
        }
    }
    keys
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("text/tests.rs")
        {
            files.push(path);
        }
    }
    files
}
