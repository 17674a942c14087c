//! Deciding, for the other slices.

use anteroom_domain::access_rules::{
    self, AuthenticationMethod, Decision, Evidence, evaluate, methods_asked_for_at_sign_in,
};

use crate::access_rules::configuration::Configuration;
use crate::access_rules::store::{self, StoredResource};
use crate::app::App;
use crate::db::ConnectionTrait;
use crate::failure::Unexpected;

/// Decides about a path of Anteroom (`/provisioning`, `/profiles`, `/admin`, `/`).
/// `available` are the methods that this user could still pass.
pub async fn decide(
    app: &App,
    connection: &impl ConnectionTrait,
    path: &str,
    evidence: &Evidence,
    available: &[AuthenticationMethod],
) -> Result<Decision, Unexpected> {
    let configuration = Configuration::current(app, connection).await?;
    Ok(evaluate(
        &configuration.rules_at(path)?,
        evidence,
        available,
    ))
}

/// The methods that a sign-in on the way to this path asks for, in order; before anybody is known.
pub async fn methods_asked_for(
    app: &App,
    connection: &impl ConnectionTrait,
    path: &str,
    evidence: &Evidence,
) -> Result<Vec<AuthenticationMethod>, Unexpected> {
    let configuration = Configuration::current(app, connection).await?;
    let rules = configuration.rules_at(path)?;
    Ok(methods_asked_for_at_sign_in(&rules, evidence))
}

/// Whether the rules of this path ask for authentication at all (the guard of self-service).
pub async fn asks_for_authentication(
    connection: &impl ConnectionTrait,
    path: &str,
) -> Result<bool, Unexpected> {
    let configuration = Configuration::read(connection).await?;
    Ok(access_rules::asks_for_authentication(
        &configuration.rules_at(path)?,
    ))
}

/// The resources of Anteroom itself that the portal lists, in the order of their creation.
pub async fn portal_resources(
    connection: &impl ConnectionTrait,
) -> Result<Vec<StoredResource>, Unexpected> {
    let mut resources = store::resources(connection).await?;
    resources.retain(|resource| resource.portal.visible && resource.resource.host.is_none());
    Ok(resources)
}

/// Whether the portal lists this page of Anteroom; `None` when there is no such resource.
pub async fn is_portal_visible(
    connection: &impl ConnectionTrait,
    path: &str,
) -> Result<Option<bool>, Unexpected> {
    let resource = store::resource_at(connection, path).await?;
    Ok(resource.map(|resource| resource.portal.visible))
}
