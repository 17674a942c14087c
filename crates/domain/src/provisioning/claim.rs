//! The claim: the first phone to present the secret takes the token.
//!
//! The proof of possession of the phone's key is checked before, and the race is decided by one conditional
//! UPDATE; here stands what must hold besides.

use jiff::Timestamp;

use super::{ProfileKind, Token, TokenStatus};
use crate::{
    clock::after_seconds,
    limits::CONFIRMATION_SECONDS_MIN,
    self_service::{MessageMode, SelfServiceSettings},
};

/// The world as it is now. It is asked again at claim, confirmation and activation, not only at issue.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// The settings.
    pub settings: &'a SelfServiceSettings,
    /// Whether the user is enabled.
    pub user_enabled: bool,
    /// Until when the user is locked.
    pub user_locked_until: Option<Timestamp>,
    /// How many profiles the user has that count.
    pub profiles: u32,
    /// Whether the evidence at issue still meets the rule of the provisioning resource (groups as they are now);
    /// true for tokens that were issued for the user.
    pub rule_still_met: bool,
    /// Whether the token's channel is usable.
    pub channel_usable: bool,
}

/// Everything that the decision over a claim depends on.
#[derive(Debug, Clone, Copy)]
pub struct ClaimFacts<'a> {
    /// The token that the secret belongs to.
    pub token: &'a Token,
    /// The world now.
    pub world: World<'a>,
    /// RFC 7638 thumbprint of the phone's key, whose possession is proved.
    pub thumbprint: &'a str,
}

/// What a claim does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimOutcome {
    /// The phone has the token; the confirmation code is awaited until `expires_at`.
    AwaitingConfirmation {
        /// The token's new end: a late claim still leaves a person the time to type the code.
        expires_at: Timestamp,
    },
    /// Confirmation is off: the profile is made at once.
    Completed,
    /// The same phone asks again, since the first answer was lost; it gets the same answer, and nothing changes.
    Repeated,
}

/// Why a token is of no use. The phone gets one answer for all of them; the audit learns which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It is over, or another phone has it.
    #[error("the token is {0}")]
    Status(TokenStatus),
    /// It is for another kind of profile.
    #[error("the token is for profiles of kind {0}")]
    WrongKind(ProfileKind),
    /// Another key than the one that claimed it.
    #[error("the token was claimed by another phone")]
    OtherPhone,
    /// The master switch went off.
    #[error("self-service is switched off")]
    SelfServiceDisabled,
    /// The kind is not offered any more.
    #[error("profiles of this kind are not offered any more")]
    KindNotOffered,
    /// The channel was switched off, or cannot be used any more.
    #[error("the channel is not available any more")]
    ChannelUnavailable,
    /// Its message works by itself, and messages only point to the signed-in page now.
    #[error("messages do not work by themselves any more")]
    MessagesOnlyPoint,
    /// The user was disabled.
    #[error("the user is disabled")]
    UserDisabled,
    /// The user is locked.
    #[error("the user is locked")]
    UserLocked,
    /// The rule is not met any more.
    #[error("the rule of the provisioning page is not met any more")]
    RuleNotMet,
    /// The user has as many profiles as allowed.
    #[error("the user has as many profiles as allowed")]
    TooManyProfiles,
}

/// Why a claim is refused; a name of its own, since the answer to the phone is one for all.
pub type ClaimRefused = Unusable;

impl World<'_> {
    /// Whether a token may go one step further.
    ///
    /// # Errors
    /// [`Unusable`] with what changed since the issue.
    pub fn allows(&self, token: &Token, now: Timestamp) -> Result<(), Unusable> {
        if !self.settings.enabled {
            Err(Unusable::SelfServiceDisabled)
        } else if !self.settings.profile_kinds.contains(&token.kind) {
            Err(Unusable::KindNotOffered)
        } else if !self.settings.channels.get(token.channel) || !self.channel_usable {
            Err(Unusable::ChannelUnavailable)
        } else if token.message_mode == Some(MessageMode::Direct)
            && self.settings.message_mode == MessageMode::Pointer
        {
            Err(Unusable::MessagesOnlyPoint)
        } else if !self.user_enabled {
            Err(Unusable::UserDisabled)
        } else if self.user_locked_until.is_some_and(|until| now < until) {
            Err(Unusable::UserLocked)
        } else if !self.rule_still_met {
            Err(Unusable::RuleNotMet)
        } else if self.profiles >= self.settings.profiles_per_user_max {
            Err(Unusable::TooManyProfiles)
        } else {
            Ok(())
        }
    }
}

/// Decides over a claim.
///
/// # Errors
/// [`Unusable`], which the phone must not be told apart.
pub fn claim(facts: &ClaimFacts<'_>, now: Timestamp) -> Result<ClaimOutcome, ClaimRefused> {
    let token = facts.token;
    if token.kind != ProfileKind::MobileApp {
        return Err(Unusable::WrongKind(token.kind));
    }
    let status = token.status_at(now);
    let claimed_by_this_phone = token
        .claimed_by_thumbprint
        .as_deref()
        .is_some_and(|thumbprint| thumbprint == facts.thumbprint);
    match status {
        TokenStatus::Issued => {}
        TokenStatus::Claimed | TokenStatus::Completed if claimed_by_this_phone => {
            return Ok(ClaimOutcome::Repeated);
        }
        _ => return Err(Unusable::Status(status)),
    }
    facts.world.allows(token, now)?;
    // A setting that became stricter since the issue counts; one that became looser does not.
    let confirmation_required =
        token.confirmation_required || facts.world.settings.confirmation_required(token.channel);
    if !confirmation_required {
        return Ok(ClaimOutcome::Completed);
    }
    let time_to_confirm = after_seconds(now, u64::from(CONFIRMATION_SECONDS_MIN));
    Ok(ClaimOutcome::AwaitingConfirmation {
        expires_at: token.expires_at.max(time_to_confirm),
    })
}

#[cfg(test)]
mod tests;
