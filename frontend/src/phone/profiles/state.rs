//! What the phone says of a profile, from the server's answer and from its own memory.

use anteroom_api_types::device::DeviceProfile;
use anteroom_api_types::problem::ProblemCode;
use anteroom_api_types::profiles::ProfileStatus;

use crate::api::ApiFailure;

/// How a profile stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    Active(DeviceProfile),
    Suspended(DeviceProfile),
    /// Removed by the person or by an administrator; the phone may forget it.
    Removed,
    /// The claim was never confirmed, and is over.
    NeverConfirmed,
    /// The server does not answer; what the phone remembers.
    Unknown(ApiFailure),
}

/// Reads the answer to "how is my profile?".
pub fn standing(answer: Result<DeviceProfile, ApiFailure>, was_confirmed: bool) -> Standing {
    match answer {
        Ok(profile) => match profile.status {
            ProfileStatus::Active => Standing::Active(profile),
            ProfileStatus::Suspended => Standing::Suspended(profile),
            ProfileStatus::Revoked => Standing::Removed,
        },
        Err(failure) if failure.code == ProblemCode::ProfileUnknown => {
            if was_confirmed {
                Standing::Removed
            } else {
                Standing::NeverConfirmed
            }
        }
        Err(failure) => Standing::Unknown(failure),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anteroom_api_types::device::{Account, Issuer};
    use anteroom_api_types::time::Time;
    use jiff::Timestamp;
    use uuid::Uuid;

    fn profile(status: ProfileStatus) -> DeviceProfile {
        DeviceProfile {
            id: Uuid::nil(),
            status,
            account: Account {
                display_name: "Maja".to_owned(),
                user_name: "maja".to_owned(),
            },
            issuer: Issuer {
                name: "Example".to_owned(),
                base_url: "https://id.example".to_owned(),
            },
            name: "Pixel 8".to_owned(),
            created_at: Time(Timestamp::UNIX_EPOCH),
        }
    }

    #[test]
    fn the_phone_says_what_the_server_says() {
        assert!(matches!(
            standing(Ok(profile(ProfileStatus::Active)), true),
            Standing::Active(_)
        ));
        assert!(matches!(
            standing(Ok(profile(ProfileStatus::Suspended)), true),
            Standing::Suspended(_)
        ));
        assert_eq!(
            standing(Ok(profile(ProfileStatus::Revoked)), true),
            Standing::Removed
        );
    }

    #[test]
    fn an_unknown_key_is_removed_or_was_never_confirmed() {
        let unknown = || ApiFailure {
            status: 401,
            code: ProblemCode::ProfileUnknown,
            problem: None,
        };
        assert_eq!(standing(Err(unknown()), true), Standing::Removed);
        assert_eq!(standing(Err(unknown()), false), Standing::NeverConfirmed);
    }

    #[test]
    fn no_answer_is_not_a_removal() {
        assert!(matches!(
            standing(Err(ApiFailure::no_answer()), true),
            Standing::Unknown(_)
        ));
    }
}
