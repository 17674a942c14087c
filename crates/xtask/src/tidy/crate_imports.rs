//! Rule: which crate of ours may depend on which, and what the pure crates never depend on.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Value;

use super::{Finding, Source};

/// What a crate may depend on.
struct Allowed {
    manifest: &'static str,
    /// Crates of ours.
    ours: &'static [&'static str],
    /// Whether a crate from outside may be taken in.
    foreign: fn(&str) -> bool,
}

const ALLOWED: &[Allowed] = &[
    Allowed {
        manifest: "crates/api-types/Cargo.toml",
        ours: &[],
        foreign: |name| ["garde", "jiff", "serde", "serde_json", "utoipa", "uuid"].contains(&name),
    },
    Allowed {
        manifest: "crates/domain/Cargo.toml",
        ours: &[],
        foreign: |name| !IMPURE.contains(&name),
    },
    Allowed {
        manifest: "crates/migrations/Cargo.toml",
        ours: &[],
        foreign: |_| true,
    },
    Allowed {
        manifest: "crates/api/Cargo.toml",
        ours: &[
            "anteroom-api-types",
            "anteroom-domain",
            "anteroom-migrations",
        ],
        foreign: |_| true,
    },
    Allowed {
        manifest: "crates/device/Cargo.toml",
        ours: &["anteroom-api-types"],
        foreign: |_| true,
    },
    Allowed {
        manifest: "frontend/Cargo.toml",
        ours: &["anteroom-api-types"],
        foreign: |_| true,
    },
    Allowed {
        manifest: "crates/xtask/Cargo.toml",
        ours: &["anteroom-api"],
        foreign: |_| true,
    },
];

/// Libraries that reach the world, which the pure crate cannot do.
const IMPURE: &[&str] = &[
    "actix-web",
    "getrandom",
    "hyper",
    "lettre",
    "reqwest",
    "sea-orm",
    "sqlx",
    "tokio",
    "tracing",
];

#[derive(Deserialize)]
struct Manifest {
    #[serde(default)]
    dependencies: BTreeMap<String, Value>,
    #[serde(default, rename = "dev-dependencies")]
    dev_dependencies: BTreeMap<String, Value>,
}

pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources {
        let rule = ALLOWED.iter().find(|rule| rule.manifest == source.path);
        if let Some(rule) = rule {
            findings.extend(check_manifest(source, rule));
        }
    }
    findings
}

fn check_manifest(source: &Source, rule: &Allowed) -> Vec<Finding> {
    let manifest: Manifest = match toml::from_str(&source.text) {
        Ok(manifest) => manifest,
        Err(error) => return vec![source.finding(1, format!("not a manifest: {error}"))],
    };
    let mut findings = Vec::new();
    for name in manifest.dependencies.keys() {
        let allowed = if name.starts_with("anteroom-") {
            rule.ours.contains(&name.as_str())
        } else {
            (rule.foreign)(name)
        };
        if !allowed {
            findings.push(source.finding(
                line_of(source, name),
                format!("this crate may not depend on `{name}`"),
            ));
        }
    }
    // Tests may put any parts together, except that nobody depends on the pages.
    if manifest.dev_dependencies.contains_key("anteroom-frontend") {
        findings.push(source.finding(
            line_of(source, "anteroom-frontend"),
            "nobody depends on the pages",
        ));
    }
    findings
}

fn line_of(source: &Source, name: &str) -> usize {
    let place = source.text.lines().position(|line| line.starts_with(name));
    place.map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_text(path: &str, text: &str, expected: usize) {
        let source = Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(check(&[source]).len(), expected, "{path}: {text}");
    }

    #[test]
    fn crates_depend_on_what_the_table_says() {
        let domain = "crates/domain/Cargo.toml";
        check_text(domain, "[dependencies]\njiff.workspace = true\n", 0);
        check_text(domain, "[dependencies]\ntokio.workspace = true\n", 1);
        check_text(
            domain,
            "[dependencies]\nanteroom-api-types.workspace = true\n",
            1,
        );
        let device = "crates/device/Cargo.toml";
        check_text(
            device,
            "[dependencies]\nanteroom-api-types.workspace = true\n",
            0,
        );
        check_text(
            device,
            "[dependencies]\nanteroom-domain.workspace = true\n",
            1,
        );
        check_text(
            device,
            "[dev-dependencies]\nanteroom-api.workspace = true\n",
            0,
        );
    }
}
