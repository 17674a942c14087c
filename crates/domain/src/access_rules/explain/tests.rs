//! Tests of the words.

use super::*;
use crate::access_rules::{Evidence, NamedRequirement, evaluate};
use AuthenticationMethod::{EmailCode, Password, Totp};
use serde_json::{Value, json};

struct Known;

impl Names for Known {
    fn user(&self, id: UserId) -> Option<String> {
        id.as_uuid().is_nil().then(|| "anna".to_owned())
    }

    fn user_group(&self, id: UserGroupId) -> Option<String> {
        id.as_uuid().is_nil().then(|| "Staff".to_owned())
    }
}

const NIL: &str = "00000000-0000-0000-0000-000000000000";
const GONE: &str = "00000000-0000-0000-0000-000000000001";

fn check(requirement: &Value, language: Language, expected: &str) {
    let requirement: Requirement = serde_json::from_value(requirement.clone()).unwrap();
    assert_eq!(
        requirement_sentence(&requirement, language, &Known),
        expected
    );
}

fn two_factors_from_the_office() -> Value {
    json!({ "all": [
        { "authentication_method": { "methods": ["password", "email_code"] } },
        { "client_network": { "networks": ["192.0.2.0/24"] } },
        { "time_window": { "zone": "Europe/Stockholm", "days": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "to": "17:00" } },
    ] })
}

#[test]
fn rule_is_one_sentence_in_every_language() {
    let rule = two_factors_from_the_office();
    check(
        &rule,
        Language::En,
        "signed in with password and e-mail code, from 192.0.2.0/24, Monday to Friday 08:00 to 17:00 (Europe/Stockholm)",
    );
    check(
        &rule,
        Language::Sv,
        "inloggad med lösenord och e-postkod, från 192.0.2.0/24, måndag till fredag 08:00 till 17:00 (Europe/Stockholm)",
    );
    check(
        &rule,
        Language::De,
        "angemeldet mit Passwort und E-Mail-Code, aus 192.0.2.0/24, Montag bis Freitag 08:00 bis 17:00 (Europe/Stockholm)",
    );
}

#[test]
fn groups_are_bracketed_where_they_must_be() {
    let one = |network: &str| json!({ "client_network": { "networks": [network] } });
    let (a, b, c) = (one("10.0.0.0/8"), one("192.0.2.1/32"), one("2001:db8::/32"));
    check(
        &json!({ "any": [a, b] }),
        Language::En,
        "from 10.0.0.0/8, or from 192.0.2.1",
    );
    check(
        &json!({ "all": [c, { "any": [a, b] }] }),
        Language::En,
        "from 2001:db8::/32, (from 10.0.0.0/8, or from 192.0.2.1)",
    );
    check(
        &json!({ "all": [{ "any": [a, b] }] }),
        Language::En,
        "from 10.0.0.0/8, or from 192.0.2.1",
    );
    check(
        &json!({ "not": { "all": [a, b] } }),
        Language::En,
        "not (from 10.0.0.0/8, from 192.0.2.1)",
    );
    check(&json!({ "not": a }), Language::En, "not from 10.0.0.0/8");
    check(&json!({ "any": [] }), Language::En, "never");
}

#[test]
fn names_and_ages_are_told() {
    check(
        &json!({ "user_group": { "groups": [NIL, GONE], "match": "any" } }),
        Language::En,
        "member of Staff or a deleted group",
    );
    check(
        &json!({ "user": { "users": [NIL] } }),
        Language::Sv,
        "användaren är anna",
    );
    check(
        &json!({ "authentication_method": { "methods": ["password", "totp", "passkey"], "match": "any", "max_age_seconds": 900 } }),
        Language::En,
        "signed in with password, authenticator app code or passkey no longer than 15 minutes ago",
    );
}

#[test]
fn days_are_spans_where_they_follow_one_another() {
    let check_days = |days: &[&str], expected: &str| {
        check(
            &json!({ "time_window": { "zone": "UTC", "days": days, "from": "00:00", "to": "24:00", "first_date": "2026-01-01" } }),
            Language::En,
            &format!("{expected} 00:00 to 24:00 (UTC), since 2026-01-01"),
        );
    };
    check_days(&["sun", "sat"], "Saturday and Sunday");
    check_days(
        &["mon", "tue", "wed", "sat"],
        "Monday to Wednesday and Saturday",
    );
    check_days(&["mon", "tue", "thu"], "Monday, Tuesday and Thursday");
    check_days(
        &["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        "every day",
    );
}

fn decision(requirement: Value, available: &[AuthenticationMethod]) -> Decision {
    let mut rule = NamedRequirement::specific(serde_json::from_value(requirement).unwrap());
    rule.source = RuleSource::General;
    rule.name = "Office".to_owned();
    evaluate(
        &[rule],
        &Evidence::nobody("2026-05-04T10:00:00Z".parse().unwrap()),
        available,
    )
}

#[test]
fn user_learns_what_to_do_and_not_what_the_rule_is() {
    let methods = json!({ "authentication_method": { "methods": ["password", "totp"] } });
    let step_up = decision(methods.clone(), &[Password, Totp]);
    assert_eq!(
        sentence_for_user(&step_up, Language::En).unwrap(),
        "You also need to confirm with: password and authenticator app code."
    );
    let no_totp = decision(methods, &[Password]);
    let sentence = sentence_for_user(&no_totp, Language::En).unwrap();
    assert!(
        sentence.contains("not set up yet: authenticator app code."),
        "{sentence}"
    );
    for language in Language::ALL {
        let denied = decision(
            json!({ "client_network": { "networks": ["192.0.2.0/24"] } }),
            &[EmailCode],
        );
        let sentence = sentence_for_user(&denied, *language).unwrap();
        assert!(
            !sentence.contains("192.0.2") && !sentence.contains("Office"),
            "{sentence}"
        );
    }
}

#[test]
fn administrator_learns_the_exact_condition() {
    let denied = decision(
        json!({ "all": [{ "client_network": { "networks": ["192.0.2.0/24"] } }] }),
        &[],
    );
    assert_eq!(
        sentence_for_administrator(&denied, Language::En, &NoNames).unwrap(),
        "Not met, rule \u{201c}Office\u{201d}: from 192.0.2.0/24."
    );
    let allowed = evaluate(&[], &Evidence::nobody(jiff::Timestamp::UNIX_EPOCH), &[]);
    assert_eq!(
        sentence_for_administrator(&allowed, Language::En, &NoNames),
        None
    );
    assert_eq!(sentence_for_user(&allowed, Language::En), None);
}

#[test]
fn trace_nodes_have_words() {
    let denied = decision(
        json!({ "all": [{ "not": { "client_network": { "networks": ["192.0.2.0/24"] } } }] }),
        &[],
    );
    let rule = &denied.trace[0];
    let all = &rule.children[0];
    let not = &all.children[0];
    let sentences =
        [rule, all, not, &not.children[0]].map(|node| trace_sentence(node, Language::En, &NoNames));
    assert_eq!(
        sentences,
        [
            "rule \u{201c}Office\u{201d}",
            "all of these",
            "not this",
            "from 192.0.2.0/24"
        ]
    );
}

#[test]
fn rules_of_a_resource_are_one_sentence() {
    let rules = [NamedRequirement::signed_in()];
    assert_eq!(rules_sentence(&rules, Language::De, &NoNames), "angemeldet");
    assert_eq!(
        rules_sentence(&[], Language::En, &NoNames),
        "open to everybody"
    );
}
