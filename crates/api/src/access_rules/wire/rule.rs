//! Named rules on the wire.

use anteroom_api_types::access_rules as wire;
use anteroom_api_types::problem::ProblemCode;
use anteroom_api_types::users::NamedRef;
use anteroom_domain::access_rules::explain::{Language, requirement_sentence};
use anteroom_domain::access_rules::resources::RuleScope;
use anteroom_domain::accounts;
use anteroom_domain::field_problem::FieldProblem;

use super::requirement;
use crate::access_rules::service::rules::{
    NewRule, RemovalRefused, RuleChange, RulesView, SaveRefused, lists,
};
use crate::access_rules::store::StoredRule;
use crate::http::ApiError;
use crate::http::etag::VersionStale;

/// Reads a new rule.
pub fn new_rule(body: wire::CreateAccessRule) -> Result<NewRule, ApiError> {
    let mut problems = Vec::new();
    let name = text(accounts::name(&body.name), "/name", &mut problems);
    let description = accounts::description(&body.description);
    let description = text(description, "/description", &mut problems);
    let requirement = requirement::from_wire(body.requirement, "/requirement", &mut problems);
    match (name, description, requirement) {
        (Some(name), Some(description), Some(requirement)) if problems.is_empty() => Ok(NewRule {
            name,
            description,
            scope: scope_from_wire(body.scope),
            requirement,
        }),
        _ => Err(super::refused(problems)),
    }
}

/// Reads a change of a rule.
pub fn rule_change(body: wire::UpdateAccessRule) -> Result<RuleChange, ApiError> {
    let mut problems = Vec::new();
    let change = RuleChange {
        name: body
            .name
            .and_then(|name| text(accounts::name(&name), "/name", &mut problems)),
        description: body.description.and_then(|description| {
            text(
                accounts::description(&description),
                "/description",
                &mut problems,
            )
        }),
        scope: body.scope.map(scope_from_wire),
        requirement: body.requirement.and_then(|requirement| {
            requirement::from_wire(requirement, "/requirement", &mut problems)
        }),
    };
    if problems.is_empty() {
        Ok(change)
    } else {
        Err(super::refused(problems))
    }
}

/// A text that was checked, or a further problem.
pub(super) fn text(
    checked: Result<String, anteroom_domain::field_problem::TextRefused>,
    pointer: &str,
    problems: &mut Vec<FieldProblem>,
) -> Option<String> {
    checked
        .map_err(|refused| problems.push(refused.at(pointer)))
        .ok()
}

/// Shows the rules of a view.
pub fn rules(view: &RulesView, language: Language) -> Vec<wire::AccessRule> {
    let show = |stored| rule(stored, view, language);
    view.rules.iter().map(show).collect()
}

fn rule(stored: &StoredRule, view: &RulesView, language: Language) -> wire::AccessRule {
    let rule = &stored.rule;
    let users = view.resources.iter();
    let used_by = users.filter(|resource| lists(resource, rule.id));
    wire::AccessRule {
        id: rule.id.as_uuid(),
        name: rule.name.clone(),
        description: stored.description.clone(),
        scope: scope_to_wire(rule.scope),
        requirement: requirement::to_wire(&rule.requirement),
        sentence: requirement_sentence(&rule.requirement, language, &view.names),
        used_by: used_by
            .map(|resource| NamedRef {
                id: resource.resource.id.as_uuid(),
                name: resource.name.clone(),
            })
            .collect(),
        created_at: stored.created_at.into(),
        updated_at: stored.updated_at.into(),
    }
}

/// The name under which a scope is stored.
pub const fn scope_name(scope: wire::RuleScope) -> &'static str {
    scope_from_wire(scope).as_str()
}

const fn scope_from_wire(scope: wire::RuleScope) -> RuleScope {
    match scope {
        wire::RuleScope::General => RuleScope::General,
        wire::RuleScope::Global => RuleScope::Global,
    }
}

const fn scope_to_wire(scope: RuleScope) -> wire::RuleScope {
    match scope {
        RuleScope::General => wire::RuleScope::General,
        RuleScope::Global => wire::RuleScope::Global,
    }
}

impl From<SaveRefused> for ApiError {
    fn from(refused: SaveRefused) -> Self {
        match refused {
            SaveRefused::NotFound => Self::not_found(),
            SaveRefused::VersionStale => VersionStale.into(),
            SaveRefused::NameTaken => Self::new(
                ProblemCode::AlreadyExists,
                "Another access rule has this name.",
            ),
            SaveRefused::InUse(resources) => super::in_use(&resources),
            SaveRefused::Content(problems) => super::refused(problems),
        }
    }
}

impl From<RemovalRefused> for ApiError {
    fn from(refused: RemovalRefused) -> Self {
        match refused {
            RemovalRefused::NotFound => Self::not_found(),
            RemovalRefused::VersionStale => VersionStale.into(),
            RemovalRefused::InUse(resources) => super::in_use(&resources),
            RemovalRefused::Content(problems) => super::refused(problems),
        }
    }
}
