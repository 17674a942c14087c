//! What the refusals of provisioning are called on the wire.

use anteroom_api_types::problem::{FieldProblem as WireFieldProblem, ProblemCode};
use anteroom_domain::clock::seconds_between;
use anteroom_domain::provisioning::{IssueRefused, Unusable};
use jiff::Timestamp;

use super::super::service::claim::DeviceRefused;
use super::super::service::end::EndRefused;
use super::super::service::issue::IssueFailed;
use super::super::service::resend::ResendRefused;
use super::super::service::show::ShowRefused;
use super::super::service::totp::ActivateRefused;
use crate::device_proof::ProofReplayed;
use crate::failure::Failure;
use crate::http::ApiError;

/// Why no token was issued; `now` makes a waiting time of the moment when there is room again.
pub fn issue_failed(failure: Failure<IssueFailed>, now: Timestamp) -> ApiError {
    match failure {
        Failure::Unexpected(cause) => cause.into(),
        Failure::Refused(IssueFailed::NotFound) => ApiError::not_found(),
        Failure::Refused(IssueFailed::NoSuchUser) => {
            ApiError::field("/user_id", "unknown", "There is no such user.")
        }
        Failure::Refused(IssueFailed::Refused(refused)) => issue_refused(&refused, now),
        Failure::Refused(IssueFailed::Message(refused)) => refused.into(),
    }
}

fn issue_refused(refused: &IssueRefused, now: Timestamp) -> ApiError {
    let sentence = format!("{}.", capitalised(&refused.to_string()));
    let code = match refused {
        IssueRefused::SelfServiceDisabled => ProblemCode::SelfServiceDisabled,
        IssueRefused::KindNotOffered(_) => ProblemCode::KindNotOffered,
        IssueRefused::ChannelUnavailable { .. } => ProblemCode::ChannelNotOffered,
        IssueRefused::TooManyOpenTokens { max, opens_at } => {
            let wait = u32::try_from(seconds_between(now, *opens_at)).unwrap_or(u32::MAX);
            return ApiError::new(ProblemCode::OpenTokensLimit, sentence)
                .with_limit(*max)
                .with_retry_after(wait.saturating_add(1));
        }
        IssueRefused::TooManyProfiles { max } => {
            return ApiError::new(ProblemCode::ProfilesLimit, sentence).with_limit(*max);
        }
        IssueRefused::UserDisabled | IssueRefused::UserLocked { .. } => ProblemCode::UserNotActive,
        IssueRefused::ReplacedTokenNotOpen => ProblemCode::StateConflict,
        IssueRefused::LifetimeOutOfRange { .. } => {
            return ApiError::field("/lifetime_seconds", "out_of_range", sentence);
        }
        IssueRefused::StepUpRequired => ProblemCode::StepUpRequired,
        IssueRefused::AccessDenied => ProblemCode::AccessDenied,
    };
    ApiError::new(code, sentence)
}

impl From<DeviceRefused> for ApiError {
    fn from(refused: DeviceRefused) -> Self {
        match refused {
            DeviceRefused::Replayed => ProofReplayed.into(),
            DeviceRefused::Unusable => Self::new(
                ProblemCode::ProvisioningTokenUnusable,
                "The code is unknown, used, expired or revoked.",
            ),
            DeviceRefused::KeyTaken => Self::new(
                ProblemCode::StateConflict,
                "The key belongs to a profile already; make a key pair for each profile.",
            ),
            DeviceRefused::Phone(problems) => Self::fields(
                problems
                    .into_iter()
                    .map(|problem| WireFieldProblem {
                        pointer: problem.pointer,
                        code: problem.code.to_owned(),
                        message: problem.message,
                    })
                    .collect(),
            ),
            DeviceRefused::WrongCode { attempts_left } => Self::new(
                ProblemCode::ConfirmationCodeWrong,
                "The confirmation code is not the one on the signed-in page.",
            )
            .with_attempts_left(attempts_left),
        }
    }
}

impl From<EndRefused> for ApiError {
    fn from(refused: EndRefused) -> Self {
        match refused {
            EndRefused::NotFound => Self::not_found(),
            EndRefused::Status(refused) => Self::new(
                ProblemCode::StateConflict,
                format!("The token is {}.", refused.status),
            ),
        }
    }
}

impl From<ActivateRefused> for ApiError {
    fn from(refused: ActivateRefused) -> Self {
        match refused {
            ActivateRefused::NotFound => Self::not_found(),
            ActivateRefused::Name(refused) => {
                let problem = refused.at("/name");
                Self::field(problem.pointer, problem.code, problem.message)
            }
            ActivateRefused::Malformed => {
                Self::field("/code", "malformed", "A code has six digits.")
            }
            ActivateRefused::WrongCode { attempts_left } => Self::new(
                ProblemCode::TotpCodeWrong,
                "The code is not the one that the authenticator app shows now.",
            )
            .with_attempts_left(attempts_left),
            ActivateRefused::KeyNotShown => Self::new(
                ProblemCode::StateConflict,
                "The key of this token was not shown yet; have it shown first.",
            ),
            ActivateRefused::Unusable(reason) => unusable(reason),
        }
    }
}

impl From<ResendRefused> for ApiError {
    fn from(refused: ResendRefused) -> Self {
        let conflict = |sentence: String| Self::new(ProblemCode::StateConflict, sentence);
        match refused {
            ResendRefused::NotFound => Self::not_found(),
            ResendRefused::NotByMessage => conflict("No message carries this token.".to_owned()),
            ResendRefused::Status(status) => conflict(format!("The token is {status}.")),
            ResendRefused::OnItsWay => conflict("The last message has not left yet.".to_owned()),
            ResendRefused::TooSoon {
                retry_after_seconds,
            } => Self::new(
                ProblemCode::TooManyMessages,
                "The last message left a moment ago.",
            )
            .with_retry_after(retry_after_seconds),
            ResendRefused::Message(refused) => refused.into(),
        }
    }
}

impl From<ShowRefused> for ApiError {
    fn from(refused: ShowRefused) -> Self {
        match refused {
            ShowRefused::NotFound => Self::not_found(),
            ShowRefused::NotShownHere => Self::new(
                ProblemCode::StateConflict,
                "The code of this token went another way.",
            ),
            ShowRefused::Unusable(reason) => unusable(reason),
        }
    }
}

/// On the signed-in page the user may know why.
fn unusable(reason: Unusable) -> ApiError {
    let code = match reason {
        Unusable::Status(_)
        | Unusable::WrongKind(_)
        | Unusable::OtherPhone
        | Unusable::MessagesOnlyPoint => ProblemCode::StateConflict,
        Unusable::SelfServiceDisabled => ProblemCode::SelfServiceDisabled,
        Unusable::KindNotOffered => ProblemCode::KindNotOffered,
        Unusable::ChannelUnavailable => ProblemCode::ChannelNotOffered,
        Unusable::UserDisabled | Unusable::UserLocked => ProblemCode::UserNotActive,
        Unusable::RuleNotMet => ProblemCode::AccessDenied,
        Unusable::TooManyProfiles => ProblemCode::ProfilesLimit,
    };
    ApiError::new(code, format!("{}.", capitalised(&reason.to_string())))
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}
