//! What is wrong with the fields of a body.

use anteroom_api_types::problem::FieldProblem;
use anteroom_domain::field_problem;

use crate::http::ApiError;

/// 422 with the fields.
pub fn refused(problems: Vec<field_problem::FieldProblem>) -> ApiError {
    let convert = |problem: field_problem::FieldProblem| FieldProblem {
        pointer: problem.pointer,
        code: problem.code.to_owned(),
        message: problem.message,
    };
    ApiError::fields(problems.into_iter().map(convert).collect())
}
