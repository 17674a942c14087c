//! The rules and resources in force, in the form that decisions need, kept in memory until they change.
//!
//! Every transaction that changes them moves one version in the database. A decision reads this version
//! with one cheap query, so that a change counts at once at every replica.

use std::sync::{Arc, PoisonError, RwLock};

use anteroom_domain::access_rules::resources::{
    AccessRule, Authorization, Resource, effective_rules,
};
use anteroom_domain::access_rules::{NamedRequirement, Requirement};
use anteroom_domain::paths::{self, NormalisedPath};
use rand::Rng as _;

use super::store;
use crate::app::App;
use crate::db::{ConnectionTrait, Transaction};
use crate::failure::Unexpected;

/// How often the rules are read anew when they change while they are read.
const READINGS_MAX: u32 = 3;

/// The rules and resources of one version.
#[derive(Debug)]
pub struct Configuration {
    version: i64,
    /// Every rule.
    pub rules: Vec<AccessRule>,
    /// Every resource.
    pub resources: Vec<Resource>,
}

/// The configuration that this replica read last; cheap to clone.
#[derive(Clone, Default)]
pub struct ConfigurationCache(Arc<RwLock<Option<Arc<Configuration>>>>);

impl Configuration {
    /// The configuration in force, from memory when it has not changed.
    pub async fn current(
        app: &App,
        connection: &impl ConnectionTrait,
    ) -> Result<Arc<Self>, Unexpected> {
        let version = store::configuration_version(connection).await?;
        let cache = &app.access_rules_cache.0;
        let kept = cache.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(kept) = kept.filter(|kept| kept.version == version) {
            return Ok(kept);
        }
        let read = Arc::new(Self::read(connection).await?);
        *cache.write().unwrap_or_else(PoisonError::into_inner) = Some(read.clone());
        Ok(read)
    }

    /// The configuration as it stands in the database (or in this transaction), past the memory.
    pub async fn read(connection: &impl ConnectionTrait) -> Result<Self, Unexpected> {
        let mut version = store::configuration_version(connection).await?;
        let mut reading = 1;
        loop {
            let rules = store::rules(connection).await?;
            let resources = store::resources(connection).await?;
            let version_after = store::configuration_version(connection).await?;
            // Rules and resources come by two queries; only when nothing moved between them do they belong together.
            if version_after == version || reading >= READINGS_MAX {
                return Ok(Self {
                    version,
                    rules: rules.into_iter().map(|stored| stored.rule).collect(),
                    resources: resources
                        .into_iter()
                        .map(|stored| stored.resource)
                        .collect(),
                });
            }
            version = version_after;
            reading += 1;
        }
    }

    /// The rules that hold for a path of Anteroom itself.
    pub fn rules_of(&self, path: &NormalisedPath) -> Vec<NamedRequirement> {
        effective_rules(&self.resources, &self.rules, None, path).rules
    }

    /// Every requirement that anything may ask for.
    pub fn requirements(&self) -> impl Iterator<Item = &Requirement> {
        let own = self
            .resources
            .iter()
            .filter_map(|resource| match &resource.authorization {
                Authorization::Own { requirement, .. } => requirement.as_ref(),
                Authorization::Inherit => None,
            });
        self.rules.iter().map(|rule| &rule.requirement).chain(own)
    }

    /// The same for a path as it was asked for.
    pub fn rules_at(&self, path: &str) -> Result<Vec<NamedRequirement>, Unexpected> {
        let path = paths::normalise(path)
            .map_err(|refused| Unexpected::new("normalising a path of Anteroom", refused))?;
        Ok(self.rules_of(&path))
    }
}

/// Opens a change of rules, resources or the settings that hang on them: to be called first in its transaction.
///
/// The version moves by a random step, so that one that was rolled back never comes again with other content.
/// On PostgreSQL the row stays locked until the transaction ends, so that guards see what they guard.
pub async fn begin_configuration_change(
    app: &App,
    transaction: &Transaction,
) -> Result<(), Unexpected> {
    let step = i64::from(app.random().next_u32()) + 1;
    store::advance_configuration_version(transaction, step).await?;
    Ok(())
}
