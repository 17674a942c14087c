//! Issuing a token: may it be, and what is it.

use jiff::Timestamp;

use super::{Channel, IssuedBy, ProfileKind};
use crate::{
    access_rules::{Decision, Outcome},
    clock::after_seconds,
    ids::TokenId,
    limits::TOKEN_LIFETIME_SECONDS,
    secret::{Secret, SecretHash},
    self_service::{MessageMode, PerChannel, SelfServiceSettings},
};

/// Everything that the decision to issue a token depends on.
#[derive(Debug, Clone)]
pub struct IssueFacts<'a> {
    /// The settings.
    pub settings: &'a SelfServiceSettings,
    /// Who asks.
    pub issued_by: IssuedBy,
    /// What the phone shall become.
    pub kind: ProfileKind,
    /// How the code shall reach the user.
    pub channel: Channel,
    /// What is known of each channel for this user.
    pub channels: &'a PerChannel<ChannelFacts>,
    /// The decision of the provisioning resource over the user's session; `None` when somebody issues for the user.
    pub decision: Option<&'a Decision>,
    /// Whether the user is enabled.
    pub user_enabled: bool,
    /// Until when the user is locked out after too many wrong answers.
    pub user_locked_until: Option<Timestamp>,
    /// The user's open tokens, the one that is replaced included.
    pub open_tokens: &'a [OpenToken],
    /// The open token whose place the new one takes.
    pub replaces: Option<TokenId>,
    /// How many profiles the user has that count (see `ProfileState::counts_against_limit`).
    pub profiles: u32,
    /// A lifetime other than the setting's, in seconds (60 to 604800, and not above the setting's); not for users themselves.
    pub lifetime_seconds: Option<u32>,
}

/// What is known of a channel for one user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChannelFacts {
    /// Its transport is set up. Always true of the browser.
    pub usable: bool,
    /// The user has the address that it needs. Always true of the browser.
    pub has_destination: bool,
    /// Its budget of the day is spent. Never true of the browser.
    pub budget_spent: bool,
}

/// An open token of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenToken {
    /// The token.
    pub id: TokenId,
    /// When it ends; one that is over does not count, even if it is listed.
    pub expires_at: Timestamp,
}

/// A token that may be stored.
#[derive(Clone)]
pub struct NewToken {
    /// Its id.
    pub id: TokenId,
    /// The secret, for the channel `browser` and kind `mobile_app` only: it goes into the answer, and nowhere else.
    /// For mail and SMS the worker makes the secret when it sends; TOTP has none.
    pub secret: Option<Secret>,
    /// What is stored of the secret.
    pub secret_hash: Option<SecretHash>,
    /// What the phone becomes.
    pub kind: ProfileKind,
    /// How the code reaches the user.
    pub channel: Channel,
    /// Who made it.
    pub issued_by: IssuedBy,
    /// Now.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Whether the claim must be confirmed.
    pub confirmation_required: bool,
    /// What its message can do; `None` for the browser.
    pub message_mode: Option<MessageMode>,
}

/// Why no token is issued, with the numbers that the sentence needs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IssueRefused {
    /// The master switch is off.
    #[error("self-service is switched off")]
    SelfServiceDisabled,
    /// The settings do not offer this kind.
    #[error("profiles of kind {0} are not offered")]
    KindNotOffered(ProfileKind),
    /// The channel is off, not usable, or the user lacks the address.
    #[error("the channel {channel} is not available")]
    ChannelUnavailable {
        /// The channel.
        channel: Channel,
        /// Why.
        reason: ChannelUnavailable,
    },
    /// Too many open tokens.
    #[error("{max} open tokens are allowed at most")]
    TooManyOpenTokens {
        /// The limit.
        max: u32,
        /// When the next one ends by itself.
        opens_at: Timestamp,
    },
    /// Too many profiles.
    #[error("{max} profiles are allowed at most")]
    TooManyProfiles {
        /// The limit.
        max: u32,
    },
    /// The user is disabled.
    #[error("the user is disabled")]
    UserDisabled,
    /// The user is locked after too many wrong answers.
    #[error("the user is locked until {until}")]
    UserLocked {
        /// When the lock opens.
        until: Timestamp,
    },
    /// The token to replace is not an open one of this user.
    #[error("the token to replace is not open any more")]
    ReplacedTokenNotOpen,
    /// The lifetime asked for is out of range.
    #[error("the lifetime must be {} to {max} seconds", TOKEN_LIFETIME_SECONDS.start())]
    LifetimeOutOfRange {
        /// The longest that is allowed here.
        max: u32,
    },
    /// The rule asks for more proofs first; the decision names them.
    #[error("more proofs are needed")]
    StepUpRequired,
    /// The rule says no.
    #[error("the rule of the provisioning page denies it")]
    AccessDenied,
}

/// Why a channel is not offered to a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelUnavailable {
    /// The settings have it switched off.
    Off,
    /// Its transport is not set up.
    NotUsable,
    /// The user has no such address.
    NoDestination,
    /// Its budget of the day is spent.
    BudgetSpent,
}

impl ChannelUnavailable {
    /// The stable word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::NotUsable => "not_usable",
            Self::NoDestination => "no_destination",
            Self::BudgetSpent => "budget_spent",
        }
    }
}

/// Whether a channel is offered to a user, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChannelOffer {
    /// The channel.
    pub channel: Channel,
    /// `None` when it is offered.
    pub unavailable: Option<ChannelUnavailable>,
}

/// What the provisioning page offers, in the product's order.
#[must_use]
pub fn channel_offers(
    settings: &SelfServiceSettings,
    channels: &PerChannel<ChannelFacts>,
) -> Vec<ChannelOffer> {
    let offer = |channel: &Channel| ChannelOffer {
        channel: *channel,
        unavailable: unavailable(settings, *channel, channels.get(*channel)),
    };
    Channel::ALL.iter().map(offer).collect()
}

fn unavailable(
    settings: &SelfServiceSettings,
    channel: Channel,
    facts: ChannelFacts,
) -> Option<ChannelUnavailable> {
    if !settings.channels.get(channel) {
        Some(ChannelUnavailable::Off)
    } else if !facts.usable {
        Some(ChannelUnavailable::NotUsable)
    } else if !facts.has_destination {
        Some(ChannelUnavailable::NoDestination)
    } else if facts.budget_spent {
        Some(ChannelUnavailable::BudgetSpent)
    } else {
        None
    }
}

/// Decides whether a token may be issued, and makes it.
///
/// # Errors
/// [`IssueRefused`] with the first reason, from the general (the switch) to the particular (the user's numbers).
pub fn issue(
    facts: &IssueFacts<'_>,
    now: Timestamp,
    random: &mut (impl rand::CryptoRng + ?Sized),
) -> Result<NewToken, IssueRefused> {
    check_user_and_rule(facts, now)?;
    check_offer(facts)?;
    check_numbers(facts, now)?;
    let lifetime_seconds = lifetime_seconds(facts)?;
    let secret = carries_secret_at_issue(facts).then(|| Secret::generate(random));
    Ok(NewToken {
        id: TokenId::generate(now, random),
        secret_hash: secret.as_ref().map(Secret::hash),
        secret,
        kind: facts.kind,
        channel: facts.channel,
        issued_by: facts.issued_by,
        created_at: now,
        expires_at: after_seconds(now, u64::from(lifetime_seconds)),
        confirmation_required: facts.settings.confirmation_required(facts.channel),
        message_mode: message_mode(facts.settings, facts.kind, facts.channel),
    })
}

fn check_user_and_rule(facts: &IssueFacts<'_>, now: Timestamp) -> Result<(), IssueRefused> {
    if !facts.settings.enabled {
        return Err(IssueRefused::SelfServiceDisabled);
    }
    if !facts.user_enabled {
        return Err(IssueRefused::UserDisabled);
    }
    if let Some(until) = facts.user_locked_until.filter(|until| now < *until) {
        return Err(IssueRefused::UserLocked { until });
    }
    match (
        facts.issued_by,
        facts.decision.map(|decision| &decision.outcome),
    ) {
        (_, Some(Outcome::Allow)) | (IssuedBy::Administrator | IssuedBy::ApiClient, None) => Ok(()),
        (_, Some(Outcome::StepUp { .. })) => Err(IssueRefused::StepUpRequired),
        // A user's own token without a decision is a mistake of the caller, and mistakes open nothing.
        (_, Some(Outcome::Deny { .. })) | (IssuedBy::User, None) => Err(IssueRefused::AccessDenied),
    }
}

fn check_offer(facts: &IssueFacts<'_>) -> Result<(), IssueRefused> {
    if !facts.settings.profile_kinds.contains(&facts.kind) {
        return Err(IssueRefused::KindNotOffered(facts.kind));
    }
    let channel = facts.channel;
    match unavailable(facts.settings, channel, facts.channels.get(channel)) {
        None => Ok(()),
        Some(reason) => Err(IssueRefused::ChannelUnavailable { channel, reason }),
    }
}

fn check_numbers(facts: &IssueFacts<'_>, now: Timestamp) -> Result<(), IssueRefused> {
    let profiles_max = facts.settings.profiles_per_user_max;
    if facts.profiles >= profiles_max {
        return Err(IssueRefused::TooManyProfiles { max: profiles_max });
    }
    let open = || {
        facts
            .open_tokens
            .iter()
            .filter(|token| now < token.expires_at)
    };
    if let Some(replaced) = facts.replaces
        && !open().any(|token| token.id == replaced)
    {
        return Err(IssueRefused::ReplacedTokenNotOpen);
    }
    let max = facts.settings.open_tokens_per_user_max;
    let mut ends: Vec<Timestamp> = open()
        .filter(|token| Some(token.id) != facts.replaces)
        .map(|token| token.expires_at)
        .collect();
    ends.sort_unstable();
    // There is room again when so many have ended that one fewer than the limit is left.
    let room = usize::try_from(max).unwrap_or(usize::MAX);
    let must_end = ends.len().checked_sub(room);
    match must_end.and_then(|index| ends.get(index)) {
        Some(opens_at) => Err(IssueRefused::TooManyOpenTokens {
            max,
            opens_at: *opens_at,
        }),
        None => Ok(()),
    }
}

fn lifetime_seconds(facts: &IssueFacts<'_>) -> Result<u32, IssueRefused> {
    let max = facts.settings.token_lifetime_seconds.get(facts.channel);
    match facts.lifetime_seconds {
        None => Ok(max),
        Some(seconds) if (*TOKEN_LIFETIME_SECONDS.start()..=max).contains(&seconds) => Ok(seconds),
        Some(_) => Err(IssueRefused::LifetimeOutOfRange { max }),
    }
}

/// What the message of a token can do. A shared secret is never put in a message, so that one for an
/// authenticator app only ever points to the signed-in page.
fn message_mode(
    settings: &SelfServiceSettings,
    kind: ProfileKind,
    channel: Channel,
) -> Option<MessageMode> {
    match (channel, kind) {
        (Channel::Browser, _) => None,
        (Channel::Email | Channel::Sms, ProfileKind::Totp) => Some(MessageMode::Pointer),
        (Channel::Email | Channel::Sms, ProfileKind::MobileApp) => Some(settings.message_mode),
    }
}

/// For a message the worker makes the secret when it sends, so that none waits in the queue; TOTP has none at all.
fn carries_secret_at_issue(facts: &IssueFacts<'_>) -> bool {
    facts.channel == Channel::Browser && facts.kind == ProfileKind::MobileApp
}

#[cfg(test)]
mod tests;
