//! The sentence of a failed call, in the person's language.

use anteroom_api_types::problem::{FieldProblem, ProblemCode};

use super::{find, t, t_with};
use crate::api::ApiFailure;

/// What went wrong and what to do, by the code of the problem; by the status where the code is not known.
#[must_use]
pub fn failure_sentence(failure: &ApiFailure) -> String {
    if failure.is_no_answer() {
        return t("problem-no_answer");
    }
    if matches!(
        failure.code,
        ProblemCode::TooManyTries | ProblemCode::TooManyMessages
    ) {
        let seconds = failure.retry_after_seconds().unwrap_or(60);
        return waiting_sentence(failure.code, seconds);
    }
    let limit = failure
        .problem
        .as_ref()
        .and_then(|problem| problem.limit)
        .unwrap_or_default();
    let arguments = [
        ("limit", limit.to_string()),
        (
            "attempts",
            failure.attempts_left().unwrap_or_default().to_string(),
        ),
    ];
    let by_code = find(&format!("problem-{}", failure.code.name()), &arguments);
    by_code.unwrap_or_else(|| {
        if failure.status >= 500 {
            t("problem-internal")
        } else {
            t("problem-unknown")
        }
    })
}

/// Too many of something, with the time to wait in the largest unit that fits.
fn waiting_sentence(code: ProblemCode, seconds: u32) -> String {
    let (unit, count) = if seconds <= 90 {
        ("seconds", seconds.max(1))
    } else {
        ("minutes", seconds.div_ceil(60))
    };
    t_with(
        &format!("problem-{}-{unit}", code.name()),
        &[(unit, count.to_string())],
    )
}

/// What is wrong with one field: by its code where the pages know it, else in the server's own words.
#[must_use]
pub fn field_sentence(problem: &FieldProblem) -> String {
    find(&format!("field-{}", problem.code), &[]).unwrap_or_else(|| problem.message.clone())
}
