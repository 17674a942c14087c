//! Reading and changing the settings, and the guards between them and the access rules.

use std::pin::Pin;

use anteroom_domain::field_problem::FieldProblem;
use anteroom_domain::provisioning::Channel;
use anteroom_domain::self_service::{GuardFacts, PerChannel, SelfServiceSettings};

use super::store;
use crate::access_rules::{self, ConfigurationProblem};
use crate::app::App;
use crate::audit::{self, Event, Origin};
use crate::db::{ConnectionTrait, Transaction};
use crate::failure::{Failure, Unexpected};
use crate::http::etag::{IfMatch, VersionStale};
use crate::notifications;

/// The page whose rules self-service hangs on.
const PROVISIONING_PAGE: &str = "/provisioning";
/// The member that the guard of the domain complains about.
const ENABLED: &str = "/enabled";

/// The settings with what an administrator must know beside them.
pub struct SettingsView {
    pub settings: SelfServiceSettings,
    pub version: i64,
    /// Which channels have a working transport.
    pub usable_channels: PerChannel<bool>,
    /// What speaks against switching self-service on, with these settings and the rules of now.
    pub blockers: Vec<FieldProblem>,
}

/// Why the settings are not changed.
#[derive(Debug)]
pub enum ChangeRefused {
    VersionStale,
    Content(Vec<FieldProblem>),
    /// Only the master switch is refused; here is what is missing.
    NotReady(Vec<FieldProblem>),
}

/// The settings in force; the defaults when they were never written.
pub async fn current(connection: &impl ConnectionTrait) -> Result<SelfServiceSettings, Unexpected> {
    let (settings, _version) = store::read(connection).await?;
    Ok(settings)
}

/// The settings for the console.
pub async fn read(app: &App) -> Result<SettingsView, Unexpected> {
    let connection = app.db.reader();
    let (settings, version) = store::read(connection).await?;
    Ok(view(settings, version, guard_facts(connection).await?))
}

/// Whether users are told of changes to their account; registered in `App`.
pub fn wants_notices(
    transaction: &Transaction,
) -> Pin<Box<dyn Future<Output = Result<bool, Unexpected>> + '_>> {
    Box::pin(async move { Ok(current(transaction).await?.notify_user_of_changes) })
}

/// Replaces the settings. Values that a preset fixes are set to what it asks.
pub async fn replace(
    app: &App,
    origin: Origin,
    seen: IfMatch,
    sent: SelfServiceSettings,
) -> Result<SettingsView, Failure<ChangeRefused>> {
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| {
            access_rules::begin_configuration_change(&app, transaction).await?;
            let (before, version) = store::read(transaction).await?;
            seen.check(version)
                .map_err(|VersionStale| Failure::Refused(ChangeRefused::VersionStale))?;
            let after = sent.with_preset_applied();
            let facts = guard_facts(transaction).await?;
            check(&before, &after, facts).map_err(Failure::Refused)?;
            if after == before {
                return Ok(view(before, version, facts));
            }
            store::write(transaction, &after, version + 1, app.now()).await?;
            let visible = after.portal_visible;
            access_rules::set_portal_visible(&app, transaction, PROVISIONING_PAGE, visible).await?;
            let event = Event::plain("self_service_settings.changed")
                .with_changes(&store::stored_form(&before)?, &store::stored_form(&after)?);
            audit::record(transaction, &app, &origin, event).await?;
            Ok(view(after, version + 1, facts))
        })
        .await
}

/// Hears of every change of rules and resources, in its transaction.
///
/// While self-service is on, the provisioning page must ask for authentication. Whether the portal lists that
/// page is kept in the resource; the copy in the settings follows, so that their version moves with it.
pub fn guard_configuration<'a>(
    app: &'a App,
    transaction: &'a Transaction,
) -> Pin<Box<dyn Future<Output = Result<Option<ConfigurationProblem>, Unexpected>> + 'a>> {
    Box::pin(async move {
        let (mut settings, version) = store::read(transaction).await?;
        let asks = access_rules::asks_for_authentication(transaction, PROVISIONING_PAGE).await?;
        if settings.enabled && !asks {
            return Ok(Some(ConfigurationProblem {
                code: "self_service_needs_authentication",
                message: "while self-service is on, the provisioning page must ask for an authentication method",
            }));
        }
        let visible = access_rules::is_portal_visible(transaction, PROVISIONING_PAGE).await?;
        if let Some(visible) = visible.filter(|visible| *visible != settings.portal_visible) {
            settings.portal_visible = visible;
            store::write(transaction, &settings, version + 1, app.now()).await?;
        }
        Ok(None)
    })
}

async fn guard_facts(connection: &impl ConnectionTrait) -> Result<GuardFacts, Unexpected> {
    let asks = access_rules::asks_for_authentication(connection, PROVISIONING_PAGE).await?;
    let usable = notifications::usable_channels(connection).await?;
    Ok(GuardFacts {
        usable_channels: PerChannel {
            browser: true,
            email: usable.email,
            sms: usable.sms,
        },
        rule_asks_for_authentication: asks,
    })
}

/// A channel that stopped working does not stand in the way of other changes; only switching it on is refused.
fn check(
    before: &SelfServiceSettings,
    settings: &SelfServiceSettings,
    facts: GuardFacts,
) -> Result<(), ChangeRefused> {
    let mut problems = settings.problems(&facts);
    for channel in Channel::ALL {
        let is_new = settings.channels.get(*channel) && !before.channels.get(*channel);
        if is_new && !facts.usable_channels.get(*channel) {
            problems.push(FieldProblem::new(
                format!("/channels/{channel}"),
                "not_usable_yet",
                "no notification channel stands behind this way yet",
            ));
        }
    }
    if problems.is_empty() {
        Ok(())
    } else if problems.iter().all(|problem| problem.pointer == ENABLED) {
        Err(ChangeRefused::NotReady(problems))
    } else {
        Err(ChangeRefused::Content(problems))
    }
}

fn view(settings: SelfServiceSettings, version: i64, facts: GuardFacts) -> SettingsView {
    let switched_on = SelfServiceSettings {
        enabled: true,
        ..settings.clone()
    };
    let mut blockers = switched_on.problems(&facts);
    blockers.retain(|problem| problem.pointer == ENABLED);
    SettingsView {
        settings,
        version,
        usable_channels: facts.usable_channels,
        blockers,
    }
}
