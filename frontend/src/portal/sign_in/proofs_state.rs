//! Which proof is asked for now, which other ways there are, and how many proofs remain.

use anteroom_api_types::problem::ProblemCode;
use anteroom_api_types::sessions::{AuthenticationMethod, SignIn, SignInStatus};

use crate::api::ApiFailure;
use crate::text::{failure_sentence, t};

/// The methods that these pages can ask for.
const SUPPORTED: [AuthenticationMethod; 2] =
    [AuthenticationMethod::Password, AuthenticationMethod::Totp];

/// How many digits the code of an authenticator app has.
pub const TOTP_DIGITS: usize = 6;

/// What the page asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// This proof, out of those that are possible now.
    Proof {
        method: AuthenticationMethod,
        other_ways: Vec<AuthenticationMethod>,
    },
    /// Nothing more.
    Complete,
    /// Something that this person cannot give here.
    Impossible { methods: Vec<AuthenticationMethod> },
}

/// What the sign-in asks for now. `chosen` is the way that the person took, if it is still possible.
pub fn asked(sign_in: &SignIn, chosen: Option<AuthenticationMethod>) -> Asked {
    if sign_in.status == SignInStatus::Complete {
        return Asked::Complete;
    }
    let possible: Vec<_> = sign_in
        .methods
        .iter()
        .copied()
        .filter(|method| SUPPORTED.contains(method))
        .collect();
    let method = chosen
        .filter(|method| possible.contains(method))
        .or_else(|| possible.first().copied());
    match method {
        Some(method) => Asked::Proof {
            method,
            other_ways: possible
                .into_iter()
                .filter(|other| *other != method)
                .collect(),
        },
        None => Asked::Impossible {
            methods: sign_in.methods.clone(),
        },
    }
}

/// "2 of 2": which proof this is, and how many there are; nothing when one is enough.
pub fn progress(sign_in: &SignIn) -> Option<(u32, u32)> {
    let passed = sign_in
        .passed
        .iter()
        .filter(|method| !sign_in.methods.contains(method))
        .count();
    let current = u32::try_from(passed).unwrap_or(u32::MAX).saturating_add(1);
    let needed = sign_in.proofs_needed.max(current);
    (needed > 1).then_some((current, needed))
}

/// The name of a method in the person's language.
pub fn method_name(method: AuthenticationMethod) -> String {
    t(match method {
        AuthenticationMethod::Password => "method-password",
        AuthenticationMethod::EmailCode => "method-email_code",
        AuthenticationMethod::SmsCode => "method-sms_code",
        AuthenticationMethod::Totp => "method-totp",
        AuthenticationMethod::Passkey => "method-passkey",
        AuthenticationMethod::MobileApp => "method-mobile_app",
        AuthenticationMethod::Oidc => "method-oidc",
    })
}

/// The names of methods as a list: "Password, Authenticator app".
pub fn method_names(methods: &[AuthenticationMethod]) -> String {
    methods
        .iter()
        .map(|method| method_name(*method))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What a wrong answer means for the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProofFailed {
    /// The sentence stands beside the field, and the person tries again.
    TryAgain(String),
    /// Nobody may try for a while.
    Locked { sentence: String, seconds: u32 },
    /// The sign-in is over and must be started anew.
    Over,
}

/// Reads the failure of a proof.
pub fn proof_failed(failure: &ApiFailure, method: AuthenticationMethod) -> ProofFailed {
    match failure.code {
        ProblemCode::TooManyTries => ProofFailed::Locked {
            sentence: failure_sentence(failure),
            seconds: failure.retry_after_seconds().unwrap_or(60),
        },
        ProblemCode::NotFound | ProblemCode::StateConflict => ProofFailed::Over,
        ProblemCode::CredentialsWrong if method == AuthenticationMethod::Password => {
            ProofFailed::TryAgain(text!("sign-in-password-wrong"))
        }
        ProblemCode::CredentialsWrong => ProofFailed::TryAgain(text!("sign-in-code-wrong")),
        _ => ProofFailed::TryAgain(failure_sentence(failure)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AuthenticationMethod::{EmailCode, Password, Totp};
    use anteroom_api_types::time::Time;
    use jiff::Timestamp;
    use uuid::Uuid;

    fn sign_in(
        methods: &[AuthenticationMethod],
        passed: &[AuthenticationMethod],
        proofs_needed: u32,
    ) -> SignIn {
        SignIn {
            id: Uuid::nil(),
            status: SignInStatus::Pending,
            methods: methods.to_vec(),
            passed: passed.to_vec(),
            proofs_needed,
            step_up: false,
            return_to: "/".to_owned(),
            expires_at: Time(Timestamp::UNIX_EPOCH),
        }
    }

    #[test]
    fn the_first_missing_method_is_asked_for_and_the_rest_are_other_ways() {
        let asked = asked(&sign_in(&[Totp, Password], &[], 1), None);
        assert_eq!(
            asked,
            Asked::Proof {
                method: Totp,
                other_ways: vec![Password]
            }
        );
    }

    #[test]
    fn another_way_is_kept_only_while_it_is_possible() {
        let both = sign_in(&[Totp, Password], &[], 1);
        assert_eq!(
            asked(&both, Some(Password)),
            Asked::Proof {
                method: Password,
                other_ways: vec![Totp]
            }
        );
        let one = sign_in(&[Totp], &[Password], 2);
        assert_eq!(
            asked(&one, Some(Password)),
            Asked::Proof {
                method: Totp,
                other_ways: vec![]
            }
        );
    }

    #[test]
    fn a_method_that_the_pages_do_not_speak_is_impossible() {
        assert_eq!(
            asked(&sign_in(&[EmailCode], &[], 1), None),
            Asked::Impossible {
                methods: vec![EmailCode]
            }
        );
    }

    #[test]
    fn progress_counts_proofs_and_is_silent_for_one() {
        assert_eq!(progress(&sign_in(&[Password], &[], 1)), None);
        assert_eq!(progress(&sign_in(&[Password], &[], 2)), Some((1, 2)));
        assert_eq!(progress(&sign_in(&[Totp], &[Password], 2)), Some((2, 2)));
        // A password that is too old is asked for again and does not count as passed.
        assert_eq!(progress(&sign_in(&[Password], &[Password], 1)), None);
    }

    #[test]
    fn a_sign_in_that_is_over_starts_anew() {
        let failure = ApiFailure {
            status: 404,
            code: ProblemCode::NotFound,
            problem: None,
        };
        assert_eq!(proof_failed(&failure, Password), ProofFailed::Over);
    }
}
