//! Sign-ins and sessions: how long they live, and which methods are still asked for.

use jiff::Timestamp;

use crate::{
    access_rules::{
        AuthenticationMethod, Evidence, NamedRequirement, evaluate, methods_asked_for_at_sign_in,
    },
    clock::after_seconds,
    limits::{SESSION_ABSOLUTE_SECONDS, SESSION_IDLE_SECONDS, SIGN_IN_LIFETIME_SECONDS},
};

/// How long sessions live, in seconds. The default is the product's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLimits {
    /// Without a request.
    pub idle_seconds: u64,
    /// In any case.
    pub absolute_seconds: u64,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self {
            idle_seconds: SESSION_IDLE_SECONDS,
            absolute_seconds: SESSION_ABSOLUTE_SECONDS,
        }
    }
}

/// Whether a session still counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionState {
    /// It counts.
    Live,
    /// Nobody used it for too long.
    IdleTooLong,
    /// It is too old.
    TooOld,
}

impl SessionLimits {
    /// Whether a session counts at `now`.
    #[must_use]
    pub fn state(
        &self,
        created_at: Timestamp,
        last_used_at: Timestamp,
        now: Timestamp,
    ) -> SessionState {
        if now >= after_seconds(created_at, self.absolute_seconds) {
            SessionState::TooOld
        } else if now >= after_seconds(last_used_at, self.idle_seconds) {
            SessionState::IdleTooLong
        } else {
            SessionState::Live
        }
    }

    /// When a session ends if nobody uses it any more.
    #[must_use]
    pub fn ends_at(&self, created_at: Timestamp, last_used_at: Timestamp) -> Timestamp {
        after_seconds(created_at, self.absolute_seconds)
            .min(after_seconds(last_used_at, self.idle_seconds))
    }
}

/// When a sign-in that began at `started_at` is too late to be finished.
#[must_use]
pub fn sign_in_expires_at(started_at: Timestamp) -> Timestamp {
    after_seconds(started_at, SIGN_IN_LIFETIME_SECONDS)
}

/// The methods that a sign-in still asks for, in order; empty when it is complete.
///
/// `rules` are those of the place where the person is going. Before the first method is passed the answer does
/// not depend on the user, so that it gives no names away. Afterwards it does: `evidence.user` is then set, and
/// `available` are the methods that this user can use. Somebody whom no further method would help is signed in
/// all the same, and is told on the page itself why it is closed.
#[must_use]
pub fn methods_still_asked_for(
    rules: &[NamedRequirement],
    evidence: &Evidence,
    available: &[AuthenticationMethod],
) -> Vec<AuthenticationMethod> {
    if evidence.methods_passed.is_empty() {
        return methods_asked_for_at_sign_in(rules, evidence);
    }
    evaluate(rules, evidence, available)
        .missing_methods()
        .to_vec()
}

#[cfg(test)]
mod tests;
