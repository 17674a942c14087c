//! What the provisioning page offers to the signed-in user.

use anteroom_domain::access_rules::{AuthenticationMethod, Decision, Evidence};
use anteroom_domain::ids::UserId;
use anteroom_domain::provisioning::{Channel, ChannelOffer, channel_offers};
use anteroom_domain::self_service::SelfServiceSettings;

use super::super::entity::Model;
use super::super::store;
use super::issue::channel_facts;
use super::world::RESOURCE_PATH;
use crate::access_rules;
use crate::accounts::{self, Account};
use crate::app::App;
use crate::failure::Unexpected;
use crate::profiles;
use crate::self_service;

/// What is offered to one user.
pub struct Offer {
    /// The settings in force.
    pub settings: SelfServiceSettings,
    /// What the rules of the page say.
    pub decision: Decision,
    /// The user.
    pub account: Account,
    /// Every channel.
    pub channels: Vec<ChannelOffer>,
    /// The tokens that are not at their end, newest first.
    pub open_tokens: Vec<Model>,
    /// Profiles that count for the limit.
    pub profiles: u32,
}

/// Collects it; `None` when the user is gone.
pub async fn offer(
    app: &App,
    user: UserId,
    evidence: &Evidence,
    available: &[AuthenticationMethod],
) -> Result<Option<Offer>, Unexpected> {
    let connection = app.db.reader();
    let Some(account) = accounts::find(connection, user).await? else {
        return Ok(None);
    };
    let settings = self_service::current(connection).await?;
    let decision =
        access_rules::decide(app, connection, RESOURCE_PATH, evidence, available).await?;
    // What is switched off is not offered, whether it could be used or not.
    let mut on = Channel::ALL.to_vec();
    on.retain(|channel| settings.channels.get(*channel));
    Ok(Some(Offer {
        channels: channel_offers(
            &settings,
            &channel_facts(connection, &account, &on, app.now()).await?,
        ),
        open_tokens: store::open_rows(connection, user, app.now()).await?,
        profiles: profiles::summary(connection, user).await?.counted,
        settings,
        decision,
        account,
    }))
}
