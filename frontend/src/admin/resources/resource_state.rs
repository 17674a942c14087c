//! What the form of a resource holds and sends, in plain Rust.

use anteroom_api_types::access_rules::Requirement;
use anteroom_api_types::resources::{
    Authorization, CreateResource, PortalSettings, Resource, UpdateResource,
};
use uuid::Uuid;

/// The fields beside the tree of its own requirement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResourceDraft {
    pub name: String,
    pub host: String,
    pub path: String,
    pub public: bool,
    pub portal_visible: bool,
    pub portal_title: String,
    pub portal_description: String,
    pub portal_icon: String,
    pub inherit: bool,
    pub general_rules: Vec<Uuid>,
    /// Whether it has a requirement of its own beside the general rules.
    pub own_requirement: bool,
}

impl ResourceDraft {
    pub fn new() -> Self {
        Self {
            path: "/".to_owned(),
            inherit: true,
            ..Self::default()
        }
    }

    pub fn from_resource(resource: &Resource) -> Self {
        Self {
            name: resource.name.clone(),
            host: resource.host.clone().unwrap_or_default(),
            path: resource.path.clone(),
            public: resource.public,
            portal_visible: resource.portal.visible,
            portal_title: resource.portal.title.clone(),
            portal_description: resource.portal.description.clone(),
            portal_icon: resource.portal.icon.clone(),
            inherit: resource.authorization.inherit,
            general_rules: resource.authorization.general_rules.clone(),
            own_requirement: resource.authorization.requirement.is_some(),
        }
    }

    /// Whether the tree is part of what is sent.
    pub fn uses_tree(&self) -> bool {
        !self.inherit && self.own_requirement
    }

    /// The fields that are wrong, with codes.
    pub fn problems(&self) -> Vec<(&'static str, &'static str)> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(("/name", "empty"));
        }
        if !self.path.trim().starts_with('/') {
            problems.push(("/path", "path"));
        }
        problems
    }

    fn host(&self) -> Option<String> {
        Some(self.host.trim().to_owned()).filter(|host| !host.is_empty())
    }

    fn portal(&self) -> PortalSettings {
        PortalSettings {
            visible: self.portal_visible,
            title: self.portal_title.trim().to_owned(),
            description: self.portal_description.trim().to_owned(),
            icon: self.portal_icon.trim().to_owned(),
        }
    }

    /// Inheriting leaves nothing of its own, as the API asks.
    fn authorization(&self, requirement: Option<Requirement>) -> Authorization {
        if self.inherit {
            Authorization {
                inherit: true,
                general_rules: Vec::new(),
                requirement: None,
            }
        } else {
            Authorization {
                inherit: false,
                general_rules: self.general_rules.clone(),
                requirement: requirement.filter(|_| self.own_requirement),
            }
        }
    }

    /// The body that creates the resource.
    pub fn to_create(&self, requirement: Option<Requirement>) -> CreateResource {
        CreateResource {
            name: self.name.trim().to_owned(),
            host: self.host(),
            path: self.path.trim().to_owned(),
            public: self.public,
            portal: self.portal(),
            authorization: self.authorization(requirement),
        }
    }

    /// The body that changes the stored resource: only what differs.
    pub fn to_update(&self, requirement: Option<Requirement>, stored: &Resource) -> UpdateResource {
        let portal = self.portal();
        let authorization = self.authorization(requirement);
        let name = self.name.trim();
        let path = self.path.trim();
        UpdateResource {
            name: (name != stored.name).then(|| name.to_owned()),
            host: (self.host() != stored.host).then(|| self.host()),
            path: (path != stored.path).then(|| path.to_owned()),
            public: (self.public != stored.public).then_some(self.public),
            portal: (portal != stored.portal).then_some(portal),
            authorization: (authorization != stored.authorization).then_some(authorization),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const RULE: &str = "01999999-0000-7000-8000-00000000000a";

    fn stored() -> Resource {
        serde_json::from_value(json!({
            "id": "01999999-0000-7000-8000-000000000001",
            "name": "Provisioning page", "host": null, "path": "/provisioning", "built_in": true,
            "public": false,
            "portal": {"visible": true, "title": "Add a phone", "description": "", "icon": "phone"},
            "authorization": {"inherit": false, "general_rules": [RULE], "requirement": null},
            "sentence": "",
            "created_at": "2026-03-01T08:30:00Z", "updated_at": "2026-03-01T08:30:00Z",
        }))
        .unwrap()
    }

    fn update(change: impl FnOnce(&mut ResourceDraft), requirement: Option<Requirement>) -> Value {
        let mut draft = ResourceDraft::from_resource(&stored());
        change(&mut draft);
        serde_json::to_value(draft.to_update(requirement, &stored())).unwrap()
    }

    #[test]
    fn only_what_differs_is_sent() {
        assert_eq!(update(|_| {}, None), json!({}));
        assert_eq!(
            update(|draft| draft.portal_title = "Your phone".to_owned(), None),
            json!({"portal": {"visible": true, "title": "Your phone", "description": "", "icon": "phone"}})
        );
    }

    #[test]
    fn inheriting_drops_what_was_its_own() {
        assert_eq!(
            update(|draft| draft.inherit = true, None),
            json!({"authorization": {"inherit": true, "general_rules": [], "requirement": null}})
        );
    }

    #[test]
    fn the_tree_is_sent_only_where_it_is_switched_on() {
        let requirement = || Some(Requirement::All(Vec::new()));
        assert_eq!(update(|_| {}, requirement()), json!({}));
        let sent = update(|draft| draft.own_requirement = true, requirement());
        assert_eq!(sent["authorization"]["requirement"], json!({"all": []}));
        assert_eq!(sent["authorization"]["general_rules"], json!([RULE]));
    }

    #[test]
    fn a_name_and_a_path_are_needed() {
        let draft = ResourceDraft {
            path: "wiki".to_owned(),
            ..ResourceDraft::new()
        };
        assert_eq!(
            draft.problems(),
            vec![("/name", "empty"), ("/path", "path")]
        );
    }
}
