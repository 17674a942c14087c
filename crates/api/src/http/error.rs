//! One error type for all endpoints; it becomes a problem document (RFC 9457) in the envelope.

use std::borrow::Cow;
use std::fmt;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use anteroom_api_types::access_rules::Decision;
use anteroom_api_types::problem::{FieldProblem, Problem, ProblemCode};

use crate::db::DbErr;
use crate::failure::{Failure, Unexpected};

/// The answer of an endpoint.
pub type ApiResult<T> = Result<T, ApiError>;

/// A refusal or a failure on its way to the caller. The cause is logged and never sent.
pub struct ApiError(Box<Inner>);

#[derive(Default)]
struct Inner {
    code: Option<ProblemCode>,
    detail: Cow<'static, str>,
    errors: Vec<FieldProblem>,
    decision: Option<Decision>,
    retry_after_seconds: Option<u32>,
    attempts_left: Option<u32>,
    limit: Option<u32>,
    headers: Vec<(header::HeaderName, header::HeaderValue)>,
    cause: Option<Unexpected>,
}

impl ApiError {
    /// A refusal with a sentence for people.
    pub fn new(code: ProblemCode, detail: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            code: Some(code),
            detail: detail.into(),
            ..Inner::default()
        }))
    }

    /// 404, for what is not there and for what the caller may not know of.
    pub fn not_found() -> Self {
        Self::new(
            ProblemCode::NotFound,
            "There is no such thing, or you may not see it.",
        )
    }

    /// 422 about one field of the body.
    pub fn field(pointer: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        Self::fields(vec![FieldProblem {
            pointer: pointer.into(),
            code: code.to_owned(),
            message: message.into(),
        }])
    }

    /// 422 about several fields of the body.
    pub fn fields(errors: Vec<FieldProblem>) -> Self {
        Self::new(
            ProblemCode::ContentRefused,
            "The content was understood, but it is refused; see `errors`.",
        )
        .with_errors(errors)
    }

    /// With what is wrong in which place.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<FieldProblem>) -> Self {
        self.0.errors = errors;
        self
    }

    /// With the decision of the access rules.
    #[must_use]
    pub fn with_decision(mut self, decision: Decision) -> Self {
        self.0.decision = Some(decision);
        self
    }

    /// With the time to wait.
    #[must_use]
    pub fn with_retry_after(mut self, seconds: u32) -> Self {
        self.0.retry_after_seconds = Some(seconds);
        self
    }

    /// With the tries that are left.
    #[must_use]
    pub fn with_attempts_left(mut self, attempts: u32) -> Self {
        self.0.attempts_left = Some(attempts);
        self
    }

    /// With the limit that was reached.
    #[must_use]
    pub fn with_limit(mut self, limit: u32) -> Self {
        self.0.limit = Some(limit);
        self
    }

    /// With a header of its own.
    #[must_use]
    pub fn with_header(mut self, name: header::HeaderName, value: header::HeaderValue) -> Self {
        self.0.headers.push((name, value));
        self
    }

    fn code(&self) -> ProblemCode {
        self.0.code.unwrap_or(ProblemCode::Internal)
    }
}

impl From<Unexpected> for ApiError {
    fn from(cause: Unexpected) -> Self {
        let mut error = if cause.is_temporary() {
            Self::new(
                ProblemCode::Unavailable,
                "A part of the server is away for the moment; try again soon.",
            )
            .with_retry_after(3)
        } else {
            Self::new(
                ProblemCode::Internal,
                "The server failed. The failure was logged under the request id.",
            )
        };
        error.0.cause = Some(cause);
        error
    }
}

impl From<DbErr> for ApiError {
    fn from(error: DbErr) -> Self {
        Unexpected::from(error).into()
    }
}

impl<R: Into<Self>> From<Failure<R>> for ApiError {
    fn from(failure: Failure<R>) -> Self {
        match failure {
            Failure::Refused(refusal) => refusal.into(),
            Failure::Unexpected(unexpected) => unexpected.into(),
        }
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.code().name(), self.0.detail)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, formatter)
    }
}

/// What an error response carries to the envelope, which knows the request id.
pub struct ProblemDraft {
    problem: Problem,
    cause: Option<Unexpected>,
}

impl ProblemDraft {
    /// A draft made from a bare status, for refusals of the framework.
    pub fn from_status(status: StatusCode) -> Self {
        let code = ProblemCode::ALL
            .iter()
            .copied()
            .find(|code| code.status() == status.as_u16())
            .unwrap_or(if status.is_server_error() {
                ProblemCode::Internal
            } else {
                ProblemCode::MalformedRequest
            });
        ApiError::new(code, code.title()).into_draft()
    }

    /// The problem document and the cause to log.
    pub fn finish(mut self, base_url: &str, request_id: &str) -> (Problem, Option<Unexpected>) {
        self.problem.type_uri = format!("{base_url}/docs/problems/{}", self.problem.code.name());
        request_id.clone_into(&mut self.problem.request_id);
        (self.problem, self.cause)
    }
}

impl ApiError {
    fn into_draft(self) -> ProblemDraft {
        let code = self.code();
        let inner = *self.0;
        ProblemDraft {
            problem: Problem {
                type_uri: String::new(),
                title: code.title().to_owned(),
                status: code.status(),
                detail: inner.detail.into_owned(),
                code,
                request_id: String::new(),
                errors: inner.errors,
                decision: inner.decision,
                retry_after_seconds: inner.retry_after_seconds,
                attempts_left: inner.attempts_left,
                limit: inner.limit,
            },
            cause: inner.cause,
        }
    }

    /// The response; the envelope fills in its body.
    pub fn into_response(self) -> HttpResponse {
        let status =
            StatusCode::from_u16(self.code().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut builder = HttpResponse::build(status);
        for header in &self.0.headers {
            builder.insert_header(header.clone());
        }
        if let Some(seconds) = self.0.retry_after_seconds {
            builder.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        if status == StatusCode::UNAUTHORIZED {
            let scheme = match self.code() {
                ProblemCode::ProofInvalid
                | ProblemCode::UseDpopNonce
                | ProblemCode::ProfileUnknown => r#"DPoP algs="ES256 EdDSA""#,
                _ => r#"Session realm="anteroom""#,
            };
            builder.insert_header((header::WWW_AUTHENTICATE, scheme));
        }
        let mut response = builder.finish();
        response.extensions_mut().insert(self.into_draft());
        response
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        // The trait only lends the error, so its parts are copied.
        Self(Box::new(Inner {
            code: self.0.code,
            detail: self.0.detail.clone(),
            errors: self.0.errors.clone(),
            decision: self.0.decision.clone(),
            retry_after_seconds: self.0.retry_after_seconds,
            attempts_left: self.0.attempts_left,
            limit: self.0.limit,
            headers: self.0.headers.clone(),
            cause: self
                .0
                .cause
                .as_ref()
                .map(|cause| Unexpected::new("answering", cause.to_string())),
        }))
        .into_response()
    }
}
