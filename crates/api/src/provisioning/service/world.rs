//! The world as it is now: asked again at every step of a token, not only when it is issued.

use anteroom_domain::access_rules::EvidenceUser;
use anteroom_domain::notifications::NotificationChannel;
use anteroom_domain::provisioning::{Channel, World};
use anteroom_domain::self_service::SelfServiceSettings;

use super::super::entity::Model;
use crate::access_rules;
use crate::accounts::{self, Account};
use crate::app::App;
use crate::db::ConnectionTrait;
use crate::failure::Unexpected;
use crate::notifications;
use crate::profiles::{self, ProfileSummary};
use crate::self_service;

/// The path whose rules decide over adding a phone.
pub const RESOURCE_PATH: &str = "/provisioning";

/// What is true at this moment for one token.
pub struct WorldNow {
    pub settings: SelfServiceSettings,
    pub account: Account,
    pub profiles: ProfileSummary,
    /// Whether a profile of anybody has the key of the phone that asks.
    pub key_is_taken: bool,
    rule_still_met: bool,
    channel_usable: bool,
}

impl WorldNow {
    /// The same for the domain.
    pub fn facts(&self) -> World<'_> {
        World {
            settings: &self.settings,
            user_enabled: self.account.enabled,
            // Waiting after wrong tries slows signing in; whoever has passed the rule has passed it.
            user_locked_until: None,
            profiles: self.profiles.counted,
            rule_still_met: self.rule_still_met,
            channel_usable: self.channel_usable,
        }
    }
}

/// Asks the world about a token; `None` when its user is gone.
pub async fn ask(
    app: &App,
    connection: &impl ConnectionTrait,
    row: &Model,
    thumbprint: Option<&str>,
) -> Result<Option<WorldNow>, Unexpected> {
    let user = row.owner();
    let Some(account) = accounts::find(connection, user).await? else {
        return Ok(None);
    };
    let settings = self_service::current(connection).await?;
    let (profiles, key_is_taken) = match thumbprint {
        Some(thumbprint) => profiles::summary_and_key(connection, user, thumbprint).await?,
        None => (profiles::summary(connection, user).await?, false),
    };
    Ok(Some(WorldNow {
        rule_still_met: rule_still_met(app, connection, row, profiles).await?,
        channel_usable: is_usable(connection, row.to_token()?.channel).await?,
        settings,
        account,
        profiles,
        key_is_taken,
    }))
}

/// Whether a channel can carry a code at all.
pub async fn is_usable(
    connection: &impl ConnectionTrait,
    channel: Channel,
) -> Result<bool, Unexpected> {
    let behind = match channel {
        Channel::Browser => return Ok(true),
        Channel::Email => NotificationChannel::Email,
        Channel::Sms => NotificationChannel::Sms,
    };
    notifications::is_usable(connection, behind).await
}

/// The proofs, the address and the time are those of the issue; groups and profiles those of now.
async fn rule_still_met(
    app: &App,
    connection: &impl ConnectionTrait,
    row: &Model,
    profiles: ProfileSummary,
) -> Result<bool, Unexpected> {
    let Some(evidence) = row.evidence()? else {
        return Ok(true);
    };
    let evidence = evidence.with_user(EvidenceUser {
        id: row.owner(),
        groups: accounts::groups_of(connection, row.owner()).await?,
        active_profiles: profiles.active,
    });
    let decision = access_rules::decide(app, connection, RESOURCE_PATH, &evidence, &[]).await?;
    Ok(decision.is_allowed())
}
