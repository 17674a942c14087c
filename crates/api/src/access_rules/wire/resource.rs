//! Resources on the wire.

use anteroom_api_types::problem::ProblemCode;
use anteroom_api_types::resources as wire;
use anteroom_api_types::sessions::PortalEntry;
use anteroom_domain::access_rules::explain::Language;
use anteroom_domain::access_rules::resources::{Authorization, host_name};
use anteroom_domain::accounts;
use anteroom_domain::field_problem::{FieldProblem, TextRefused};
use anteroom_domain::paths::{self, NormalisedPath};

use super::requirement;
use super::rule::text;
use crate::access_rules::service::resources::{
    NewResource, RemovalRefused, ResourceChange, ResourcesView, SaveRefused,
};
use crate::access_rules::store::{Portal, StoredResource};
use crate::http::ApiError;
use crate::http::etag::VersionStale;

/// Reads a new resource.
pub fn new_resource(body: wire::CreateResource) -> Result<NewResource, ApiError> {
    let mut problems = Vec::new();
    let name = text(accounts::name(&body.name), "/name", &mut problems);
    let host = body
        .host
        .map(|host| text(host_name(&host), "/host", &mut problems));
    let path = path(&body.path, "/path", &mut problems);
    let portal = portal(&body.portal, &mut problems);
    let authorization = authorization(body.authorization, &mut problems);
    match (name, path, portal, authorization) {
        (Some(name), Some(path), Some(portal), Some(authorization)) if problems.is_empty() => {
            Ok(NewResource {
                name,
                host: host.flatten(),
                path,
                public: body.public,
                portal,
                authorization,
            })
        }
        _ => Err(super::refused(problems)),
    }
}

/// Reads a change of a resource.
pub fn resource_change(body: wire::UpdateResource) -> Result<ResourceChange, ApiError> {
    let mut problems = Vec::new();
    let change = ResourceChange {
        name: body
            .name
            .and_then(|name| text(accounts::name(&name), "/name", &mut problems)),
        host: body
            .host
            .map(|host| host.and_then(|host| text(host_name(&host), "/host", &mut problems))),
        path: body
            .path
            .and_then(|text| path(&text, "/path", &mut problems)),
        public: body.public,
        portal: body.portal.and_then(|sent| portal(&sent, &mut problems)),
        authorization: body
            .authorization
            .and_then(|sent| authorization(sent, &mut problems)),
    };
    if problems.is_empty() {
        Ok(change)
    } else {
        Err(super::refused(problems))
    }
}

/// Reads a path, or adds a problem.
pub fn path(sent: &str, pointer: &str, problems: &mut Vec<FieldProblem>) -> Option<NormalisedPath> {
    paths::normalise(sent)
        .map_err(|refused| {
            problems.push(FieldProblem::new(pointer, "malformed", refused.to_string()));
        })
        .ok()
}

fn portal(sent: &wire::PortalSettings, problems: &mut Vec<FieldProblem>) -> Option<Portal> {
    // A title may be empty (the built-in words), a name may not.
    let title = match sent.title.trim() {
        "" => Ok(String::new()),
        title => accounts::name(title),
    };
    let is_icon_name = |icon: &str| {
        icon.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    };
    let icon = if is_icon_name(&sent.icon) {
        Ok(sent.icon.clone())
    } else {
        Err(TextRefused::Malformed {
            expected: "an icon is named by letters, digits, hyphens and underscores",
        })
    };
    let title = text(title, "/portal/title", problems);
    let description = accounts::description(&sent.description);
    let description = text(description, "/portal/description", problems);
    let icon = text(icon, "/portal/icon", problems);
    Some(Portal {
        visible: sent.visible,
        title: title?,
        description: description?,
        icon: icon?,
    })
}

fn authorization(
    sent: wire::Authorization,
    problems: &mut Vec<FieldProblem>,
) -> Option<Authorization> {
    if sent.inherit {
        let must_be_empty = |member: &str| {
            let pointer = format!("/authorization/{member}");
            FieldProblem::new(
                pointer,
                "must_be_empty",
                "what inherits has no rules of its own",
            )
        };
        if !sent.general_rules.is_empty() {
            problems.push(must_be_empty("general_rules"));
        }
        if sent.requirement.is_some() {
            problems.push(must_be_empty("requirement"));
        }
        return Some(Authorization::Inherit);
    }
    let mut general_rules = Vec::with_capacity(sent.general_rules.len());
    for (index, id) in sent.general_rules.into_iter().enumerate() {
        let id = id.into();
        if general_rules.contains(&id) {
            problems.push(FieldProblem::new(
                format!("/authorization/general_rules/{index}"),
                "duplicate",
                "the rule is named twice",
            ));
        }
        general_rules.push(id);
    }
    let requirement = match sent.requirement {
        None => None,
        Some(sent) => Some(requirement::from_wire(
            sent,
            "/authorization/requirement",
            problems,
        )?),
    };
    Some(Authorization::Own {
        general_rules,
        requirement,
    })
}

/// Shows the resources of a view.
pub fn resources(view: &ResourcesView, language: Language) -> Vec<wire::Resource> {
    let show = |stored| resource(stored, view, language);
    view.resources.iter().map(show).collect()
}

fn resource(stored: &StoredResource, view: &ResourcesView, language: Language) -> wire::Resource {
    let resource = &stored.resource;
    let portal = stored.portal.clone();
    wire::Resource {
        id: resource.id.as_uuid(),
        name: stored.name.clone(),
        host: resource.host.clone(),
        path: resource.path.as_str().to_owned(),
        built_in: stored.built_in,
        public: resource.public,
        portal: wire::PortalSettings {
            visible: portal.visible,
            title: portal.title,
            description: portal.description,
            icon: portal.icon,
        },
        authorization: authorization_to_wire(&resource.authorization),
        sentence: view.sentence(resource, language),
        created_at: stored.created_at.into(),
        updated_at: stored.updated_at.into(),
    }
}

fn authorization_to_wire(authorization: &Authorization) -> wire::Authorization {
    match authorization {
        Authorization::Inherit => wire::Authorization {
            inherit: true,
            general_rules: Vec::new(),
            requirement: None,
        },
        Authorization::Own {
            general_rules,
            requirement,
        } => wire::Authorization {
            inherit: false,
            general_rules: general_rules.iter().map(|id| id.as_uuid()).collect(),
            requirement: requirement.as_ref().map(requirement::to_wire),
        },
    }
}

/// Shows a resource as an entry of the portal.
pub fn portal_entry(stored: StoredResource) -> PortalEntry {
    PortalEntry {
        path: stored.resource.path.as_str().to_owned(),
        title: stored.portal.title,
        description: stored.portal.description,
        icon: stored.portal.icon,
    }
}

impl From<SaveRefused> for ApiError {
    fn from(refused: SaveRefused) -> Self {
        match refused {
            SaveRefused::NotFound => Self::not_found(),
            SaveRefused::VersionStale => VersionStale.into(),
            SaveRefused::PlaceTaken => Self::new(
                ProblemCode::AlreadyExists,
                "Another resource has this host and path.",
            ),
            SaveRefused::BuiltIn => Self::new(
                ProblemCode::BuiltIn,
                "A built-in resource keeps its host and path.",
            ),
            SaveRefused::Content(problems) => super::refused(problems),
        }
    }
}

impl From<RemovalRefused> for ApiError {
    fn from(refused: RemovalRefused) -> Self {
        match refused {
            RemovalRefused::NotFound => Self::not_found(),
            RemovalRefused::VersionStale => VersionStale.into(),
            RemovalRefused::BuiltIn => Self::new(
                ProblemCode::BuiltIn,
                "This resource ships with Anteroom and cannot be removed.",
            ),
        }
    }
}
