//! Tests of confirmation codes and first TOTP codes.

use super::super::test_support::{THUMBPRINT, now, settings, token, world};
use super::*;
use crate::clock::after_seconds;
use TokenStatus::{Claimed, Completed, Expired, Issued, Revoked};

fn check(
    change: impl FnOnce(&mut Token),
    typed_code: &str,
    expected: Result<ConfirmOutcome, ConfirmRefused>,
) {
    let settings = settings();
    let mut token = token(Claimed);
    change(&mut token);
    let facts = ConfirmFacts {
        token: &token,
        world: world(&settings),
        thumbprint: THUMBPRINT,
        typed_code,
        expected_code: "0471",
    };
    assert_eq!(confirm(&facts, now()), expected, "{typed_code:?} {token:?}");
}

#[test]
fn right_code_completes() {
    check(|_| {}, "0471", Ok(ConfirmOutcome::Completed));
    check(|_| {}, " 04 71 ", Ok(ConfirmOutcome::Completed));
    check(
        |token| token.wrong_codes = 2,
        "0471",
        Ok(ConfirmOutcome::Completed),
    );
}

#[test]
fn third_wrong_code_rejects() {
    check(
        |_| {},
        "0472",
        Err(ConfirmRefused::WrongCode { attempts_left: 2 }),
    );
    check(
        |_| {},
        "",
        Err(ConfirmRefused::WrongCode { attempts_left: 2 }),
    );
    check(
        |_| {},
        "471",
        Err(ConfirmRefused::WrongCode { attempts_left: 2 }),
    );
    check(
        |token| token.wrong_codes = 1,
        "0472",
        Err(ConfirmRefused::WrongCode { attempts_left: 1 }),
    );
    check(
        |token| token.wrong_codes = 2,
        "0472",
        Err(ConfirmRefused::Rejected),
    );
    check(
        |token| token.wrong_codes = u32::MAX,
        "0472",
        Err(ConfirmRefused::Rejected),
    );
}

#[test]
fn only_the_phone_that_claimed_confirms() {
    let other = |token: &mut Token| token.claimed_by_thumbprint = Some("another".to_owned());
    check(other, "0471", Err(Unusable::OtherPhone.into()));
    check(
        |token| token.claimed_by_thumbprint = None,
        "0471",
        Err(Unusable::OtherPhone.into()),
    );
}

#[test]
fn token_must_be_claimed() {
    check(
        |token| token.stored_status = Completed,
        "0471",
        Ok(ConfirmOutcome::Repeated),
    );
    check(
        |token| token.stored_status = Revoked,
        "0471",
        Err(Unusable::Status(Revoked).into()),
    );
    check(
        |token| token.expires_at = now(),
        "0471",
        Err(Unusable::Status(Expired).into()),
    );
}

#[test]
fn world_is_asked_again_before_the_code_is_looked_at() {
    let settings = settings();
    let token = token(Claimed);
    let mut world = world(&settings);
    world.user_enabled = false;
    let facts = ConfirmFacts {
        token: &token,
        world,
        thumbprint: THUMBPRINT,
        typed_code: "0000",
        expected_code: "0471",
    };
    assert_eq!(confirm(&facts, now()), Err(Unusable::UserDisabled.into()));
}

#[test]
fn code_has_four_digits_and_depends_on_the_mac() {
    assert_eq!(confirmation_code(&[0; 32]), "0000");
    assert_eq!(confirmation_code(&[0xff; 32]), "1455");
    let mut mac = [0; 32];
    mac[15] = 7;
    assert_eq!(confirmation_code(&mac), "0007");
}

fn check_totp(
    change: impl FnOnce(&mut Token),
    typed_code: &str,
    expected: Result<u64, TotpActivationRefused>,
) {
    let settings = settings();
    let mut token = token(Issued);
    token.kind = ProfileKind::Totp;
    change(&mut token);
    let seed = TotpSeed::from_bytes(*b"12345678901234567890");
    let facts = TotpActivationFacts {
        token: &token,
        world: world(&settings),
        seed: &seed,
        typed_code,
    };
    assert_eq!(
        activate_totp(&facts, now()),
        expected,
        "{typed_code:?} {token:?}"
    );
}

#[test]
fn first_right_totp_code_activates() {
    let seed = TotpSeed::from_bytes(*b"12345678901234567890");
    let code = seed.code_at(now());
    let step = crate::totp::step_of(now());
    check_totp(|_| {}, &code, Ok(step));
    check_totp(|token| token.wrong_codes = 9, &code, Ok(step));
    let wrong = seed.code_at(after_seconds(now(), 300));
    check_totp(
        |_| {},
        &wrong,
        Err(TotpActivationRefused::WrongCode { attempts_left: 9 }),
    );
    check_totp(
        |token| token.wrong_codes = 9,
        &wrong,
        Err(TotpActivationRefused::Rejected),
    );
    check_totp(|_| {}, "12", Err(TotpActivationRefused::Malformed));
    check_totp(
        |token| token.kind = ProfileKind::MobileApp,
        &code,
        Err(Unusable::WrongKind(ProfileKind::MobileApp).into()),
    );
    check_totp(
        |token| token.expires_at = now(),
        &code,
        Err(Unusable::Status(Expired).into()),
    );
}
