//! Trying the rules out on somebody, without any effect.

use std::net::IpAddr;

use anteroom_domain::access_rules::{
    AuthenticationMethod, Decision, Evidence, EvidenceUser, evaluate,
};
use anteroom_domain::ids::UserId;
use anteroom_domain::paths::NormalisedPath;
use jiff::Timestamp;

use super::names::KnownNames;
use crate::access_rules::configuration::Configuration;
use crate::app::App;
use crate::failure::Failure;
use crate::{accounts, profiles};

/// What is tried.
pub struct Simulation {
    /// Who would ask.
    pub user: Option<UserId>,
    /// For which path of Anteroom.
    pub path: NormalisedPath,
    /// From where.
    pub client_address: Option<IpAddr>,
    /// When; now if not said.
    pub at: Option<Timestamp>,
    /// What was passed just before.
    pub methods: Vec<AuthenticationMethod>,
}

/// Why nothing was tried.
pub enum SimulationRefused {
    UserUnknown,
}

/// Decides as if this were asked.
pub async fn simulate(
    app: &App,
    simulation: Simulation,
) -> Result<(Decision, KnownNames), Failure<SimulationRefused>> {
    let connection = app.db.reader();
    let mut evidence = Evidence {
        client_address: simulation.client_address,
        ..Evidence::nobody(simulation.at.unwrap_or_else(|| app.now()))
    }
    .with_methods_passed_now(&simulation.methods);
    let mut available = simulation.methods;
    if let Some(user) = simulation.user {
        let account = accounts::find(connection, user)
            .await?
            .ok_or(Failure::Refused(SimulationRefused::UserUnknown))?;
        let summary = profiles::summary(connection, user).await?;
        evidence.user = Some(EvidenceUser {
            id: user,
            groups: accounts::groups_of(connection, user).await?,
            active_profiles: summary.active,
        });
        available.extend(
            account
                .has_password
                .then_some(AuthenticationMethod::Password),
        );
        available.extend(
            summary
                .has_active_totp
                .then_some(AuthenticationMethod::Totp),
        );
    }
    let rules = Configuration::current(app, connection)
        .await?
        .rules_of(&simulation.path);
    let decision = evaluate(&rules, &evidence, &available);
    let requirements = rules.iter().map(|rule| &rule.requirement);
    let names = KnownNames::load(connection, requirements).await?;
    Ok((decision, names))
}
