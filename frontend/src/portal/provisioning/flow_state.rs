//! Which screen the provisioning page shows, from what is offered and from the token that it follows.

use anteroom_api_types::access_rules::Outcome;
use anteroom_api_types::provisioning::{
    Channel, ChannelUnavailable, IssuedBy, OwnProvisioning, ProfileKind, ProvisioningToken,
    TokenStatus,
};
use anteroom_api_types::self_service::MessageMode;
use anteroom_api_types::sessions::AuthenticationMethod;

use super::delivery_state::{Standing, Trouble, standing_of};

/// Why nothing is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotOffered {
    SwitchedOff,
    /// The rules say no, with their sentence.
    Denied {
        reason: Option<String>,
    },
    /// The rules ask for methods that the person has not set up.
    MethodsNotSetUp {
        missing: Vec<AuthenticationMethod>,
        not_set_up: Vec<AuthenticationMethod>,
        reason: Option<String>,
    },
    /// No channel can be used.
    NoChannel,
}

/// Which limit is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Profiles,
    OpenTokens,
}

/// The screens of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    NotOffered(NotOffered),
    StepUp,
    Limit(Limit),
    Choose,
    /// One possibility only: the token is issued without a question.
    Only(Possibility),
    /// The QR code waits for a phone.
    Waiting,
    /// A code is open, and its secret is not known here: it was shown elsewhere, or before a reload.
    Hidden,
    /// A message is on its way with the code, or with the link that leads back here.
    Sent,
    /// The message does not come.
    NotDelivered {
        trouble: Trouble,
        /// Else a new code takes its place.
        can_be_sent_again: bool,
    },
    /// The link of a message led here: the code is shown when the person asks for it.
    Ready,
    /// Somebody made a code for the person.
    Prepared {
        /// Whether this page may show it; else the person has it from whoever made it.
        can_be_shown: bool,
    },
    /// The address asks for a token that is not this person's, or is not kept any more.
    NotHere,
    Claimed,
    Totp,
    Done,
    Expired,
    /// Cancelled or replaced in another window.
    Elsewhere,
    Rejected,
}

/// One way to get a phone added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Possibility {
    pub kind: ProfileKind,
    pub channel: Channel,
}

/// Which token the address of the page asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// None, or one that this page made itself.
    #[default]
    Nothing,
    /// One that the page did not make, as the link of a message does.
    ForToken,
    /// One that is not there for this person.
    ForNothingThere,
}

/// The screen to show.
pub fn screen(offer: &OwnProvisioning, token: Option<&ProvisioningToken>, asked: Asked) -> Screen {
    match token {
        Some(token) => screen_of_token(token, asked),
        None if asked == Asked::ForNothingThere && offer.decision.outcome == Outcome::Allow => {
            Screen::NotHere
        }
        None => screen_of_offer(offer),
    }
}

fn screen_of_token(token: &ProvisioningToken, asked: Asked) -> Screen {
    match (token.status, token.kind) {
        (TokenStatus::Completed, _) => Screen::Done,
        (TokenStatus::Claimed, _) => Screen::Claimed,
        (TokenStatus::Expired, _) => Screen::Expired,
        (TokenStatus::Revoked, _) => Screen::Elsewhere,
        (TokenStatus::Rejected, _) => Screen::Rejected,
        (TokenStatus::Issued, ProfileKind::Totp) if token.totp_key.is_some() => Screen::Totp,
        (TokenStatus::Issued, ProfileKind::MobileApp) if token.link.is_some() => Screen::Waiting,
        (TokenStatus::Issued, _) => screen_without_secret(token, asked),
    }
}

/// A code is open, and its secret is not known here.
fn screen_without_secret(token: &ProvisioningToken, asked: Asked) -> Screen {
    let can_be_shown = can_be_shown(token);
    let by_message = token.channel != Channel::Browser;
    if is_prepared(token) && (can_be_shown || !by_message) {
        Screen::Prepared { can_be_shown }
    } else if can_be_shown && asked == Asked::ForToken {
        Screen::Ready
    } else if !by_message {
        Screen::Hidden
    } else if let Standing::Failed(trouble) = standing_of(token) {
        let delivery = token.delivery.as_ref();
        Screen::NotDelivered {
            trouble,
            can_be_sent_again: delivery.is_some_and(|delivery| delivery.resend_at.is_some()),
        }
    } else {
        Screen::Sent
    }
}

/// Whether somebody made the token for the person.
pub fn is_prepared(token: &ProvisioningToken) -> bool {
    token.issued_by != IssuedBy::User
}

/// Whether the message of a token only leads to this page. The key of an authenticator app never travels.
pub fn leads_back_here(token: &ProvisioningToken) -> bool {
    token.channel != Channel::Browser
        && (token.kind == ProfileKind::Totp || token.message_mode == Some(MessageMode::Pointer))
}

/// Whether the signed-in page may show the code of an open token once more.
pub fn can_be_shown(token: &ProvisioningToken) -> bool {
    leads_back_here(token) || (token.kind == ProfileKind::Totp && is_prepared(token))
}

fn screen_of_offer(offer: &OwnProvisioning) -> Screen {
    if !offer.enabled {
        return Screen::NotOffered(NotOffered::SwitchedOff);
    }
    let decision = &offer.decision;
    if decision.outcome != Outcome::Allow && !decision.unavailable_methods.is_empty() {
        return Screen::NotOffered(NotOffered::MethodsNotSetUp {
            missing: decision.missing_methods.clone(),
            not_set_up: decision.unavailable_methods.clone(),
            reason: decision.reason.clone(),
        });
    }
    match decision.outcome {
        Outcome::StepUp => return Screen::StepUp,
        Outcome::Deny => {
            return Screen::NotOffered(NotOffered::Denied {
                reason: decision.reason.clone(),
            });
        }
        Outcome::Allow => {}
    }
    let possibilities = possibilities(offer);
    if possibilities.is_empty() {
        Screen::NotOffered(NotOffered::NoChannel)
    } else if offer.profiles_left == 0 {
        Screen::Limit(Limit::Profiles)
    } else if offer.open_tokens_left == 0 {
        Screen::Limit(Limit::OpenTokens)
    } else {
        match possibilities.as_slice() {
            // A message costs something and cannot be called back, so it is never sent without a press.
            [only] if only.channel == Channel::Browser => Screen::Only(*only),
            _ => Screen::Choose,
        }
    }
}

/// Every way that the person could take.
pub fn possibilities(offer: &OwnProvisioning) -> Vec<Possibility> {
    let available: Vec<Channel> = offer
        .channels
        .iter()
        .filter(|channel| channel.available)
        .map(|channel| channel.channel)
        .collect();
    offer
        .kinds
        .iter()
        .flat_map(|kind| {
            available.iter().map(|channel| Possibility {
                kind: *kind,
                channel: *channel,
            })
        })
        .collect()
}

/// The open token that a page without one of its own takes up: one that a phone has claimed before all others, since
/// somebody waits for its code.
pub fn to_take_up(offer: &OwnProvisioning) -> Option<&ProvisioningToken> {
    if offer.decision.outcome != Outcome::Allow {
        return None;
    }
    let claimed = offer
        .open_tokens
        .iter()
        .find(|token| token.status == TokenStatus::Claimed);
    claimed.or_else(|| offer.open_tokens.first())
}

/// News of a token, put together with what only the first answer held.
pub fn merged(known: Option<&ProvisioningToken>, mut news: ProvisioningToken) -> ProvisioningToken {
    if let Some(known) = known.filter(|known| known.id == news.id) {
        news.link = news.link.or_else(|| known.link.clone());
        news.totp_key = news.totp_key.or_else(|| known.totp_key.clone());
        let code = |token: &ProvisioningToken| {
            token
                .claim
                .as_ref()
                .and_then(|claim| claim.confirmation_code.clone())
        };
        let known_code = code(known);
        if let Some(claim) = &mut news.claim {
            claim.confirmation_code = claim.confirmation_code.take().or(known_code);
        }
    }
    news
}

/// Whether news of a token are older than what is known. A poll may answer after the event that overtook it, and a
/// token never goes back in its life.
pub fn is_outdated(known: Option<&ProvisioningToken>, news: &ProvisioningToken) -> bool {
    let progress = |status: TokenStatus| match status {
        TokenStatus::Issued => 0,
        TokenStatus::Claimed => 1,
        TokenStatus::Completed
        | TokenStatus::Expired
        | TokenStatus::Revoked
        | TokenStatus::Rejected => 2,
    };
    known.is_some_and(|known| known.id == news.id && progress(known.status) > progress(news.status))
}

/// Whether the token's time is over by the clock of this device, although no event said so yet.
pub fn is_over(token: &ProvisioningToken, seconds_left: i64) -> bool {
    matches!(token.status, TokenStatus::Issued | TokenStatus::Claimed) && seconds_left <= 0
}

/// Why a channel cannot be chosen, in the person's language.
pub fn unavailable_sentence(channel: Channel, reason: Option<ChannelUnavailable>) -> String {
    match reason {
        Some(ChannelUnavailable::SwitchedOff) => text!("channel-switched-off"),
        Some(ChannelUnavailable::NoAddress) if channel == Channel::Sms => {
            text!("channel-no-number")
        }
        Some(ChannelUnavailable::NoAddress) => text!("channel-no-address"),
        Some(ChannelUnavailable::BudgetSpent) => text!("channel-budget-spent"),
        Some(ChannelUnavailable::NotUsableYet) | None => text!("channel-not-usable-yet"),
    }
}

/// Minutes and seconds as "4:05".
pub fn countdown(seconds: i64) -> String {
    if seconds >= 3_600 {
        format!(
            "{}:{:02}:{:02}",
            seconds / 3_600,
            seconds / 60 % 60,
            seconds % 60
        )
    } else {
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests;
