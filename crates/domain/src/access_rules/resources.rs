//! Resources: which rules hold for a path.

use super::{NamedRequirement, Requirement, RuleSource};
use crate::{
    field_problem::TextRefused,
    ids::{AccessRuleId, ResourceId},
    limits::HOST_CHARACTERS_MAX,
    named_enum::named_enum,
    paths::NormalisedPath,
};

named_enum! {
    /// Whom a named rule concerns.
    pub enum RuleScope {
        /// Resources that list it.
        General => "general",
        /// Every resource.
        Global => "global",
    }
}

/// A rule with a name, as resources refer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessRule {
    /// The rule.
    pub id: AccessRuleId,
    /// What people call it.
    pub name: String,
    /// Whom it concerns.
    pub scope: RuleScope,
    /// What must hold.
    pub requirement: Requirement,
}

/// Something protected: a path, and everything below it that has no resource of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// The resource.
    pub id: ResourceId,
    /// The host behind a reverse proxy; `None` is Anteroom itself.
    pub host: Option<String>,
    /// The path from which on it holds.
    pub path: NormalisedPath,
    /// Without any rule: whether it asks for nothing at all.
    pub public: bool,
    /// Whose rules decide.
    pub authorization: Authorization,
}

/// Whose rules decide over a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authorization {
    /// Those of the nearest parent path that has its own.
    Inherit,
    /// Its own; all of them must hold.
    Own {
        /// The general rules, by id.
        general_rules: Vec<AccessRuleId>,
        /// The specific requirement.
        requirement: Option<Requirement>,
    },
}

/// The rules that hold for one path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectiveRules {
    /// The nearest resource; `None` when no resource covers the path (it then asks for a signed-in user).
    pub resource: Option<ResourceId>,
    /// The resource whose own authorization decides: the nearest one itself, or the parent that it inherits from.
    pub authorization_from: Option<ResourceId>,
    /// Everything that must hold; empty only for a public resource.
    pub rules: Vec<NamedRequirement>,
}

/// The name of a host behind a reverse proxy, in lower case; without a port, since a resource covers them all.
///
/// # Errors
/// [`TextRefused`] for what is not a host name (RFC 1123, section 2.1).
pub fn host_name(text: &str) -> Result<String, TextRefused> {
    let host = text.trim().to_lowercase();
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if host.is_empty() {
        Err(TextRefused::Empty)
    } else if host.len() > HOST_CHARACTERS_MAX {
        Err(TextRefused::TooLong {
            characters_max: HOST_CHARACTERS_MAX,
        })
    } else if host.split('.').all(is_label) {
        Ok(host)
    } else {
        Err(TextRefused::Malformed {
            expected: "a host looks like wiki.example.org, without a port",
        })
    }
}

/// The resource that covers `path`: of all whose path is `path` or a parent of it, the longest.
#[must_use]
pub fn nearest_resource<'a>(
    resources: &'a [Resource],
    host: Option<&str>,
    path: &NormalisedPath,
) -> Option<&'a Resource> {
    covering(resources, host, path).next()
}

/// Collects the rules that hold for `path`: the global ones, and those of the nearest own authorization.
///
/// Nothing loosens anything: a global rule does not take the place of the signed-in user, and a listed rule
/// that is not there any more holds never.
#[must_use]
pub fn effective_rules(
    resources: &[Resource],
    rules: &[AccessRule],
    host: Option<&str>,
    path: &NormalisedPath,
) -> EffectiveRules {
    let nearest = nearest_resource(resources, host, path);
    let own = covering(resources, host, path).find_map(|resource| match &resource.authorization {
        Authorization::Inherit => None,
        Authorization::Own {
            general_rules,
            requirement,
        } => Some((resource, general_rules, requirement)),
    });
    let mut effective: Vec<NamedRequirement> = Vec::new();
    if let Some((_, general_rules, requirement)) = own {
        effective.extend(general_rules.iter().map(|id| general_rule(rules, *id)));
        effective.extend(requirement.clone().map(NamedRequirement::specific));
    }
    let public = nearest.is_some_and(|resource| resource.public);
    if effective.is_empty() && !public {
        effective.push(NamedRequirement::signed_in());
    }
    let global_rules = rules
        .iter()
        .filter(|rule| rule.scope == RuleScope::Global)
        .map(|rule| named(rule, RuleSource::Global));
    EffectiveRules {
        resource: nearest.map(|resource| resource.id),
        authorization_from: own.map(|(resource, _, _)| resource.id),
        rules: global_rules.chain(effective).collect(),
    }
}

/// The resources that cover a path, the nearest first.
fn covering<'a>(
    resources: &'a [Resource],
    host: Option<&str>,
    path: &NormalisedPath,
) -> impl Iterator<Item = &'a Resource> {
    let mut found: Vec<&Resource> = resources
        .iter()
        .filter(|resource| resource.host.as_deref() == host && path.is_within(&resource.path))
        .collect();
    found.sort_by_key(|resource| std::cmp::Reverse(resource.path.as_str().len()));
    found.into_iter()
}

fn general_rule(rules: &[AccessRule], id: AccessRuleId) -> NamedRequirement {
    rules.iter().find(|rule| rule.id == id).map_or_else(
        || NamedRequirement {
            source: RuleSource::General,
            id: Some(id),
            name: String::new(),
            // An empty list holds never.
            requirement: Requirement::Any(Vec::new()),
        },
        |rule| named(rule, RuleSource::General),
    )
}

fn named(rule: &AccessRule, source: RuleSource) -> NamedRequirement {
    NamedRequirement {
        source,
        id: Some(rule.id),
        name: rule.name.clone(),
        requirement: rule.requirement.clone(),
    }
}

#[cfg(test)]
mod tests;
