//! What the form of a rule holds and sends, in plain Rust.

use anteroom_api_types::access_rules::{
    AccessRule, CreateAccessRule, Requirement, RuleScope, UpdateAccessRule,
};

use super::requirement_state::RequirementTree;
use crate::admin::words::{from_wire, wire_name};

/// The fields beside the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleDraft {
    pub name: String,
    pub description: String,
    /// The name of the scope on the wire.
    pub scope: String,
}

impl RuleDraft {
    pub fn new() -> Self {
        Self {
            name: String::new(),
            description: String::new(),
            scope: wire_name(&RuleScope::General),
        }
    }

    pub fn from_rule(rule: &AccessRule) -> Self {
        Self {
            name: rule.name.clone(),
            description: rule.description.clone(),
            scope: wire_name(&rule.scope),
        }
    }

    fn scope(&self) -> RuleScope {
        from_wire(&self.scope).unwrap_or(RuleScope::General)
    }

    /// The body that creates the rule.
    pub fn to_create(&self, requirement: Requirement) -> CreateAccessRule {
        CreateAccessRule {
            name: self.name.trim().to_owned(),
            description: self.description.trim().to_owned(),
            scope: self.scope(),
            requirement,
        }
    }

    /// The body that changes the stored rule: only what differs.
    pub fn to_update(&self, requirement: Requirement, stored: &AccessRule) -> UpdateAccessRule {
        let text =
            |mine: &str, before: &str| (mine.trim() != before).then(|| mine.trim().to_owned());
        // A lone criterion gets a group around it in the editor, which by itself is no change.
        let before = RequirementTree::from_requirement(&stored.requirement).to_requirement();
        UpdateAccessRule {
            name: text(&self.name, &stored.name),
            description: text(&self.description, &stored.description),
            scope: (self.scope() != stored.scope).then(|| self.scope()),
            requirement: (before.as_ref() != Ok(&requirement)).then_some(requirement),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_differs_is_sent() {
        let stored: AccessRule = serde_json::from_value(json!({
            "id": "01999999-0000-7000-8000-000000000001",
            "name": "Office", "description": "", "scope": "general",
            "requirement": {"client_network": {"networks": ["192.0.2.0/24"]}},
            "sentence": "", "used_by": [],
            "created_at": "2026-03-01T08:30:00Z", "updated_at": "2026-03-01T08:30:00Z",
        }))
        .unwrap();
        let requirement = RequirementTree::from_requirement(&stored.requirement)
            .to_requirement()
            .unwrap();
        let mut draft = RuleDraft::from_rule(&stored);
        let sent = |draft: &RuleDraft, requirement: Requirement| {
            serde_json::to_value(draft.to_update(requirement, &stored)).unwrap()
        };
        assert_eq!(sent(&draft, requirement.clone()), json!({}));
        draft.scope = "global".to_owned();
        assert_eq!(sent(&draft, requirement), json!({"scope": "global"}));
        let other = Requirement::Any(vec![stored.requirement.clone()]);
        draft.scope = "general".to_owned();
        assert_eq!(
            sent(&draft, other),
            json!({"requirement": {"any": [{"client_network": {"networks": ["192.0.2.0/24"]}}]}})
        );
    }
}
