//! Rule: the admin console, the portal and the phone pages never import one another,
//! so that a phone never loads what an administrator needs.

use super::{Finding, Source, code};
use crate::pages::BUNDLES;

pub fn check(sources: &[Source]) -> Vec<Finding> {
    sources.iter().flat_map(check_one).collect()
}

fn check_one(source: &Source) -> Vec<Finding> {
    let Some(own) = bundle_of(&source.path) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for root in ["crate", "anteroom_frontend"] {
        for mention in code::mentions(&source.text, root) {
            let first = mention.first.as_str();
            if first != own && BUNDLES.contains(&first) {
                let sentence =
                    format!("the bundle `{own}` may not import from the bundle `{first}`");
                findings.push(source.finding(mention.line, sentence));
            }
        }
    }
    findings
}

/// The bundle that a file of `frontend/src/<bundle>/`, or its `main_<bundle>.rs`, belongs to.
fn bundle_of(path: &str) -> Option<&'static str> {
    let inner = path.strip_prefix("frontend/src/")?;
    let inner = inner.strip_prefix("main_").unwrap_or(inner);
    let end = inner.find(['/', '.'])?;
    let name = inner.get(..end)?;
    BUNDLES.iter().copied().find(|bundle| *bundle == name)
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
    fn bundles_stay_apart() {
        check_text("frontend/src/phone/add.rs", "use crate::kit::button;", 0);
        check_text("frontend/src/phone/add.rs", "use crate::portal::home;", 1);
        check_text(
            "frontend/src/main_phone.rs",
            "anteroom_frontend::admin::start();",
            1,
        );
        check_text(
            "frontend/src/main_phone.rs",
            "anteroom_frontend::phone::start();",
            0,
        );
    }
}
