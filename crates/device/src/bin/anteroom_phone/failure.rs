//! How a run can fail: the sentence for the person and the exit code for the script.

use anteroom_api_types::problem::{Problem, ProblemCode};
use anteroom_device::client::DeviceError;
use anteroom_device::key::KeyError;
use anteroom_device::link::LinkError;
use anteroom_device::store::StoreError;

/// A sentence, sorted by its exit code.
#[derive(Debug)]
pub enum Failure {
    /// The server refused, or the person did.
    Refused(String),
    /// What was typed, or the state file, cannot be used.
    Usage(String),
    /// Nobody answered, or somebody who does not speak the device protocol.
    NoConnection(String),
}

impl Failure {
    pub fn sentence(&self) -> &str {
        match self {
            Self::Refused(sentence) | Self::Usage(sentence) | Self::NoConnection(sentence) => {
                sentence
            }
        }
    }

    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Refused(_) => 1,
            Self::Usage(_) => 2,
            Self::NoConnection(_) => 3,
        }
    }
}

impl From<DeviceError> for Failure {
    fn from(error: DeviceError) -> Self {
        match error {
            DeviceError::Refused(problem) => Self::Refused(refusal_sentence(&problem)),
            DeviceError::NoConnection(error) => Self::NoConnection(connection_sentence(&error)),
            DeviceError::UnexpectedAnswer { status } => Self::NoConnection(format!(
                "What answered (status {status}) does not speak the device protocol; is the address right?"
            )),
            DeviceError::Proof(error) => error.into(),
        }
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::RandomSource => Self::Usage("The system gives no random numbers.".to_owned()),
            KeyError::NotAKey => {
                Self::Usage("The key in the state file cannot be read.".to_owned())
            }
        }
    }
}

impl From<LinkError> for Failure {
    fn from(error: LinkError) -> Self {
        Self::Usage(as_sentence(&error.to_string()))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Usage(as_sentence(&error.to_string()))
    }
}

fn refusal_sentence(problem: &Problem) -> String {
    match problem.code {
        ProblemCode::ProvisioningTokenUnusable => {
            "This code cannot be used: it is wrong, has been used, has expired or was cancelled. Ask for a new one."
                .to_owned()
        }
        ProblemCode::ConfirmationCodeWrong => match problem.attempts_left {
            Some(0) => "The confirmation code is wrong, and this was the last try. Ask for a new QR code.".to_owned(),
            Some(1) => "The confirmation code is wrong; one try is left.".to_owned(),
            Some(tries) => format!("The confirmation code is wrong; {tries} tries are left."),
            None => "The confirmation code is wrong.".to_owned(),
        },
        ProblemCode::ProfileUnknown => "The server has no profile for this phone; it was removed.".to_owned(),
        ProblemCode::TooManyTries => match problem.retry_after_seconds {
            Some(seconds) => format!("Too many tries; wait {seconds} seconds."),
            None => "Too many tries; wait a while.".to_owned(),
        },
        _ => general_sentence(problem),
    }
}

/// The server's own words, with what the help desk needs to find the request.
fn general_sentence(problem: &Problem) -> String {
    let words = if problem.detail.is_empty() {
        &problem.title
    } else {
        &problem.detail
    };
    let mut sentence = as_sentence(words);
    for field in &problem.errors {
        sentence.push(' ');
        sentence.push_str(&as_sentence(&field.message));
    }
    format!(
        "{sentence} ({}, request {})",
        problem.code.name(),
        problem.request_id
    )
}

fn connection_sentence(error: &reqwest::Error) -> String {
    // The innermost cause is the one that helps: a refused connection, an unknown name, a wrong certificate.
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    format!("No connection to the server: {cause}.")
}

fn as_sentence(words: &str) -> String {
    let mut characters = words.trim_end_matches('.').chars();
    let first = characters
        .next()
        .map(char::to_uppercase)
        .into_iter()
        .flatten();
    let mut sentence: String = first.chain(characters).collect();
    sentence.push('.');
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: ProblemCode, attempts_left: Option<u32>, expected: &str) {
        let problem = Problem {
            type_uri: String::new(),
            title: code.title().to_owned(),
            status: code.status(),
            detail: "the server says so".to_owned(),
            code,
            request_id: "r-1".to_owned(),
            errors: Vec::new(),
            decision: None,
            retry_after_seconds: None,
            attempts_left,
            limit: None,
        };
        let failure = Failure::from(DeviceError::Refused(Box::new(problem)));
        assert_eq!(failure.exit_code(), 1);
        assert!(
            failure.sentence().contains(expected),
            "{}",
            failure.sentence()
        );
    }

    #[test]
    fn refusals_become_sentences() {
        check(
            ProblemCode::ProvisioningTokenUnusable,
            None,
            "Ask for a new one",
        );
        check(
            ProblemCode::ConfirmationCodeWrong,
            Some(2),
            "2 tries are left",
        );
        check(
            ProblemCode::ConfirmationCodeWrong,
            Some(1),
            "one try is left",
        );
        check(ProblemCode::ConfirmationCodeWrong, Some(0), "the last try");
        check(
            ProblemCode::UserNotActive,
            None,
            "The server says so. (user_not_active, request r-1)",
        );
    }
}
