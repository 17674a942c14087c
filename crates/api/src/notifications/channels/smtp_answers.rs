//! What an answer of a mail server means, depending on the step in which it comes.

use std::error::Error as _;

use anteroom_domain::notifications::DeliveryProblemCode as Code;
use lettre::transport::smtp::Error;

use crate::failure::causes;
use crate::notifications::outgoing::NotSent;

/// The step in which something failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Connecting, and the greeting.
    Connection,
    /// The same with TLS from the first byte.
    TlsConnection,
    /// STARTTLS.
    Starttls,
    /// AUTH.
    SignIn,
    /// MAIL, RCPT, DATA and the message.
    Send,
}

impl Step {
    /// What was being done, for people.
    pub const fn doing(self) -> &'static str {
        match self {
            Self::Connection => "connecting",
            Self::TlsConnection => "the encrypted connection",
            Self::Starttls => "STARTTLS",
            Self::SignIn => "signing in",
            Self::Send => "handing the mail over",
        }
    }
}

/// Puts a failure of the library in our words.
pub fn not_sent(step: Step, error: &Error) -> NotSent {
    if let Some(status) = error.status() {
        let answer = error.source().map(ToString::to_string).unwrap_or_default();
        let number = u16::from(status);
        return refused(step, number, &format!("{number} {answer}"));
    }
    let is_tls = error.is_tls() || causes(error).any(<dyn std::error::Error>::is::<rustls::Error>);
    let cause = causes(error).last().map(ToString::to_string);
    let cause = cause.unwrap_or_default();
    let code = if error.is_timeout() {
        Code::TimedOut
    } else if is_tls || step == Step::Starttls {
        Code::TlsFailed
    } else if step == Step::SignIn && error.is_client() {
        // None of the ways to sign in that we know.
        Code::SignInRefused
    } else {
        Code::ConnectionFailed
    };
    NotSent::for_now(code, &format!("{}: {cause}", step.doing()))
}

/// What a negative answer means (RFC 5321, section 4.2; RFC 4954, section 6).
pub fn refused(step: Step, status: u16, answer: &str) -> NotSent {
    let is_for_good = status >= 500;
    match (step, status) {
        // Authentication required, too weak, refused, or wanted encrypted: whatever the step, it is the channel.
        (_, 530 | 534 | 535 | 538) => NotSent::for_now(Code::SignInRefused, answer),
        (Step::SignIn, _) if is_for_good => NotSent::for_now(Code::SignInRefused, answer),
        (Step::Starttls, _) => NotSent::for_now(Code::TlsFailed, answer),
        (Step::Connection | Step::TlsConnection, _) if is_for_good => {
            NotSent::for_now(Code::ConnectionFailed, answer)
        }
        (Step::Send, _) if is_for_good => NotSent::for_good(Code::Refused, answer),
        _ => NotSent::for_now(Code::RefusedForNow, answer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notifications::outgoing::Verdict;

    fn check(step: Step, status: u16, code: Code, again: bool) {
        let found = refused(step, status, "text");
        assert_eq!(found.problem.code, code, "{step:?} {status}");
        let is_again = matches!(found.verdict, Verdict::TryAgain { .. });
        assert_eq!(is_again, again, "{step:?} {status}");
    }

    #[test]
    fn refusals_mean_what_their_step_makes_of_them() {
        check(Step::Connection, 421, Code::RefusedForNow, true);
        check(Step::Connection, 554, Code::ConnectionFailed, true);
        check(Step::TlsConnection, 554, Code::ConnectionFailed, true);
        check(Step::Starttls, 454, Code::TlsFailed, true);
        check(Step::Starttls, 502, Code::TlsFailed, true);
        check(Step::SignIn, 535, Code::SignInRefused, true);
        check(Step::SignIn, 504, Code::SignInRefused, true);
        check(Step::SignIn, 454, Code::RefusedForNow, true);
        check(Step::Send, 450, Code::RefusedForNow, true);
        check(Step::Send, 452, Code::RefusedForNow, true);
        check(Step::Send, 550, Code::Refused, false);
        check(Step::Send, 552, Code::Refused, false);
        check(Step::Send, 530, Code::SignInRefused, true);
    }
}
