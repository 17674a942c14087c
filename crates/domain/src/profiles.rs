//! Profiles: one user's identity on one phone, and what may become of it.

use crate::{accounts::name, field_problem::TextRefused, named_enum::named_enum};

named_enum! {
    /// Where a profile stands.
    pub enum ProfileState {
        /// It can sign in.
        Active => "active",
        /// It cannot sign in until somebody resumes it.
        Suspended => "suspended",
        /// Gone for good; the row stays for the audit.
        Revoked => "revoked",
    }
}

named_enum! {
    /// What is done to a profile.
    pub enum ProfileAction {
        /// The help desk stops it for a time.
        Suspend => "suspend",
        /// The help desk lets it go on.
        Resume => "resume",
        /// The help desk ends it.
        Revoke => "revoke",
        /// Its user takes it away.
        Remove => "remove",
        /// Its user lost the phone.
        ReportLost => "report_lost",
        /// The phone gives it up.
        GiveUp => "give_up",
    }
}

/// An action that a profile in this state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a profile that is {state} cannot {action}")]
pub struct ProfileActionRefused {
    /// Where the profile stands.
    pub state: ProfileState,
    /// What was asked.
    pub action: ProfileAction,
}

impl ProfileState {
    /// The state after `action`.
    ///
    /// # Errors
    /// [`ProfileActionRefused`] when nothing can be done any more, or nothing would change.
    pub const fn after(self, action: ProfileAction) -> Result<Self, ProfileActionRefused> {
        match (self, action) {
            (Self::Active, ProfileAction::Suspend) => Ok(Self::Suspended),
            (Self::Suspended, ProfileAction::Resume) => Ok(Self::Active),
            (
                Self::Active | Self::Suspended,
                ProfileAction::Revoke
                | ProfileAction::Remove
                | ProfileAction::ReportLost
                | ProfileAction::GiveUp,
            ) => Ok(Self::Revoked),
            (state, action) => Err(ProfileActionRefused { state, action }),
        }
    }

    /// Whether it counts against `profiles_per_user_max`: everything that is or may become usable.
    #[must_use]
    pub const fn counts_against_limit(self) -> bool {
        matches!(self, Self::Active | Self::Suspended)
    }
}

impl ProfileAction {
    /// Whether the sessions that the profile opened end with it.
    #[must_use]
    pub const fn ends_sessions(self) -> bool {
        !matches!(self, Self::Resume)
    }
}

/// A profile's name, trimmed.
///
/// # Errors
/// [`TextRefused`] for an empty name, a long one, or one with control characters or direction marks.
pub fn profile_name(text: &str) -> Result<String, TextRefused> {
    name(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ProfileAction::{GiveUp, Remove, ReportLost, Resume, Revoke, Suspend};
    use ProfileState::{Active, Revoked, Suspended};

    fn check(state: ProfileState, action: ProfileAction, expected: Option<ProfileState>) {
        assert_eq!(state.after(action).ok(), expected, "{state} {action}");
    }

    #[test]
    fn profiles_are_suspended_and_resumed() {
        check(Active, Suspend, Some(Suspended));
        check(Suspended, Resume, Some(Active));
        check(Active, Resume, None);
        check(Suspended, Suspend, None);
    }

    #[test]
    fn revoked_profile_stays_revoked() {
        for action in [Revoke, Remove, ReportLost, GiveUp] {
            check(Active, action, Some(Revoked));
            check(Suspended, action, Some(Revoked));
        }
        for action in ProfileAction::ALL {
            check(Revoked, *action, None);
        }
    }
}
