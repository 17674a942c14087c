//! Tests of lifetimes, and of what a sign-in asks for next.

use super::*;
use crate::{
    access_rules::{AuthenticationMethodCriterion, Criterion, EvidenceUser, Requirement},
    ids::UserId,
};
use AuthenticationMethod::{Password, Totp};

fn start() -> Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

#[test]
fn session_ends_when_idle_and_when_old() {
    let check = |last_used_after: u64, asked_after: u64, expected: SessionState| {
        let state = SessionLimits::default().state(
            start(),
            after_seconds(start(), last_used_after),
            after_seconds(start(), asked_after),
        );
        assert_eq!(state, expected, "{last_used_after} {asked_after}");
    };
    check(0, 0, SessionState::Live);
    check(0, 1_799, SessionState::Live);
    check(0, 1_800, SessionState::IdleTooLong);
    check(43_199, 43_199, SessionState::Live);
    check(43_199, 43_200, SessionState::TooOld);
    let limits = SessionLimits::default();
    assert_eq!(
        limits.ends_at(start(), start()),
        after_seconds(start(), 1_800)
    );
    let late = after_seconds(start(), 43_000);
    assert_eq!(
        limits.ends_at(start(), late),
        after_seconds(start(), 43_200)
    );
}

#[test]
fn sign_in_lives_ten_minutes() {
    assert_eq!(sign_in_expires_at(start()), after_seconds(start(), 600));
}

fn check_asked(
    asked_by_rule: &[AuthenticationMethod],
    passed: &[AuthenticationMethod],
    available: &[AuthenticationMethod],
    expected: &[AuthenticationMethod],
) {
    let criterion = AuthenticationMethodCriterion::all_of(asked_by_rule);
    let rules = [NamedRequirement::specific(Requirement::Criterion(
        Criterion::AuthenticationMethod(criterion),
    ))];
    let evidence = Evidence {
        user: Some(EvidenceUser {
            id: UserId::from_uuid(uuid::Uuid::nil()),
            groups: Vec::new(),
            active_profiles: 0,
        }),
        ..Evidence::nobody(start()).with_methods_passed_now(passed)
    };
    assert_eq!(
        methods_still_asked_for(&rules, &evidence, available),
        expected
    );
}

#[test]
fn sign_in_goes_on_with_what_is_missing() {
    check_asked(&[Password, Totp], &[], &[Password], &[Password, Totp]);
    check_asked(&[Password, Totp], &[Password], &[Password, Totp], &[Totp]);
    check_asked(&[Password, Totp], &[Password, Totp], &[Password, Totp], &[]);
}

#[test]
fn sign_in_ends_where_the_user_has_not_what_is_missing() {
    check_asked(&[Password, Totp], &[Password], &[Password], &[]);
}
