//! Rule: the large libraries are named only where the layout has a place for them.
//!
//! So a query is found in a store, a request in `http.rs`, and nothing else has to change with either.

use super::{Finding, Source, code};

/// A library, and where it may be named.
struct Place {
    library: &'static str,
    is_allowed: fn(&Source) -> bool,
    sentence: &'static str,
}

const PLACES: &[Place] = &[
    Place {
        library: "sea_orm",
        is_allowed: |source| {
            ["store.rs", "entity.rs"].contains(&source.file_name())
                || ["store", "entity"]
                    .iter()
                    .any(|folder| source.is_inside(folder))
                || source.path.starts_with("crates/api/src/db/")
                || source.path == "crates/api/src/jobs/queue_store.rs"
                || source.path.starts_with("crates/migrations/")
        },
        sentence: "`sea_orm` is named only in store.rs, entity.rs, db/, jobs/queue_store.rs and migrations",
    },
    Place {
        library: "actix_web",
        is_allowed: |source| {
            is_http(source)
                || source.path.starts_with("crates/api/src/sessions/caller")
                || ["crates/api/src/main.rs", "crates/api/src/lib.rs"]
                    .contains(&source.path.as_str())
        },
        sentence: "`actix_web` is named only in http.rs, http/, sessions/caller.rs, main.rs and lib.rs",
    },
    Place {
        library: "utoipa",
        is_allowed: |source| is_http(source) || source.path.starts_with("crates/api-types/"),
        sentence: "`utoipa` is named only in http.rs, http/ and api-types",
    },
];

pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| is_bound(source)) {
        for place in PLACES.iter().filter(|place| !(place.is_allowed)(source)) {
            let named =
                code::lines(&source.text).filter(|(_, line)| code::names(line, place.library));
            findings.extend(named.map(|(number, _)| source.finding(number, place.sentence)));
        }
    }
    findings
}

/// Tests, examples and benchmarks drive the whole from outside and may name everything.
fn is_bound(source: &Source) -> bool {
    let driver = ["examples", "benches"]
        .iter()
        .any(|folder| source.is_inside(folder));
    source.has_extension("rs")
        && source.path.starts_with("crates/")
        && !source.path.starts_with("crates/xtask/")
        && !source.is_test()
        && !driver
}

fn is_http(source: &Source) -> bool {
    source.file_name() == "http.rs" || source.is_inside("http")
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
    fn libraries_stay_in_their_places() {
        let query = "use sea_orm::EntityTrait;";
        check_text("crates/api/src/profiles/store.rs", query, 0);
        check_text("crates/api/src/profiles/store/list.rs", query, 0);
        check_text("crates/api/src/profiles/service.rs", query, 1);
        check_text("crates/api/tests/it/main.rs", query, 0);
        let handler = "use actix_web::web;";
        check_text("crates/api/src/profiles/http.rs", handler, 0);
        check_text("crates/api/src/http/error.rs", handler, 0);
        check_text("crates/api/src/profiles/wire.rs", handler, 1);
        check_text("crates/domain/src/paths.rs", handler, 1);
    }
}
