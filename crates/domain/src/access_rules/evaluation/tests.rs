//! Tests of decisions and traces.

mod properties;

use super::*;
use crate::{
    access_rules::{EvidenceUser, MethodPassed, RuleSource},
    ids::{UserGroupId, UserId},
};
use AuthenticationMethod::{EmailCode, Oidc, Passkey, Password, SmsCode, Totp};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

const GROUP: &str = "0199a7a6-0000-7000-8000-00000000000a";

fn rules(values: &[Value]) -> Vec<NamedRequirement> {
    values
        .iter()
        .map(|value| NamedRequirement::specific(serde_json::from_value(value.clone()).unwrap()))
        .collect()
}

fn evidence(passed: &[(AuthenticationMethod, i64)]) -> Evidence {
    let at: Timestamp = "2026-05-06T10:00:00Z".parse().unwrap();
    let seconds_ago = |seconds| Timestamp::from_second(at.as_second() - seconds).unwrap();
    Evidence {
        user: Some(EvidenceUser {
            id: UserId::from_uuid(Uuid::nil()),
            groups: vec![UserGroupId::from_uuid(GROUP.parse().unwrap())],
            active_profiles: 0,
        }),
        methods_passed: passed
            .iter()
            .map(|(method, age)| MethodPassed {
                method: *method,
                at: seconds_ago(*age),
                destination: None,
            })
            .collect(),
        client_address: Some("192.0.2.1".parse().unwrap()),
        ..Evidence::nobody(at)
    }
}

fn all_of(methods: &[AuthenticationMethod]) -> Value {
    json!({ "authentication_method": { "methods": methods } })
}

fn any_of(methods: &[AuthenticationMethod]) -> Value {
    json!({ "authentication_method": { "methods": methods, "match": "any" } })
}

fn inside() -> Value {
    json!({ "client_network": { "networks": ["192.0.2.0/24"] } })
}

fn outside() -> Value {
    json!({ "client_network": { "networks": ["203.0.113.0/24"] } })
}

fn step_up(methods: &[AuthenticationMethod]) -> Outcome {
    Outcome::StepUp {
        missing_methods: methods.to_vec(),
    }
}

fn deny(methods: &[AuthenticationMethod]) -> Outcome {
    Outcome::Deny {
        missing_not_available: methods.to_vec(),
    }
}

/// Somebody who passed the password an hour ago, and has a TOTP profile and an e-mail address besides.
fn check(requirements: &[Value], expected: &Outcome) {
    let decision = evaluate(
        &rules(requirements),
        &evidence(&[(Password, 3_600)]),
        &[Password, EmailCode, Totp],
    );
    assert_eq!(decision.outcome, *expected, "{requirements:?}");
    assert_eq!(decision.first_unmet.is_none(), decision.is_allowed());
}

#[test]
fn all_rules_must_hold() {
    check(&[], &Outcome::Allow);
    check(&[all_of(&[Password])], &Outcome::Allow);
    check(&[all_of(&[Password]), inside()], &Outcome::Allow);
    check(&[all_of(&[Password]), outside()], &deny(&[]));
    check(
        &[json!({ "user_group": { "groups": [GROUP] } })],
        &Outcome::Allow,
    );
    check(
        &[json!({ "not": { "user_group": { "groups": [GROUP] } } })],
        &deny(&[]),
    );
    check(
        &[json!({ "user": { "users": [Uuid::nil()] } })],
        &Outcome::Allow,
    );
}

#[test]
fn step_up_names_what_is_missing_in_the_order_of_the_rule() {
    check(&[all_of(&[Password, Totp])], &step_up(&[Totp]));
    check(&[all_of(&[Totp, EmailCode])], &step_up(&[Totp, EmailCode]));
    check(&[all_of(&[EmailCode, Totp])], &step_up(&[EmailCode, Totp]));
    check(
        &[all_of(&[Totp]), all_of(&[EmailCode])],
        &step_up(&[Totp, EmailCode]),
    );
    check(&[any_of(&[Totp, EmailCode])], &step_up(&[Totp]));
    check(&[any_of(&[EmailCode, Totp])], &step_up(&[EmailCode]));
}

#[test]
fn step_up_takes_the_shortest_way() {
    check(
        &[json!({ "any": [all_of(&[EmailCode, Totp]), all_of(&[Totp])] })],
        &step_up(&[Totp]),
    );
    check(
        &[any_of(&[EmailCode, Totp]), any_of(&[Totp, SmsCode])],
        &step_up(&[Totp]),
    );
    check(
        &[json!({ "any": [outside(), all_of(&[Totp])] })],
        &step_up(&[Totp]),
    );
    check(
        &[json!({ "any": [inside(), all_of(&[Totp])] })],
        &Outcome::Allow,
    );
}

#[test]
fn step_up_is_not_offered_where_something_else_fails() {
    check(&[all_of(&[Totp]), outside()], &deny(&[]));
    check(
        &[json!({ "all": [all_of(&[Totp]), { "not": inside() }] })],
        &deny(&[]),
    );
}

#[test]
fn method_under_not_is_no_cure() {
    check(&[json!({ "not": all_of(&[Password]) })], &deny(&[]));
    check(
        &[json!({ "not": all_of(&[Totp]) }), all_of(&[Totp])],
        &deny(&[]),
    );
    check(
        &[
            json!({ "not": all_of(&[Totp]) }),
            any_of(&[Totp, EmailCode]),
        ],
        &step_up(&[EmailCode]),
    );
    check(
        &[json!({ "not": { "not": all_of(&[Totp]) } })],
        &step_up(&[Totp]),
    );
}

#[test]
fn method_that_is_not_set_up_is_told_and_not_asked_for() {
    check(&[all_of(&[Password, Passkey])], &deny(&[Passkey]));
    check(&[all_of(&[Totp, Passkey])], &deny(&[Passkey]));
    check(&[any_of(&[Passkey, SmsCode])], &deny(&[Passkey]));
    check(&[any_of(&[Passkey, Totp])], &step_up(&[Totp]));
    check(&[any_of(&[Passkey]), outside()], &deny(&[]));
}

#[test]
fn old_proof_must_be_given_again() {
    let rule = |seconds: u32| json!({ "authentication_method": { "methods": ["password"], "max_age_seconds": seconds } });
    check(&[rule(3_600)], &Outcome::Allow);
    check(&[rule(3_599)], &step_up(&[Password]));
}

#[test]
fn newest_proof_of_a_method_counts() {
    let rule = rules(&[
        json!({ "authentication_method": { "methods": ["password"], "max_age_seconds": 60 } }),
    ]);
    assert!(evaluate(&rule, &evidence(&[(Password, 10), (Password, 900)]), &[]).is_allowed());
    // A proof from the future comes from clocks of replicas that differ a little; it is fresh.
    assert!(evaluate(&rule, &evidence(&[(Password, -2)]), &[]).is_allowed());
}

#[test]
fn empty_lists_hold_never() {
    check(&[json!({ "all": [] })], &deny(&[]));
    check(&[json!({ "any": [] })], &deny(&[]));
    check(&[all_of(&[])], &deny(&[]));
    check(&[any_of(&[])], &deny(&[]));
    check(
        &[json!({ "user_group": { "groups": [], "match": "all" } })],
        &deny(&[]),
    );
}

#[test]
fn nobody_meets_no_condition_on_users() {
    let nobody = Evidence {
        user: None,
        ..evidence(&[])
    };
    for requirement in [
        json!({ "user_group": { "groups": [GROUP] } }),
        json!({ "user": { "users": [Uuid::nil()] } }),
    ] {
        let decision = evaluate(&rules(&[requirement]), &nobody, AuthenticationMethod::ALL);
        assert_eq!(decision.outcome, deny(&[]));
    }
    let signed_in = evaluate(&[NamedRequirement::signed_in()], &nobody, &[Password]);
    assert_eq!(signed_in.outcome, step_up(&[Password]));
}

fn states(node: &TraceNode) -> String {
    let own = match node.state {
        NodeState::Held => "+",
        NodeState::NotHeld => "-",
        NodeState::NotReached => "?",
    };
    let children: Vec<String> = node.children.iter().map(states).collect();
    if children.is_empty() {
        own.to_owned()
    } else {
        format!("{own}({})", children.join(" "))
    }
}

fn check_trace(requirement: Value, expected: &str) {
    let decision = evaluate(&rules(&[requirement]), &evidence(&[(Password, 0)]), &[]);
    let found: Vec<String> = decision.trace.iter().map(states).collect();
    assert_eq!(found, [expected]);
}

#[test]
fn trace_shows_held_not_held_and_not_reached() {
    check_trace(inside(), "+(+)");
    check_trace(
        json!({ "all": [inside(), outside(), all_of(&[Password])] }),
        "-(-(+ - ?))",
    );
    check_trace(
        json!({ "any": [outside(), inside(), { "not": inside() }] }),
        "+(+(- + ?(?)))",
    );
    check_trace(json!({ "not": { "all": [inside()] } }), "-(-(+(+)))");
}

#[test]
fn first_unmet_condition_is_named_with_its_rule() {
    let mut rules = rules(&[
        inside(),
        json!({ "all": [inside(), { "all": [outside(), all_of(&[Totp])] }] }),
    ]);
    rules[1].source = RuleSource::General;
    rules[1].name = "Office".to_owned();
    let unmet = evaluate(&rules, &evidence(&[]), &[]).first_unmet.unwrap();
    assert_eq!(
        (unmet.source, unmet.rule_name.as_str()),
        (RuleSource::General, "Office")
    );
    assert_eq!(serde_json::to_value(&unmet.requirement).unwrap(), outside());
}

#[test]
fn sign_in_asks_everybody_alike() {
    let check = |requirements: &[Value], expected: &[AuthenticationMethod]| {
        let rules = rules(requirements);
        let known = methods_asked_for_at_sign_in(&rules, &evidence(&[]));
        let unknown = methods_asked_for_at_sign_in(
            &rules,
            &Evidence {
                user: None,
                ..evidence(&[])
            },
        );
        assert_eq!(known, expected, "{requirements:?}");
        assert_eq!(unknown, expected, "{requirements:?}");
    };
    check(&[], &[Password]);
    check(&[inside()], &[Password]);
    check(&[outside()], &[Password]);
    check(&[all_of(&[Password, Totp])], &[Password, Totp]);
    check(&[any_of(&[Passkey, Password])], &[Passkey]);
    check(
        &[
            json!({ "user_group": { "groups": [GROUP] } }),
            all_of(&[Password]),
        ],
        &[Password],
    );
    check(
        &[
            json!({ "not": { "user_group": { "groups": [GROUP] } } }),
            all_of(&[Totp]),
        ],
        &[Totp],
    );
    let branch = json!({ "all": [{ "user_group": { "groups": [GROUP] } }, all_of(&[Oidc])] });
    check(
        &[json!({ "any": [branch, all_of(&[Password, Totp])] })],
        &[Oidc],
    );
}

#[test]
fn guard_wants_authentication_on_every_way() {
    let check = |requirements: &[Value], expected: bool| {
        assert_eq!(
            asks_for_authentication(&rules(requirements)),
            expected,
            "{requirements:?}"
        );
    };
    check(&[], false);
    check(&[inside()], false);
    check(&[json!({ "user_group": { "groups": [GROUP] } })], false);
    check(&[all_of(&[Password])], true);
    check(&[inside(), any_of(&[Password, Totp])], true);
    check(&[json!({ "any": [inside(), all_of(&[Password])] })], false);
    check(&[json!({ "all": [inside(), all_of(&[Password])] })], true);
    check(&[json!({ "not": all_of(&[Password]) })], false);
    check(&[json!({ "not": { "not": all_of(&[Password]) } })], true);
    check(
        &[json!({ "not": { "any": [inside(), all_of(&[Password])] } })],
        false,
    );
    assert!(asks_for_authentication(&[NamedRequirement::signed_in()]));
}
