//! Access rules and resources: who may do what, and what must be proved first.
//!
//! A resource is a path; it has its own authorization or inherits that of its nearest parent. Named rules
//! are listed by resources (`general`) or hold for all of them (`global`). The domain decides; this slice
//! keeps rules and resources, hands the domain the ones of a path ([`decide`]), and puts them into words.
//!
//! Every change moves the version of the configuration in its own transaction, so that what each replica
//! keeps in memory ([`ConfigurationCache`]) is never older than the last commit. A change is refused when a
//! [`ConfigurationGuard`] says so, or when whoever makes it could not reach the console any more.
//!
//! Whether the portal lists a page is kept here, in the resource (`portal.visible`); the self-service
//! settings show the same for the provisioning page and write it through [`set_portal_visible`].

mod configuration;
mod entity;
mod http;
mod service;
mod store;
mod wire;

use anteroom_api_types::access_rules::Decision as WireDecision;
use anteroom_api_types::sessions::PortalEntry;
use anteroom_api_types::users::Language;
use anteroom_domain::access_rules::Decision;

use crate::db::ConnectionTrait;
use crate::failure::Unexpected;

pub use configuration::{ConfigurationCache, begin_configuration_change};
pub use http::routes;
pub use service::decide::{asks_for_authentication, decide, is_portal_visible, methods_asked_for};
pub use service::resources::set_portal_visible;
pub use service::seed::seed;
pub use service::{ConfigurationGuard, ConfigurationProblem};

/// A decision on the wire, with the polite reason in this language and without the trace.
pub fn decision_for_user(decision: &Decision, language: Language) -> WireDecision {
    wire::decision::for_user(decision, wire::language(language))
}

/// The portal entries that are visible (resources of Anteroom itself with `portal.visible`).
pub async fn portal_entries(
    connection: &impl ConnectionTrait,
) -> Result<Vec<PortalEntry>, Unexpected> {
    let resources = service::decide::portal_resources(connection).await?;
    Ok(resources
        .into_iter()
        .map(wire::resource::portal_entry)
        .collect())
}
