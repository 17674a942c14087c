//! Tests of the requirement's form and bounds.

use super::*;
use serde_json::{Value, json};

fn check_round_trip(value: &Value) {
    let requirement: Requirement = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&requirement).unwrap(), *value);
    assert_eq!(requirement.problems(""), Vec::new(), "{value}");
}

fn check_refused(value: &Value, expected_part: &str) {
    let error = serde_json::from_value::<Requirement>(value.clone()).unwrap_err();
    assert!(
        error.to_string().contains(expected_part),
        "{value}: {error}"
    );
}

fn check_problems(value: &Value, expected: &[(&str, &str)]) {
    let requirement: Requirement = serde_json::from_value(value.clone()).unwrap();
    let problems = requirement.problems("/requirement");
    let found: Vec<(&str, &str)> = problems
        .iter()
        .map(|problem| (problem.pointer.as_str(), problem.code))
        .collect();
    assert_eq!(found, expected, "{value}");
}

#[test]
fn wire_form_is_that_of_the_api() {
    check_round_trip(&json!({ "all": [
        { "authentication_method": { "methods": ["password", "email_code"], "match": "all", "max_age_seconds": 900 } },
        { "any": [
            { "client_network": { "networks": ["192.0.2.0/24", "2001:db8::/32"] } },
            { "not": { "time_window": { "zone": "Europe/Stockholm", "days": ["sat", "sun"], "from": "00:00", "to": "24:00" } } },
        ] },
        { "user": { "users": ["0199a7a6-0000-7000-8000-000000000001"] } },
        { "user_group": { "groups": ["0199a7a6-0000-7000-8000-000000000002"], "match": "any" } },
        { "time_window": { "zone": "UTC", "days": ["mon"], "from": "22:00", "to": "06:00", "first_date": "2026-01-01", "last_date": "2026-12-31" } },
    ] }));
}

#[test]
fn methods_default_to_all_and_groups_to_any() {
    let method: Requirement =
        serde_json::from_value(json!({ "authentication_method": { "methods": ["totp"] } }))
            .unwrap();
    assert!(
        serde_json::to_string(&method)
            .unwrap()
            .contains(r#""match":"all""#)
    );
    let group: Requirement = serde_json::from_value(
        json!({ "user_group": { "groups": ["0199a7a6-0000-7000-8000-000000000002"] } }),
    )
    .unwrap();
    assert!(
        serde_json::to_string(&group)
            .unwrap()
            .contains(r#""match":"any""#)
    );
}

#[test]
fn unknown_and_surplus_keys_are_refused() {
    check_refused(&json!({}), "one key");
    check_refused(&json!([]), "one key");
    check_refused(&json!({ "moon_phase": {} }), "moon_phase");
    check_refused(&json!({ "all": [], "any": [] }), "one key");
    check_refused(&json!({ "user": { "users": [], "extra": 1 } }), "extra");
    check_refused(
        &json!({ "authentication_method": { "methods": ["magic"] } }),
        "magic",
    );
    check_refused(
        &json!({ "client_network": { "networks": ["192.0.2.0/33"] } }),
        "",
    );
    for time in ["24:01", "8:00", "08:60", "0800", "+8:00", "08:00:00", ""] {
        check_refused(
            &json!({ "time_window": { "zone": "UTC", "days": ["mon"], "from": time, "to": "24:00" } }),
            "HH:MM",
        );
    }
}

#[test]
fn bounds_are_reported_with_pointers() {
    check_problems(&json!({ "all": [] }), &[("/requirement/all", "empty")]);
    check_problems(
        &json!({ "all": [{ "any": [{ "authentication_method": { "methods": [] } }] }] }),
        &[(
            "/requirement/all/0/any/0/authentication_method/methods",
            "empty",
        )],
    );
    check_problems(
        &json!({ "authentication_method": { "methods": ["totp", "totp"], "max_age_seconds": 0 } }),
        &[
            ("/requirement/authentication_method/methods/1", "duplicate"),
            (
                "/requirement/authentication_method/max_age_seconds",
                "out_of_range",
            ),
        ],
    );
    check_problems(
        &json!({ "not": { "time_window": { "zone": "Mars/Olympus", "days": [], "from": "24:00", "to": "24:00",
            "first_date": "2026-02-02", "last_date": "2026-02-01" } } }),
        &[
            ("/requirement/not/time_window/zone", "unknown_zone"),
            ("/requirement/not/time_window/days", "empty"),
            ("/requirement/not/time_window/from", "out_of_range"),
            ("/requirement/not/time_window/last_date", "out_of_range"),
        ],
    );
    let many: Vec<String> = (0..=REQUIREMENT_LIST_MAX)
        .map(|n| format!("10.0.{n}.0/24"))
        .collect();
    check_problems(
        &json!({ "client_network": { "networks": many } }),
        &[("/requirement/client_network/networks", "too_long")],
    );
}

#[test]
fn depth_and_size_are_bounded() {
    let leaf = json!({ "authentication_method": { "methods": ["password"] } });
    let mut deep = leaf.clone();
    for _ in 1..REQUIREMENT_DEPTH_MAX {
        deep = json!({ "not": deep });
    }
    check_problems(&deep, &[]);
    let pointer = format!("/requirement{}", "/not".repeat(REQUIREMENT_DEPTH_MAX));
    check_problems(&json!({ "not": deep }), &[(pointer.as_str(), "too_deep")]);

    let wide = |count: usize| json!({ "any": vec![leaf.clone(); count] });
    check_problems(&wide(REQUIREMENT_NODES_MAX - 1), &[]);
    check_problems(
        &wide(REQUIREMENT_NODES_MAX),
        &[("/requirement", "too_many_nodes")],
    );
}
