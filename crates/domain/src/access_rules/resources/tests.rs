//! Tests of which rules hold for a path.

use super::*;
use crate::paths::normalise;
use serde_json::json;
use uuid::Uuid;

fn path(text: &str) -> NormalisedPath {
    normalise(text).unwrap()
}

fn rule(number: u128, scope: RuleScope) -> AccessRule {
    AccessRule {
        id: AccessRuleId::from_uuid(Uuid::from_u128(number)),
        name: format!("rule {number}"),
        scope,
        requirement: serde_json::from_value(
            json!({ "authentication_method": { "methods": ["password"] } }),
        )
        .unwrap(),
    }
}

fn resource(number: u128, at: &str, authorization: Authorization) -> Resource {
    Resource {
        id: ResourceId::from_uuid(Uuid::from_u128(number)),
        host: None,
        path: path(at),
        public: false,
        authorization,
    }
}

fn own(rules: &[u128], specific: bool) -> Authorization {
    let requirement = rule(0, RuleScope::General).requirement;
    Authorization::Own {
        general_rules: rules
            .iter()
            .map(|number| AccessRuleId::from_uuid(Uuid::from_u128(*number)))
            .collect(),
        requirement: specific.then_some(requirement),
    }
}

/// Rules 1 and 2 are general. `expected` names the rules: `g1` global 1, `1` general 1, `own`, `user`.
fn check(resources: &[Resource], globals: &[u128], at: &str, expected: &str) {
    let mut rules = vec![rule(1, RuleScope::General), rule(2, RuleScope::General)];
    rules.extend(
        globals
            .iter()
            .map(|number| rule(*number, RuleScope::Global)),
    );
    let effective = effective_rules(resources, &rules, None, &path(at));
    let found: Vec<String> = effective
        .rules
        .iter()
        .map(|rule| match (rule.source, rule.id) {
            (RuleSource::Global, Some(id)) => format!("g{}", id.as_uuid().as_u128()),
            (RuleSource::General, Some(id)) => id.as_uuid().as_u128().to_string(),
            (RuleSource::SignedIn, _) => "user".to_owned(),
            _ => "own".to_owned(),
        })
        .collect();
    assert_eq!(found.join(" "), expected, "{at}");
}

#[test]
fn nearest_own_authorization_decides() {
    let resources = [
        resource(1, "/", own(&[1], false)),
        resource(2, "/provisioning", own(&[2], true)),
        resource(3, "/profiles", Authorization::Inherit),
        resource(4, "/provisioning/deep/er", Authorization::Inherit),
    ];
    check(&resources, &[], "/", "1");
    check(&resources, &[], "/elsewhere", "1");
    check(&resources, &[], "/provisioning", "2 own");
    check(&resources, &[], "/provisioning/x", "2 own");
    check(&resources, &[], "/provisioningx", "1");
    check(&resources, &[], "/profiles", "1");
    check(&resources, &[], "/provisioning/deep/er/still", "2 own");
    check(&resources, &[9], "/provisioning", "g9 2 own");
}

#[test]
fn resource_without_a_rule_asks_for_a_user() {
    let mut resources = [
        resource(1, "/", own(&[], false)),
        resource(2, "/a", Authorization::Inherit),
    ];
    check(&resources, &[], "/", "user");
    check(&resources, &[], "/a", "user");
    check(&[], &[], "/", "user");
    check(&resources, &[9], "/", "g9 user");
    resources[1].public = true;
    check(&resources, &[], "/a", "");
    check(&resources, &[9], "/a", "g9");
    check(&resources, &[], "/b", "user");
}

#[test]
fn public_loosens_no_rule() {
    let mut resources = [
        resource(1, "/", own(&[1], false)),
        resource(2, "/a", Authorization::Inherit),
    ];
    resources[1].public = true;
    check(&resources, &[], "/a", "1");
    resources[0].public = true;
    check(&resources, &[], "/", "1");
}

#[test]
fn child_of_a_public_resource_is_not_public() {
    let mut resources = [
        resource(1, "/", own(&[], false)),
        resource(2, "/a", Authorization::Inherit),
    ];
    resources[0].public = true;
    check(&resources, &[], "/", "");
    check(&resources, &[], "/a", "user");
}

#[test]
fn listed_rule_that_is_gone_holds_never() {
    let resources = [resource(1, "/", own(&[77], false))];
    check(&resources, &[], "/", "77");
    let effective = effective_rules(&resources, &[], None, &path("/"));
    assert_eq!(effective.rules[0].requirement, Requirement::Any(Vec::new()));
}

#[test]
fn resources_of_other_hosts_are_not_looked_at() {
    let mut resources = [
        resource(1, "/", own(&[1], false)),
        resource(2, "/", own(&[2], false)),
    ];
    resources[1].host = Some("app.example.org".to_owned());
    check(&resources, &[], "/x", "1");
    let other = effective_rules(&resources, &[], Some("app.example.org"), &path("/x"));
    assert_eq!(other.authorization_from, Some(resources[1].id));
    assert_eq!(other.resource, Some(resources[1].id));
}

#[test]
fn host_names_are_labels_without_a_port() {
    let check = |text: &str, expected: Option<&str>| {
        assert_eq!(host_name(text).ok().as_deref(), expected, "{text}");
    };
    check("wiki.example.org", Some("wiki.example.org"));
    check(" Wiki.Example.ORG ", Some("wiki.example.org"));
    check("localhost", Some("localhost"));
    check("", None);
    check("wiki.example.org:8080", None);
    check("wiki..example.org", None);
    check("-wiki.example.org", None);
    check("wiki/example", None);
    check(&"a.".repeat(130), None);
}
