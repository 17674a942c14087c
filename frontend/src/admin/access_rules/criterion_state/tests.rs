//! Every criterion comes back as it was stored, and what is wrong is told by field.

use super::*;
use serde_json::{Value, json};

fn criterion(stored: &Value) -> CriterionDraft {
    CriterionDraft::from_requirement(&serde_json::from_value(stored.clone()).unwrap())
}

fn check_kept(stored: Value) {
    let sent = criterion(&stored).to_requirement();
    assert_eq!(serde_json::to_value(sent).unwrap(), stored);
    assert_eq!(criterion(&stored).problems(), vec![]);
}

#[test]
fn every_criterion_comes_back_as_it_was_stored() {
    check_kept(json!({"authentication_method": {
        "methods": ["totp", "password"], "match": "all", "max_age_seconds": 900}}));
    check_kept(json!({"authentication_method": {"methods": ["password"], "match": "any"}}));
    check_kept(json!({"user_group": {
        "groups": ["01999999-0000-7000-8000-000000000001"], "match": "any"}}));
    check_kept(json!({"user": {"users": ["01999999-0000-7000-8000-000000000001"]}}));
    check_kept(json!({"client_network": {"networks": ["192.0.2.0/24", "2001:db8::/32"]}}));
    check_kept(json!({"time_window": {
        "zone": "Europe/Stockholm", "days": ["mon", "sun"], "from": "08:00", "to": "24:00"}}));
    check_kept(json!({"time_window": {
        "zone": "UTC", "days": ["mon"], "from": "22:00", "to": "06:00",
        "first_date": "2026-01-01", "last_date": "2026-12-31"}}));
}

#[test]
fn networks_may_stand_on_lines_or_between_commas() {
    let typed = CriterionDraft::ClientNetwork {
        networks: "192.0.2.0/24, 198.51.100.0/24\n\n2001:db8::/32 ".to_owned(),
    };
    let sent = serde_json::to_value(typed.to_requirement()).unwrap();
    assert_eq!(
        sent["client_network"]["networks"],
        json!(["192.0.2.0/24", "198.51.100.0/24", "2001:db8::/32"])
    );
}

#[test]
fn a_new_criterion_tells_only_what_must_be_chosen() {
    let check = |kind: CriterionKind, expected: &[(&str, &str)]| {
        assert_eq!(
            CriterionDraft::new(kind, "UTC").problems(),
            expected,
            "{kind:?}"
        );
    };
    check(CriterionKind::AuthenticationMethod, &[]);
    check(CriterionKind::UserGroup, &[("groups", "empty")]);
    check(CriterionKind::User, &[("users", "empty")]);
    check(CriterionKind::ClientNetwork, &[("networks", "empty")]);
    check(CriterionKind::TimeWindow, &[]);
}

#[test]
fn ages_and_times_out_of_bounds_are_told_by_field() {
    let mut methods = criterion(&json!({"authentication_method": {"methods": [], "match": "any"}}));
    if let CriterionDraft::AuthenticationMethod(draft) = &mut methods {
        draft.age_amount = "2".to_owned();
        draft.age_unit = "days".to_owned();
    }
    assert_eq!(
        methods.problems(),
        vec![
            ("methods", "empty"),
            ("max_age_seconds", "age_out_of_range")
        ]
    );
    let window = criterion(&json!({"time_window": {
        "zone": " ", "days": [], "from": "8:00", "to": "24:01"}}));
    assert_eq!(
        window.problems(),
        vec![
            ("zone", "empty"),
            ("days", "empty"),
            ("from", "time"),
            ("to", "time")
        ]
    );
}
