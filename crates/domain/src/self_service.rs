//! The self-service settings: the master switch, the channels, the limits.

use crate::{
    field_problem::FieldProblem,
    limits::{
        OPEN_TOKENS_PER_USER_MAX, PROFILES_PER_USER_MAX, TOKEN_LIFETIME_NIST_SECONDS_MAX,
        TOKEN_LIFETIME_SECONDS,
    },
    named_enum::named_enum,
    provisioning::{Channel, ProfileKind},
};

named_enum! {
    /// Whether a claim needs the confirmation code.
    pub enum Confirmation {
        /// It does.
        Required => "required",
        /// The claim completes the token.
        Off => "off",
    }
}

named_enum! {
    /// What a message that carries a provisioning link leads to.
    pub enum MessageMode {
        /// To a claim; the confirmation code is then always required.
        Direct => "direct",
        /// To the signed-in page; nothing in the message can be redeemed.
        Pointer => "pointer",
    }
}

named_enum! {
    /// A set of values that a standard asks for.
    pub enum Preset {
        /// NIST SP 800-63B-4: pointer messages, 600 s at most, confirmation required.
        Nist80063b => "nist_800_63b",
    }
}

/// A value for each channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PerChannel<Value> {
    /// The QR code in the page.
    pub browser: Value,
    /// The QR code in a mail.
    pub email: Value,
    /// The link in a text message.
    pub sms: Value,
}

impl<Value: Copy> PerChannel<Value> {
    /// The value of one channel.
    #[must_use]
    pub const fn get(&self, channel: Channel) -> Value {
        match channel {
            Channel::Browser => self.browser,
            Channel::Email => self.email,
            Channel::Sms => self.sms,
        }
    }
}

/// The settings singleton.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfServiceSettings {
    /// The master switch: while it is off no token is issued, claimed or completed.
    pub enabled: bool,
    /// Which channels are on.
    pub channels: PerChannel<bool>,
    /// Which kinds of profile are offered; never empty.
    pub profile_kinds: Vec<ProfileKind>,
    /// How long a token lives, in seconds (60 to 604800).
    pub token_lifetime_seconds: PerChannel<u32>,
    /// How many open tokens a user may have (1 to 10).
    pub open_tokens_per_user_max: u32,
    /// How many profiles a user may have, suspended ones included (1 to 50).
    pub profiles_per_user_max: u32,
    /// Whether a claim needs the confirmation code.
    pub confirmation: Confirmation,
    /// What messages lead to.
    pub message_mode: MessageMode,
    /// The standard whose values are fixed, if any.
    pub preset: Option<Preset>,
    /// Whether the portal lists the provisioning page.
    pub portal_visible: bool,
    /// Whether users are told of changes to their profiles.
    pub notify_user_of_changes: bool,
}

impl Default for SelfServiceSettings {
    fn default() -> Self {
        Self {
            enabled: false,
            channels: PerChannel {
                browser: true,
                email: false,
                sms: false,
            },
            profile_kinds: vec![ProfileKind::MobileApp, ProfileKind::Totp],
            token_lifetime_seconds: PerChannel {
                browser: 300,
                email: 86_400,
                sms: 1_800,
            },
            open_tokens_per_user_max: 3,
            profiles_per_user_max: 5,
            confirmation: Confirmation::Required,
            message_mode: MessageMode::Direct,
            preset: None,
            portal_visible: true,
            notify_user_of_changes: true,
        }
    }
}

/// What the guard on `enabled` must know of the rest of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuardFacts {
    /// Which channels could carry a code now, were they on: the browser always, the others when their transport is set up.
    pub usable_channels: PerChannel<bool>,
    /// Whether the rules of the provisioning resource ask for authentication
    /// (see [`asks_for_authentication`](crate::access_rules::asks_for_authentication)).
    pub rule_asks_for_authentication: bool,
}

impl SelfServiceSettings {
    /// The settings with the values that their preset fixes. To be called before [`problems`](Self::problems) and storing.
    #[must_use]
    pub fn with_preset_applied(mut self) -> Self {
        if self.preset == Some(Preset::Nist80063b) {
            let bounded = |seconds: u32| seconds.min(TOKEN_LIFETIME_NIST_SECONDS_MAX);
            self.message_mode = MessageMode::Pointer;
            self.confirmation = Confirmation::Required;
            self.token_lifetime_seconds = PerChannel {
                browser: bounded(self.token_lifetime_seconds.browser),
                email: bounded(self.token_lifetime_seconds.email),
                sms: bounded(self.token_lifetime_seconds.sms),
            };
        }
        self
    }

    /// Everything that speaks against storing these settings; empty when they may be stored.
    #[must_use]
    pub fn problems(&self, guard: &GuardFacts) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        for channel in Channel::ALL {
            check_range(
                &format!("/token_lifetime_seconds/{channel}"),
                self.token_lifetime_seconds.get(*channel),
                &TOKEN_LIFETIME_SECONDS,
                &mut problems,
            );
        }
        check_range(
            "/open_tokens_per_user_max",
            self.open_tokens_per_user_max,
            &OPEN_TOKENS_PER_USER_MAX,
            &mut problems,
        );
        check_range(
            "/profiles_per_user_max",
            self.profiles_per_user_max,
            &PROFILES_PER_USER_MAX,
            &mut problems,
        );
        self.check_profile_kinds(&mut problems);
        if self.enabled {
            self.check_guard(*guard, &mut problems);
        }
        problems
    }

    /// Whether a token of this channel needs the confirmation code. A message that works by itself needs it
    /// whatever the setting says, since messages are read by others.
    #[must_use]
    pub fn confirmation_required(&self, channel: Channel) -> bool {
        let redeemable_message =
            channel != Channel::Browser && self.message_mode == MessageMode::Direct;
        self.confirmation == Confirmation::Required || redeemable_message
    }

    fn check_profile_kinds(&self, problems: &mut Vec<FieldProblem>) {
        if self.profile_kinds.is_empty() {
            problems.push(FieldProblem::new(
                "/profile_kinds",
                "empty",
                "at least one kind of profile is needed",
            ));
        }
        for (index, kind) in self.profile_kinds.iter().enumerate() {
            if self
                .profile_kinds
                .iter()
                .take(index)
                .any(|earlier| earlier == kind)
            {
                problems.push(FieldProblem::new(
                    format!("/profile_kinds/{index}"),
                    "duplicate",
                    format!("`{kind}` is named twice"),
                ));
            }
        }
    }

    fn check_guard(&self, guard: GuardFacts, problems: &mut Vec<FieldProblem>) {
        let offered = |channel: &&Channel| {
            self.channels.get(**channel) && guard.usable_channels.get(**channel)
        };
        if Channel::ALL.iter().find(offered).is_none() {
            problems.push(FieldProblem::new(
                "/enabled",
                "no_usable_channel",
                "self-service needs at least one channel that is on and usable",
            ));
        }
        if !guard.rule_asks_for_authentication {
            problems.push(FieldProblem::new(
                "/enabled",
                "rule_asks_for_no_authentication",
                "the rules of the provisioning page must ask for an authentication method before self-service is switched on",
            ));
        }
    }
}

fn check_range(
    pointer: &str,
    value: u32,
    range: &std::ops::RangeInclusive<u32>,
    problems: &mut Vec<FieldProblem>,
) {
    if !range.contains(&value) {
        problems.push(FieldProblem::new(
            pointer,
            "out_of_range",
            format!("must be {} to {}", range.start(), range.end()),
        ));
    }
}

#[cfg(test)]
mod tests;
