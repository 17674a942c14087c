//! The steps of adding a phone, and what each answer of the server means for them, in plain Rust.

use anteroom_api_types::device::{Claim, ClaimPreview, DeviceProfile};
use anteroom_api_types::problem::ProblemCode;

use crate::api::ApiFailure;

/// The shortest text that can be a secret; shorter fragments are links inside of the page.
pub const SECRET_CHARACTERS_MIN: usize = 20;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Asking what the secret would add, and whether this browser can keep a key.
    Looking,
    /// This browser cannot keep a key. Nothing was used up.
    CannotKeepKeys,
    /// A computer: the code to scan, and "use this computer anyway".
    OnComputer(Box<ClaimPreview>),
    /// What would be added; nothing has changed yet.
    Offer(Box<ClaimPreview>),
    /// The digits of the signed-in page are asked for.
    Confirm(Box<Claim>),
    Done(Box<DeviceProfile>),
    /// Unknown, used, too old or cancelled: one text for all.
    Unusable,
    /// Turned away: too many wrong digits, or "not my phone".
    TurnedAway,
    /// The call failed and may be tried again.
    Failed(ApiFailure),
}

/// After the preview.
pub fn after_preview(
    answer: Result<ClaimPreview, ApiFailure>,
    keeps_keys: bool,
    on_computer: bool,
) -> Step {
    match answer {
        Err(failure) => after_failure(failure),
        Ok(_) if !keeps_keys => Step::CannotKeepKeys,
        Ok(preview) if on_computer => Step::OnComputer(Box::new(preview)),
        Ok(preview) => Step::Offer(Box::new(preview)),
    }
}

/// After the claim, or after asking how far it has come.
pub fn after_claim(answer: Result<Claim, ApiFailure>) -> Step {
    match answer {
        Ok(claim) => match claim.profile.clone() {
            Some(profile) => Step::Done(Box::new(profile)),
            None => Step::Confirm(Box::new(claim)),
        },
        Err(failure) => after_failure(failure),
    }
}

fn after_failure(failure: ApiFailure) -> Step {
    let unusable = matches!(
        failure.code,
        ProblemCode::ProvisioningTokenUnusable
            | ProblemCode::ContentRefused
            | ProblemCode::MalformedRequest
    );
    if unusable || failure.status == 404 {
        Step::Unusable
    } else {
        Step::Failed(failure)
    }
}

/// What a refused confirmation means.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// Wrong digits, and this many tries are left.
    WrongCode { attempts_left: u32 },
    /// No more tries, or the person said "not my phone", or the time is over.
    Over,
    /// Anything else: said as it is.
    Other(ApiFailure),
}

/// Reads the failure of a confirmation.
pub fn confirmation_refused(failure: ApiFailure) -> Refused {
    match (failure.code, failure.attempts_left()) {
        (ProblemCode::ConfirmationCodeWrong, Some(0))
        | (
            ProblemCode::ProvisioningTokenUnusable
            | ProblemCode::NotFound
            | ProblemCode::StateConflict,
            _,
        ) => Refused::Over,
        (ProblemCode::ConfirmationCodeWrong, left) => Refused::WrongCode {
            attempts_left: left.unwrap_or(1),
        },
        _ => Refused::Other(failure),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anteroom_api_types::device::{
        Account, ClaimConfirmation, ClaimStatus, Confirmation, Issuer,
    };
    use anteroom_api_types::provisioning::ProfileKind;
    use anteroom_api_types::time::Time;
    use jiff::Timestamp;
    use uuid::Uuid;

    fn preview() -> ClaimPreview {
        ClaimPreview {
            issuer: Issuer {
                name: "Example".to_owned(),
                base_url: "https://id.example".to_owned(),
            },
            account: Account {
                display_name: "Maja Lind".to_owned(),
                user_name: "maja".to_owned(),
            },
            kind: ProfileKind::MobileApp,
            expires_at: Time(Timestamp::UNIX_EPOCH),
            confirmation: Confirmation::Required,
            algorithms: vec!["ES256".to_owned()],
        }
    }

    fn failure(status: u16, code: ProblemCode) -> ApiFailure {
        ApiFailure {
            status,
            code,
            problem: None,
        }
    }

    #[test]
    fn a_phone_is_offered_what_a_computer_shows_as_a_code() {
        assert!(matches!(
            after_preview(Ok(preview()), true, false),
            Step::Offer(_)
        ));
        assert!(matches!(
            after_preview(Ok(preview()), true, true),
            Step::OnComputer(_)
        ));
    }

    #[test]
    fn a_browser_without_a_store_says_so_before_anything_is_used_up() {
        assert_eq!(
            after_preview(Ok(preview()), false, false),
            Step::CannotKeepKeys
        );
    }

    #[test]
    fn every_unusable_secret_gets_the_same_text() {
        for (status, code) in [
            (404, ProblemCode::ProvisioningTokenUnusable),
            (404, ProblemCode::NotFound),
            (422, ProblemCode::ContentRefused),
        ] {
            assert_eq!(
                after_preview(Err(failure(status, code)), true, false),
                Step::Unusable
            );
            assert_eq!(after_claim(Err(failure(status, code))), Step::Unusable);
        }
        assert!(matches!(
            after_claim(Err(ApiFailure::no_answer())),
            Step::Failed(_)
        ));
    }

    #[test]
    fn a_claim_asks_for_digits_until_the_profile_stands() {
        let claim = Claim {
            id: Uuid::nil(),
            status: ClaimStatus::AwaitingConfirmation,
            confirmation: Some(ClaimConfirmation {
                digits: 4,
                attempts_left: 3,
            }),
            account: preview().account,
            issuer: preview().issuer,
            expires_at: Time(Timestamp::UNIX_EPOCH),
            profile: None,
        };
        assert!(matches!(after_claim(Ok(claim)), Step::Confirm(_)));
    }

    #[test]
    fn the_last_wrong_digits_end_it() {
        let code = ProblemCode::ConfirmationCodeWrong;
        assert_eq!(
            confirmation_refused(failure(422, code)),
            Refused::WrongCode { attempts_left: 1 }
        );
        assert_eq!(
            confirmation_refused(failure(404, ProblemCode::ProvisioningTokenUnusable)),
            Refused::Over
        );
        assert!(matches!(
            confirmation_refused(failure(429, ProblemCode::TooManyTries)),
            Refused::Other(_)
        ));
    }
}
