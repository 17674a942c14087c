//! Requirements survive the way to the domain and back, and what is wrong with them is pointed at.

use serde_json::json;

use super::*;

fn check(requirement: serde_json::Value, expected: &[(&str, &str)]) {
    let parsed: wire::Requirement = serde_json::from_value(requirement.clone()).unwrap();
    let mut problems = Vec::new();
    let read = from_wire(parsed, "/requirement", &mut problems);
    let found: Vec<(&str, &str)> = problems
        .iter()
        .map(|problem| (problem.pointer.as_str(), problem.code))
        .collect();
    assert_eq!(found, expected, "{requirement}");
    assert_eq!(read.is_some(), expected.is_empty(), "{requirement}");
    if let Some(read) = read {
        let shown = serde_json::to_value(to_wire(&read)).unwrap();
        assert_eq!(shown, requirement);
    }
}

#[test]
fn requirements_come_back_as_they_were_sent() {
    let id = "01890a5d-ac96-774b-bcce-b302099a8057";
    check(
        json!({ "authentication_method": { "methods": ["password", "email_code", "sms_code", "totp", "passkey", "mobile_app", "oidc"], "match": "all", "max_age_seconds": 900 } }),
        &[],
    );
    check(json!({ "user": { "users": [id] } }), &[]);
    check(
        json!({ "user_group": { "groups": [id], "match": "any" } }),
        &[],
    );
    check(
        json!({ "all": [
            { "any": [{ "client_network": { "networks": ["192.0.2.0/24", "2001:db8::/32"] } }] },
            { "not": { "time_window": {
                "zone": "Europe/Stockholm", "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
                "from": "22:00", "to": "24:00", "first_date": "2026-01-01", "last_date": "2026-12-31" } } },
        ] }),
        &[],
    );
}

#[test]
fn every_problem_is_pointed_at() {
    check(
        json!({ "all": [
            { "client_network": { "networks": ["192.0.2.0/24", "everywhere", "192.0.2.0/33"] } },
            { "not": { "time_window": { "zone": "Europe/Stockholm", "days": ["mon"], "from": "8", "to": "25:00", "first_date": "soon" } } },
        ] }),
        &[
            (
                "/requirement/all/0/client_network/networks/1",
                "not_a_network",
            ),
            (
                "/requirement/all/0/client_network/networks/2",
                "not_a_network",
            ),
            ("/requirement/all/1/not/time_window/from", "malformed"),
            ("/requirement/all/1/not/time_window/to", "malformed"),
            ("/requirement/all/1/not/time_window/first_date", "malformed"),
        ],
    );
    check(json!({ "any": [] }), &[("/requirement/any", "empty")]);
    check(
        json!({ "authentication_method": { "methods": [], "match": "any", "max_age_seconds": 0 } }),
        &[
            ("/requirement/authentication_method/methods", "empty"),
            (
                "/requirement/authentication_method/max_age_seconds",
                "out_of_range",
            ),
        ],
    );
}

#[test]
fn networks_are_shown_as_they_count() {
    let sent = json!({ "client_network": { "networks": ["192.0.2.7/24", "198.51.100.4"] } });
    let mut problems = Vec::new();
    let read = from_wire(serde_json::from_value(sent).unwrap(), "", &mut problems).unwrap();
    assert_eq!(
        serde_json::to_value(to_wire(&read)).unwrap(),
        json!({ "client_network": { "networks": ["192.0.2.0/24", "198.51.100.4/32"] } })
    );
}
