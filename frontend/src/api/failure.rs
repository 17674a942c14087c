//! What comes back when a call does not do what was asked: a refusal of the server, or no answer at all.

use anteroom_api_types::problem::{FieldProblem, Problem, ProblemCode};

/// A call that failed.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiFailure {
    /// The HTTP status; 0 when no answer came.
    pub status: u16,
    /// The stable name of the problem; [`ProblemCode::Unknown`] when no problem document came.
    pub code: ProblemCode,
    /// The problem document, if one came.
    pub problem: Option<Box<Problem>>,
}

impl ApiFailure {
    /// No answer came: the network is away, or the server is.
    #[must_use]
    pub fn no_answer() -> Self {
        Self {
            status: 0,
            code: ProblemCode::Unknown,
            problem: None,
        }
    }

    /// An answer came that is not of the contract.
    #[must_use]
    pub fn not_understood(status: u16) -> Self {
        Self {
            status,
            code: ProblemCode::Unknown,
            problem: None,
        }
    }

    /// Reads the problem document of a refusal.
    #[must_use]
    pub fn from_answer(status: u16, body: &str) -> Self {
        match serde_json::from_str::<Problem>(body) {
            Ok(problem) => Self {
                status,
                code: problem.code,
                problem: Some(Box::new(problem)),
            },
            Err(_) => Self::not_understood(status),
        }
    }

    /// Whether no answer came, so that the same call may succeed a little later.
    #[must_use]
    pub fn is_no_answer(&self) -> bool {
        self.status == 0
    }

    /// Whether waiting and trying again is sensible: no answer, or the server is not available for the moment.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        self.status == 0 || self.status == 502 || self.status == 503 || self.status == 504
    }

    /// Whether nobody is signed in any more.
    #[must_use]
    pub fn is_signed_out(&self) -> bool {
        self.code == ProblemCode::SignInRequired
    }

    /// Whether the rules ask for another proof of identity first.
    #[must_use]
    pub fn asks_for_step_up(&self) -> bool {
        self.code == ProblemCode::StepUpRequired
    }

    /// The id under which the server logged the request, for people to quote.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.problem
            .as_ref()
            .map(|problem| problem.request_id.as_str())
            .filter(|id| !id.is_empty())
    }

    /// How long to wait before another try.
    #[must_use]
    pub fn retry_after_seconds(&self) -> Option<u32> {
        self.problem.as_ref()?.retry_after_seconds
    }

    /// How many tries are left, where a wrong code was counted.
    #[must_use]
    pub fn attempts_left(&self) -> Option<u32> {
        self.problem.as_ref()?.attempts_left
    }

    /// What is wrong in which place of the request.
    #[must_use]
    pub fn field_problems(&self) -> &[FieldProblem] {
        self.problem
            .as_ref()
            .map_or(&[], |problem| problem.errors.as_slice())
    }

    /// What is wrong with one place, by its JSON pointer such as `/user_name`.
    #[must_use]
    pub fn field_problem(&self, pointer: &str) -> Option<&FieldProblem> {
        self.field_problems()
            .iter()
            .find(|problem| problem.pointer == pointer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_code_is_kept_as_a_failure_with_its_document() {
        let body = r#"{"type":"https://id.example/docs/problems/new","title":"New","status":409,"detail":"","code":"new","request_id":"r-1"}"#;
        let failure = ApiFailure::from_answer(409, body);
        assert_eq!(failure.code, ProblemCode::Unknown);
        assert_eq!(failure.request_id(), Some("r-1"));
    }

    #[test]
    fn a_page_of_a_proxy_is_not_understood_but_passing() {
        let failure = ApiFailure::from_answer(502, "<html>Bad gateway</html>");
        assert_eq!(failure.problem, None);
        assert!(failure.is_passing());
        assert!(!failure.is_no_answer());
    }
}
