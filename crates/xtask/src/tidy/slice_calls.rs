//! Rule: which slice of the server may call which; there are no circles.

use super::{Finding, Source, code};

/// A slice, and the slices that it may call. The same table stands in ARCHITECTURE.md.
const CALLS: &[(&str, &[&str])] = &[
    (
        "provisioning",
        &[
            "accounts",
            "access_rules",
            "self_service",
            "profiles",
            "notifications",
            "audit",
        ],
    ),
    (
        "change_reports",
        &[
            "accounts",
            "notifications",
            "profiles",
            "provisioning",
            "sessions",
            "audit",
        ],
    ),
    ("profiles", &["accounts", "notifications", "audit"]),
    ("self_service", &["access_rules", "notifications", "audit"]),
    (
        "sessions",
        &[
            "accounts",
            "access_rules",
            "profiles",
            "notifications",
            "audit",
        ],
    ),
    ("notifications", &["accounts", "audit"]),
    ("access_rules", &["accounts", "profiles", "audit"]),
    ("accounts", &["audit"]),
    ("integrations", &["audit"]),
    ("audit", &[]),
];

pub fn check(sources: &[Source]) -> Vec<Finding> {
    sources.iter().flat_map(check_one).collect()
}

fn check_one(source: &Source) -> Vec<Finding> {
    let slice = source
        .path
        .strip_prefix("crates/api/src/")
        .and_then(|inner| inner.split_once('/'))
        .map(|(folder, _)| folder);
    let Some((slice, callees)) = CALLS.iter().find(|(name, _)| slice == Some(*name)) else {
        return Vec::new();
    };
    if source.is_test() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for mention in code::mentions(&source.text, "crate") {
        let first = mention.first.as_str();
        let is_slice = CALLS.iter().any(|(name, _)| *name == first);
        let is_own = first == *slice;
        if is_slice && !is_own && !callees.contains(&first) && !asks_for_caller(source, first) {
            let sentence = format!("the slice `{slice}` may not call the slice `{first}`");
            findings.push(source.finding(mention.line, sentence));
        }
    }
    findings
}

/// The handlers of every slice ask the extractors of `sessions` who calls.
fn asks_for_caller(source: &Source, called: &str) -> bool {
    called == "sessions" && (source.file_name() == "http.rs" || source.is_inside("http"))
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
    fn slices_call_what_the_table_says() {
        let service = "crates/api/src/profiles/service.rs";
        check_text(service, "use crate::audit;", 0);
        check_text(service, "use crate::{audit, db, http::error::ApiError};", 0);
        check_text(service, "use crate::provisioning::Token;", 1);
        check_text(service, "use crate::sessions::Caller;", 1);
        check_text(
            "crates/api/src/profiles/http.rs",
            "use crate::sessions::Caller;",
            0,
        );
        check_text(
            "crates/api/src/audit/store.rs",
            "use crate::accounts::User;",
            1,
        );
    }

    #[test]
    fn table_has_no_circles() {
        for (caller, callees) in CALLS {
            for callee in *callees {
                let back = CALLS.iter().find(|(name, _)| name == callee).unwrap().1;
                assert!(
                    !back.contains(caller),
                    "{caller} and {callee} call each other"
                );
            }
        }
    }
}
