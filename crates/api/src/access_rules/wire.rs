//! Rules, resources and decisions between the wire and the domain; refusals as answers.

pub mod decision;
pub mod requirement;
pub mod resource;
pub mod rule;

use anteroom_api_types::problem::{FieldProblem, ProblemCode};
use anteroom_api_types::users::Language;
use anteroom_domain::access_rules::explain;
use anteroom_domain::field_problem;

use crate::http::ApiError;

/// The language of the sentences.
pub const fn language(language: Language) -> explain::Language {
    match language {
        Language::En => explain::Language::En,
        Language::Sv => explain::Language::Sv,
        Language::De => explain::Language::De,
    }
}

/// What is wrong with fields, as the answer lists it.
fn field_problems(problems: Vec<field_problem::FieldProblem>) -> Vec<FieldProblem> {
    let convert = |problem: field_problem::FieldProblem| FieldProblem {
        pointer: problem.pointer,
        code: problem.code.to_owned(),
        message: problem.message,
    };
    problems.into_iter().map(convert).collect()
}

fn refused(problems: Vec<field_problem::FieldProblem>) -> ApiError {
    ApiError::fields(field_problems(problems))
}

/// Still listed by these resources.
fn in_use(resources: &[String]) -> ApiError {
    let names: Vec<String> = resources
        .iter()
        .map(|name| format!("\u{201c}{name}\u{201d}"))
        .collect();
    let detail = format!(
        "These resources list the rule; take it off them first: {}.",
        names.join(", ")
    );
    ApiError::new(ProblemCode::InUse, detail)
}
