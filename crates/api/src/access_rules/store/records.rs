//! Rules and resources as they come from their rows and go into them.

use anteroom_domain::access_rules::resources::{AccessRule, Authorization, Resource, RuleScope};
use anteroom_domain::accounts::user_name_key;
use anteroom_domain::ids::{AccessRuleId, ResourceId};
use anteroom_domain::paths;
use jiff::Timestamp;
use sea_orm::Set;

use crate::access_rules::entity::{Portal, StoredAuthorization, access_rule, resource};
use crate::db::Moment as _;
use crate::failure::Unexpected;

/// A rule with everything that is kept of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRule {
    /// What decisions need.
    pub rule: AccessRule,
    /// What it is for.
    pub description: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// Moves with every change.
    pub version: i64,
}

/// A resource with everything that is kept of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredResource {
    /// What decisions need.
    pub resource: Resource,
    /// Its name.
    pub name: String,
    /// Whether it ships with Anteroom.
    pub built_in: bool,
    /// How it stands in the portal.
    pub portal: Portal,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// Moves with every change.
    pub version: i64,
}

impl StoredRule {
    pub(super) fn read(row: access_rule::Model) -> Result<Self, Unexpected> {
        let scope: RuleScope = row.scope.parse().map_err(unreadable)?;
        let requirement = serde_json::from_str(&row.requirement).map_err(unreadable)?;
        Ok(Self {
            rule: AccessRule {
                id: AccessRuleId::from_uuid(row.id),
                name: row.name,
                scope,
                requirement,
            },
            description: row.description,
            created_at: Timestamp::from_stored(row.created_at),
            updated_at: Timestamp::from_stored(row.updated_at),
            version: row.version,
        })
    }

    pub(super) fn write(&self) -> Result<access_rule::ActiveModel, Unexpected> {
        let requirement = serde_json::to_string(&self.rule.requirement).map_err(unwritable)?;
        Ok(access_rule::ActiveModel {
            id: Set(self.rule.id.as_uuid()),
            name: Set(self.rule.name.clone()),
            name_key: Set(user_name_key(&self.rule.name)),
            description: Set(self.description.clone()),
            scope: Set(self.rule.scope.as_str().to_owned()),
            requirement: Set(requirement),
            created_at: Set(self.created_at.stored()),
            updated_at: Set(self.updated_at.stored()),
            version: Set(self.version),
        })
    }
}

impl StoredResource {
    pub(super) fn read(row: resource::Model) -> Result<Self, Unexpected> {
        let path = paths::normalise(&row.path).map_err(unreadable)?;
        let portal: Portal = serde_json::from_str(&row.portal).map_err(unreadable)?;
        let authorization: StoredAuthorization =
            serde_json::from_str(&row.authorization).map_err(unreadable)?;
        Ok(Self {
            resource: Resource {
                id: ResourceId::from_uuid(row.id),
                host: Some(row.host).filter(|host| !host.is_empty()),
                path,
                public: row.public,
                authorization: authorization.into(),
            },
            name: row.name,
            built_in: row.built_in,
            portal,
            created_at: Timestamp::from_stored(row.created_at),
            updated_at: Timestamp::from_stored(row.updated_at),
            version: row.version,
        })
    }

    pub(super) fn write(&self) -> Result<resource::ActiveModel, Unexpected> {
        let host = self.resource.host.clone().unwrap_or_default();
        let path = self.resource.path.as_str().to_owned();
        let authorization = StoredAuthorization::from(self.resource.authorization.clone());
        Ok(resource::ActiveModel {
            id: Set(self.resource.id.as_uuid()),
            search_text: Set(format!("{} {host}{path}", self.name).to_lowercase()),
            name: Set(self.name.clone()),
            host: Set(host),
            path: Set(path),
            built_in: Set(self.built_in),
            public: Set(self.resource.public),
            portal: Set(serde_json::to_string(&self.portal).map_err(unwritable)?),
            authorization: Set(serde_json::to_string(&authorization).map_err(unwritable)?),
            created_at: Set(self.created_at.stored()),
            updated_at: Set(self.updated_at.stored()),
            version: Set(self.version),
        })
    }
}

impl From<StoredAuthorization> for Authorization {
    fn from(stored: StoredAuthorization) -> Self {
        match stored {
            StoredAuthorization::Inherit => Self::Inherit,
            StoredAuthorization::Own {
                general_rules,
                requirement,
            } => Self::Own {
                general_rules,
                requirement,
            },
        }
    }
}

impl From<Authorization> for StoredAuthorization {
    fn from(authorization: Authorization) -> Self {
        match authorization {
            Authorization::Inherit => Self::Inherit,
            Authorization::Own {
                general_rules,
                requirement,
            } => Self::Own {
                general_rules,
                requirement,
            },
        }
    }
}

fn unreadable(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Unexpected {
    Unexpected::new("reading a stored access rule or resource", cause)
}

fn unwritable(cause: serde_json::Error) -> Unexpected {
    Unexpected::new("storing an access rule or resource", cause)
}
