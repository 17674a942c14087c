//! Reading and changing the named rules.

use anteroom_domain::access_rules::Requirement;
use anteroom_domain::access_rules::explain::{Language, requirement_sentence};
use anteroom_domain::access_rules::resources::{AccessRule, Authorization, RuleScope};
use anteroom_domain::field_problem::FieldProblem;
use anteroom_domain::ids::AccessRuleId;
use serde_json::json;

use super::names::KnownNames;
use super::{ChangedBy, check_guards};
use crate::access_rules::configuration::begin_configuration_change;
use crate::access_rules::store::{self, Filter, StoredResource, StoredRule};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{ConnectionTrait, Transaction};
use crate::failure::{Failure, Unexpected};
use crate::http::etag::{IfMatch, VersionStale};
use crate::http::pagination::PageRequest;

/// What a new rule says.
pub struct NewRule {
    pub name: String,
    pub description: String,
    pub scope: RuleScope,
    pub requirement: Requirement,
}

/// What changes of a rule; `None` stays.
pub struct RuleChange {
    pub name: Option<String>,
    pub description: Option<String>,
    pub scope: Option<RuleScope>,
    pub requirement: Option<Requirement>,
}

/// Why a rule is not saved.
pub enum SaveRefused {
    NotFound,
    VersionStale,
    NameTaken,
    /// Its scope cannot change while these resources list it.
    InUse(Vec<String>),
    Content(Vec<FieldProblem>),
}

/// Why a rule is not removed.
pub enum RemovalRefused {
    NotFound,
    VersionStale,
    /// These resources list it.
    InUse(Vec<String>),
    Content(Vec<FieldProblem>),
}

/// Rules with what is needed to put them into words.
pub struct RulesView {
    pub rules: Vec<StoredRule>,
    /// Every resource, to say which list a rule.
    pub resources: Vec<StoredResource>,
    pub names: KnownNames,
}

/// One page of rules, newest first.
pub async fn list(app: &App, filter: &Filter, page: PageRequest) -> Result<RulesView, Unexpected> {
    let connection = app.db.reader();
    view(
        connection,
        store::rule_page(connection, filter, page).await?,
    )
    .await
}

/// One rule.
pub async fn find(app: &App, id: AccessRuleId) -> Result<Option<RulesView>, Unexpected> {
    let connection = app.db.reader();
    match store::rule(connection, id).await? {
        Some(rule) => view(connection, vec![rule]).await.map(Some),
        None => Ok(None),
    }
}

/// Makes a rule.
pub async fn create(
    app: &App,
    by: ChangedBy,
    new: NewRule,
) -> Result<RulesView, Failure<SaveRefused>> {
    let now = app.now();
    let rule = StoredRule {
        rule: AccessRule {
            id: AccessRuleId::generate(now, &mut app.random()),
            name: new.name,
            scope: new.scope,
            requirement: new.requirement,
        },
        description: new.description,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| {
            begin_configuration_change(&app, transaction).await?;
            check_references(transaction, &rule).await?;
            store::insert_rule(transaction, &rule)
                .await?
                .map_err(|_taken| Failure::Refused(SaveRefused::NameTaken))?;
            check_guards(&app, transaction, &by, "/requirement")
                .await
                .map_err(|failure| failure.map_refusal(SaveRefused::Content))?;
            let view = view(transaction, vec![rule.clone()]).await?;
            let event = about("access_rule.created", &rule)
                .with("scope", rule.rule.scope.as_str())
                .with("requirement", sentence(&rule, &view.names));
            audit::record(transaction, &app, &by.origin, event).await?;
            Ok(view)
        })
        .await
}

/// Changes a rule. What is as it was before is no change.
pub async fn change(
    app: &App,
    by: ChangedBy,
    id: AccessRuleId,
    seen: IfMatch,
    change: RuleChange,
) -> Result<RulesView, Failure<SaveRefused>> {
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| {
            begin_configuration_change(&app, transaction).await?;
            let before = store::rule(transaction, id)
                .await?
                .ok_or(Failure::Refused(SaveRefused::NotFound))?;
            seen.check(before.version)
                .map_err(|VersionStale| Failure::Refused(SaveRefused::VersionStale))?;
            let after = changed(&app, &before, change);
            if after.rule == before.rule && after.description == before.description {
                return Ok(view(transaction, vec![before]).await?);
            }
            check_scope(transaction, &before, &after).await?;
            if after.rule.requirement != before.rule.requirement {
                check_references(transaction, &after).await?;
            }
            store::update_rule(transaction, &after)
                .await?
                .map_err(|_taken| Failure::Refused(SaveRefused::NameTaken))?;
            check_guards(&app, transaction, &by, "/requirement")
                .await
                .map_err(|failure| failure.map_refusal(SaveRefused::Content))?;
            record_change(&app, transaction, &by, &before, &after).await?;
            Ok(view(transaction, vec![after]).await?)
        })
        .await
}

/// Removes a rule that no resource lists.
pub async fn remove(
    app: &App,
    by: ChangedBy,
    id: AccessRuleId,
    seen: IfMatch,
) -> Result<(), Failure<RemovalRefused>> {
    let app = app.clone();
    app.clone()
        .db
        .write(async move |transaction| {
            begin_configuration_change(&app, transaction).await?;
            let rule = store::rule(transaction, id)
                .await?
                .ok_or(Failure::Refused(RemovalRefused::NotFound))?;
            seen.check(rule.version)
                .map_err(|VersionStale| Failure::Refused(RemovalRefused::VersionStale))?;
            let listed_by = names_of_users(&store::resources(transaction).await?, id);
            if !listed_by.is_empty() {
                return Err(Failure::Refused(RemovalRefused::InUse(listed_by)));
            }
            store::delete_rule(transaction, id).await?;
            check_guards(&app, transaction, &by, "")
                .await
                .map_err(|failure| failure.map_refusal(RemovalRefused::Content))?;
            let names = KnownNames::load(transaction, [&rule.rule.requirement]).await?;
            let event = about("access_rule.removed", &rule)
                .with("scope", rule.rule.scope.as_str())
                .with("requirement", sentence(&rule, &names));
            audit::record(transaction, &app, &by.origin, event).await?;
            Ok(())
        })
        .await
}

/// Whether a resource lists a rule.
pub fn lists(resource: &StoredResource, id: AccessRuleId) -> bool {
    matches!(&resource.resource.authorization, Authorization::Own { general_rules, .. } if general_rules.contains(&id))
}

fn names_of_users(resources: &[StoredResource], id: AccessRuleId) -> Vec<String> {
    let users = resources.iter().filter(|resource| lists(resource, id));
    users.map(|resource| resource.name.clone()).collect()
}

async fn view(
    connection: &impl ConnectionTrait,
    rules: Vec<StoredRule>,
) -> Result<RulesView, Unexpected> {
    let requirements = rules.iter().map(|rule| &rule.rule.requirement);
    let names = KnownNames::load(connection, requirements).await?;
    Ok(RulesView {
        resources: store::resources(connection).await?,
        rules,
        names,
    })
}

fn changed(app: &App, before: &StoredRule, change: RuleChange) -> StoredRule {
    let rule = &before.rule;
    StoredRule {
        rule: AccessRule {
            id: rule.id,
            name: change.name.unwrap_or_else(|| rule.name.clone()),
            scope: change.scope.unwrap_or(rule.scope),
            requirement: change
                .requirement
                .unwrap_or_else(|| rule.requirement.clone()),
        },
        description: change
            .description
            .unwrap_or_else(|| before.description.clone()),
        created_at: before.created_at,
        updated_at: app.now(),
        version: before.version + 1,
    }
}

/// A rule that resources list stays general, so that none of them lists what it may not.
async fn check_scope(
    transaction: &Transaction,
    before: &StoredRule,
    after: &StoredRule,
) -> Result<(), Failure<SaveRefused>> {
    if after.rule.scope == before.rule.scope {
        return Ok(());
    }
    let listed_by = names_of_users(&store::resources(transaction).await?, before.rule.id);
    if listed_by.is_empty() {
        Ok(())
    } else {
        Err(Failure::Refused(SaveRefused::InUse(listed_by)))
    }
}

async fn check_references(
    transaction: &Transaction,
    rule: &StoredRule,
) -> Result<(), Failure<SaveRefused>> {
    let requirement = &rule.rule.requirement;
    let names = KnownNames::load(transaction, [requirement]).await?;
    let problems = names.unknown_references(requirement, "/requirement");
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::Refused(SaveRefused::Content(problems)))
    }
}

async fn record_change(
    app: &App,
    transaction: &Transaction,
    by: &ChangedBy,
    before: &StoredRule,
    after: &StoredRule,
) -> Result<(), Unexpected> {
    let requirements = [&before.rule.requirement, &after.rule.requirement];
    let names = KnownNames::load(transaction, requirements).await?;
    let told = |rule: &StoredRule| {
        json!({
            "name": rule.rule.name,
            "description": rule.description,
            "scope": rule.rule.scope.as_str(),
            "requirement": sentence(rule, &names),
        })
    };
    let event = about("access_rule.changed", after).with_changes(&told(before), &told(after));
    audit::record(transaction, app, &by.origin, event).await?;
    Ok(())
}

/// Audit events are kept in one language, whoever caused them.
fn sentence(rule: &StoredRule, names: &KnownNames) -> String {
    requirement_sentence(&rule.rule.requirement, Language::En, names)
}

fn about(action: &'static str, rule: &StoredRule) -> Event {
    Event::about(action, "access_rule", rule.rule.id, rule.rule.name.clone())
}
