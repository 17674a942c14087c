//! Reading and changing the resources.

use anteroom_domain::access_rules::explain::{Language, rules_sentence};
use anteroom_domain::access_rules::resources::{
    AccessRule, Authorization, Resource, RuleScope, effective_rules,
};
use anteroom_domain::field_problem::FieldProblem;
use anteroom_domain::ids::ResourceId;
use anteroom_domain::paths::NormalisedPath;
use serde_json::{Value, json};

use super::names::KnownNames;
use super::{ChangedBy, check_guards};
use crate::access_rules::configuration::{Configuration, begin_configuration_change};
use crate::access_rules::store::{self, Filter, Portal, StoredResource};
use crate::app::App;
use crate::audit::{self, Event, Origin};
use crate::db::{ConnectionTrait, Transaction};
use crate::failure::{Failure, Unexpected};
use crate::http::etag::{IfMatch, VersionStale};
use crate::http::pagination::PageRequest;

/// What a new resource is.
pub struct NewResource {
    pub name: String,
    pub host: Option<String>,
    pub path: NormalisedPath,
    pub public: bool,
    pub portal: Portal,
    pub authorization: Authorization,
}

/// What changes of a resource; `None` stays.
pub struct ResourceChange {
    pub name: Option<String>,
    pub host: Option<Option<String>>,
    pub path: Option<NormalisedPath>,
    pub public: Option<bool>,
    pub portal: Option<Portal>,
    pub authorization: Option<Authorization>,
}

/// Why a resource is not saved.
pub enum SaveRefused {
    NotFound,
    VersionStale,
    /// Another resource has this host and path.
    PlaceTaken,
    /// A built-in resource stays where it is.
    BuiltIn,
    Content(Vec<FieldProblem>),
}

/// Why a resource is not removed.
pub enum RemovalRefused {
    NotFound,
    VersionStale,
    BuiltIn,
}

/// Resources with what is needed to put them into words.
pub struct ResourcesView {
    pub resources: Vec<StoredResource>,
    pub configuration: Configuration,
    pub names: KnownNames,
}

impl ResourcesView {
    /// What a resource effectively asks for, in one sentence.
    pub fn sentence(&self, resource: &Resource, language: Language) -> String {
        let Configuration {
            resources, rules, ..
        } = &self.configuration;
        let effective = effective_rules(resources, rules, resource.host.as_deref(), &resource.path);
        rules_sentence(&effective.rules, language, &self.names)
    }
}

/// One page of resources, newest first.
pub async fn list(
    app: &App,
    filter: &Filter,
    page: PageRequest,
) -> Result<ResourcesView, Unexpected> {
    let connection = app.db.reader();
    let resources = store::resource_page(connection, filter, page).await?;
    view(connection, resources).await
}

/// One resource.
pub async fn find(app: &App, id: ResourceId) -> Result<Option<ResourcesView>, Unexpected> {
    let connection = app.db.reader();
    match store::resource(connection, id).await? {
        Some(resource) => view(connection, vec![resource]).await.map(Some),
        None => Ok(None),
    }
}

/// Makes a resource.
pub async fn create(
    app: &App,
    by: ChangedBy,
    new: NewResource,
) -> Result<ResourcesView, Failure<SaveRefused>> {
    let now = app.now();
    let resource = StoredResource {
        resource: Resource {
            id: ResourceId::generate(now, &mut app.random()),
            host: new.host,
            path: new.path,
            public: new.public,
            authorization: new.authorization,
        },
        name: new.name,
        built_in: false,
        portal: new.portal,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| {
            begin_configuration_change(&app, transaction).await?;
            check_authorization(transaction, &resource).await?;
            store::insert_resource(transaction, &resource)
                .await?
                .map_err(|_taken| Failure::Refused(SaveRefused::PlaceTaken))?;
            check_guards(&app, transaction, &by, "/authorization")
                .await
                .map_err(|failure| failure.map_refusal(SaveRefused::Content))?;
            let view = view(transaction, vec![resource.clone()]).await?;
            let facts = facts(&resource, &view);
            let event = about("resource.created", &resource).with("resource", facts);
            audit::record(transaction, &app, &by.origin, event).await?;
            Ok(view)
        })
        .await
}

/// Changes a resource. What is as it was before is no change.
pub async fn change(
    app: &App,
    by: ChangedBy,
    id: ResourceId,
    seen: IfMatch,
    change: ResourceChange,
) -> Result<ResourcesView, Failure<SaveRefused>> {
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| {
            begin_configuration_change(&app, transaction).await?;
            let before = store::resource(transaction, id)
                .await?
                .ok_or(Failure::Refused(SaveRefused::NotFound))?;
            seen.check(before.version)
                .map_err(|VersionStale| Failure::Refused(SaveRefused::VersionStale))?;
            let after = changed(&before, change);
            if after == before {
                return Ok(view(transaction, vec![before]).await?);
            }
            let moved = after.resource.host != before.resource.host
                || after.resource.path != before.resource.path;
            if before.built_in && moved {
                return Err(Failure::Refused(SaveRefused::BuiltIn));
            }
            if after.resource.authorization != before.resource.authorization {
                check_authorization(transaction, &after).await?;
            }
            let view_before = view(transaction, vec![before.clone()]).await?;
            let after = save(&app, transaction, after).await?;
            check_guards(&app, transaction, &by, "/authorization")
                .await
                .map_err(|failure| failure.map_refusal(SaveRefused::Content))?;
            let view = view(transaction, vec![after.clone()]).await?;
            let event = about("resource.changed", &after)
                .with_changes(&facts(&before, &view_before), &facts(&after, &view));
            audit::record(transaction, &app, &by.origin, event).await?;
            Ok(view)
        })
        .await
}

/// Removes a resource that is not built in. What stood below it then falls under the next parent; neither the
/// provisioning page nor the console can be reached by that, so no guard is asked.
pub async fn remove(
    app: &App,
    origin: Origin,
    id: ResourceId,
    seen: IfMatch,
) -> Result<(), Failure<RemovalRefused>> {
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| {
            begin_configuration_change(&app, transaction).await?;
            let resource = store::resource(transaction, id)
                .await?
                .ok_or(Failure::Refused(RemovalRefused::NotFound))?;
            if resource.built_in {
                return Err(Failure::Refused(RemovalRefused::BuiltIn));
            }
            seen.check(resource.version)
                .map_err(|VersionStale| Failure::Refused(RemovalRefused::VersionStale))?;
            let view = view(transaction, vec![resource.clone()]).await?;
            let facts = facts(&resource, &view);
            store::delete_resource(transaction, id).await?;
            let event = about("resource.removed", &resource).with("resource", facts);
            audit::record(transaction, &app, &origin, event).await?;
            Ok(())
        })
        .await
}

/// Lists a page of Anteroom in the portal, or takes it off; in a configuration change that has begun already.
pub async fn set_portal_visible(
    app: &App,
    transaction: &Transaction,
    path: &str,
    visible: bool,
) -> Result<(), Unexpected> {
    let Some(mut resource) = store::resource_at(transaction, path).await? else {
        return Ok(());
    };
    if resource.portal.visible != visible {
        resource.portal.visible = visible;
        save(app, transaction, resource)
            .await
            .map_err(|failure| match failure {
                Failure::Unexpected(unexpected) => unexpected,
                Failure::Refused(_) => Unexpected::new("listing a page", "its place is taken"),
            })?;
    }
    Ok(())
}

async fn view(
    connection: &impl ConnectionTrait,
    resources: Vec<StoredResource>,
) -> Result<ResourcesView, Unexpected> {
    let configuration = Configuration::read(connection).await?;
    let names = KnownNames::load(connection, configuration.requirements()).await?;
    Ok(ResourcesView {
        resources,
        configuration,
        names,
    })
}

fn changed(before: &StoredResource, change: ResourceChange) -> StoredResource {
    let mut after = before.clone();
    let put = |name: &mut String, value: Option<String>| {
        if let Some(value) = value {
            *name = value;
        }
    };
    put(&mut after.name, change.name);
    let resource = &mut after.resource;
    resource.host = change.host.unwrap_or_else(|| resource.host.clone());
    resource.path = change.path.unwrap_or_else(|| resource.path.clone());
    resource.public = change.public.unwrap_or(resource.public);
    if let Some(authorization) = change.authorization {
        resource.authorization = authorization;
    }
    if let Some(portal) = change.portal {
        after.portal = portal;
    }
    after
}

async fn save(
    app: &App,
    transaction: &Transaction,
    mut resource: StoredResource,
) -> Result<StoredResource, Failure<SaveRefused>> {
    resource.updated_at = app.now();
    resource.version += 1;
    store::update_resource(transaction, &resource)
        .await?
        .map_err(|_taken| Failure::Refused(SaveRefused::PlaceTaken))?;
    Ok(resource)
}

/// Everything that an authorization refers to must be there.
async fn check_authorization(
    transaction: &Transaction,
    resource: &StoredResource,
) -> Result<(), Failure<SaveRefused>> {
    let Authorization::Own {
        general_rules,
        requirement,
    } = &resource.resource.authorization
    else {
        return Ok(());
    };
    let mut problems = Vec::new();
    let rules = store::rules(transaction).await?;
    for (index, id) in general_rules.iter().enumerate() {
        let pointer = format!("/authorization/general_rules/{index}");
        match rules.iter().find(|stored| stored.rule.id == *id) {
            None => problems.push(FieldProblem::new(
                pointer,
                "unknown_reference",
                "there is no such rule",
            )),
            Some(stored) if stored.rule.scope == RuleScope::Global => {
                problems.push(FieldProblem::new(
                    pointer,
                    "not_general",
                    "a global rule holds for every resource anyway",
                ));
            }
            Some(_) => {}
        }
    }
    if let Some(requirement) = requirement {
        let names = KnownNames::load(transaction, [requirement]).await?;
        problems.extend(names.unknown_references(requirement, "/authorization/requirement"));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::Refused(SaveRefused::Content(problems)))
    }
}

/// What an audit event tells of a resource.
fn facts(resource: &StoredResource, view: &ResourcesView) -> Value {
    json!({
        "name": resource.name,
        "host": resource.resource.host,
        "path": resource.resource.path.as_str(),
        "public": resource.resource.public,
        "authorization": authorization_text(&resource.resource.authorization, &view.configuration.rules),
        "asks_for": view.sentence(&resource.resource, Language::En),
        "portal": resource.portal,
    })
}

/// Where the rules of a resource come from; what they say is told beside it.
fn authorization_text(authorization: &Authorization, rules: &[AccessRule]) -> String {
    let Authorization::Own {
        general_rules,
        requirement,
    } = authorization
    else {
        return "inherited".to_owned();
    };
    let mut parts: Vec<String> = general_rules
        .iter()
        .filter_map(|id| rules.iter().find(|rule| rule.id == *id))
        .map(|rule| format!("\u{201c}{}\u{201d}", rule.name))
        .collect();
    parts.extend(requirement.as_ref().map(|_| "own requirement".to_owned()));
    if parts.is_empty() {
        "own, without rules".to_owned()
    } else {
        parts.join(", ")
    }
}

fn about(action: &'static str, resource: &StoredResource) -> Event {
    let id = resource.resource.id;
    Event::about(action, "resource", id, resource.name.clone())
}
