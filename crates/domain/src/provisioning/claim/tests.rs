//! Tests of claims, and of the states of a token.

use super::super::{
    Channel, TokenAction,
    test_support::{THUMBPRINT, now, settings, token, world},
};
use super::*;
use crate::self_service::Confirmation;
use TokenStatus::{Claimed, Completed, Expired, Issued, Rejected, Revoked};

fn check(
    change: impl FnOnce(&mut Token, &mut SelfServiceSettings),
    change_world: impl FnOnce(&mut World<'_>),
    expected: Result<ClaimOutcome, Unusable>,
) {
    let (mut token, mut settings) = (token(Issued), settings());
    change(&mut token, &mut settings);
    let mut world = world(&settings);
    change_world(&mut world);
    let facts = ClaimFacts {
        token: &token,
        world,
        thumbprint: THUMBPRINT,
    };
    assert_eq!(claim(&facts, now()), expected, "{token:?}");
}

fn unchanged(_: &mut Token, _: &mut SelfServiceSettings) {}

#[test]
fn claim_leaves_time_to_type_the_code() {
    let until = |seconds| {
        Ok(ClaimOutcome::AwaitingConfirmation {
            expires_at: after_seconds(now(), seconds),
        })
    };
    check(unchanged, |_| {}, until(300));
    check(
        |token, _| token.expires_at = after_seconds(now(), 1),
        |_| {},
        until(300),
    );
    check(
        |token, _| token.expires_at = after_seconds(now(), 900),
        |_| {},
        until(900),
    );
}

#[test]
fn claim_without_confirmation_completes() {
    let off = |token: &mut Token, settings: &mut SelfServiceSettings| {
        token.confirmation_required = false;
        settings.confirmation = Confirmation::Off;
    };
    check(off, |_| {}, Ok(ClaimOutcome::Completed));
    // The setting became stricter after the issue.
    let stricter =
        |token: &mut Token, _: &mut SelfServiceSettings| token.confirmation_required = false;
    check(
        stricter,
        |_| {},
        Ok(ClaimOutcome::AwaitingConfirmation {
            expires_at: after_seconds(now(), 300),
        }),
    );
    // And looser.
    let looser = |_: &mut Token, settings: &mut SelfServiceSettings| {
        settings.confirmation = Confirmation::Off;
    };
    check(
        looser,
        |_| {},
        Ok(ClaimOutcome::AwaitingConfirmation {
            expires_at: after_seconds(now(), 300),
        }),
    );
}

#[test]
fn message_that_works_by_itself_is_of_no_use_once_messages_only_point() {
    let message = |mode| {
        move |token: &mut Token, settings: &mut SelfServiceSettings| {
            token.channel = Channel::Email;
            token.message_mode = Some(mode);
            settings.channels.email = true;
            settings.message_mode = MessageMode::Pointer;
        }
    };
    check(
        message(MessageMode::Direct),
        |_| {},
        Err(Unusable::MessagesOnlyPoint),
    );
    // Its code was shown on the signed-in page.
    check(
        message(MessageMode::Pointer),
        |_| {},
        Ok(ClaimOutcome::AwaitingConfirmation {
            expires_at: after_seconds(now(), 300),
        }),
    );
}

#[test]
fn token_that_is_over_cannot_be_claimed() {
    for status in [Expired, Revoked, Rejected] {
        check(
            |token, _| token.stored_status = status,
            |_| {},
            Err(Unusable::Status(status)),
        );
    }
    check(
        |token, _| token.expires_at = now(),
        |_| {},
        Err(Unusable::Status(Expired)),
    );
    for status in [Claimed, Completed] {
        let by_another = |token: &mut Token, _: &mut SelfServiceSettings| {
            token.stored_status = status;
            token.claimed_by_thumbprint = Some("another".to_owned());
        };
        check(by_another, |_| {}, Err(Unusable::Status(status)));
    }
}

#[test]
fn same_phone_may_ask_again() {
    for status in [Claimed, Completed] {
        let by_this_phone = |token: &mut Token, _: &mut SelfServiceSettings| {
            token.stored_status = status;
            token.claimed_by_thumbprint = Some(THUMBPRINT.to_owned());
        };
        check(by_this_phone, |_| {}, Ok(ClaimOutcome::Repeated));
    }
    let rejected = |token: &mut Token, _: &mut SelfServiceSettings| {
        token.stored_status = Rejected;
        token.claimed_by_thumbprint = Some(THUMBPRINT.to_owned());
    };
    check(rejected, |_| {}, Err(Unusable::Status(Rejected)));
}

#[test]
fn world_is_asked_again() {
    check(
        |_, settings| settings.enabled = false,
        |_| {},
        Err(Unusable::SelfServiceDisabled),
    );
    check(
        |_, settings| settings.channels.browser = false,
        |_| {},
        Err(Unusable::ChannelUnavailable),
    );
    check(
        |_, settings| settings.profile_kinds = vec![ProfileKind::Totp],
        |_| {},
        Err(Unusable::KindNotOffered),
    );
    check(
        |token, _| token.channel = Channel::Email,
        |_| {},
        Err(Unusable::ChannelUnavailable),
    );
    check(
        |token, _| token.kind = ProfileKind::Totp,
        |_| {},
        Err(Unusable::WrongKind(ProfileKind::Totp)),
    );
    check(
        unchanged,
        |world| world.channel_usable = false,
        Err(Unusable::ChannelUnavailable),
    );
    check(
        unchanged,
        |world| world.user_enabled = false,
        Err(Unusable::UserDisabled),
    );
    check(
        unchanged,
        |world| world.user_locked_until = Some(after_seconds(now(), 1)),
        Err(Unusable::UserLocked),
    );
    check(
        unchanged,
        |world| world.rule_still_met = false,
        Err(Unusable::RuleNotMet),
    );
    check(
        unchanged,
        |world| world.profiles = 5,
        Err(Unusable::TooManyProfiles),
    );
    let fine = Ok(ClaimOutcome::AwaitingConfirmation {
        expires_at: after_seconds(now(), 300),
    });
    check(
        unchanged,
        |world| world.user_locked_until = Some(now()),
        fine,
    );
    check(unchanged, |world| world.profiles = 4, fine);
}

#[test]
fn open_token_is_over_when_its_time_is() {
    let check_status = |stored: TokenStatus, seconds_later: u64, expected: TokenStatus| {
        assert_eq!(
            token(stored).status_at(after_seconds(now(), seconds_later)),
            expected
        );
    };
    check_status(Issued, 299, Issued);
    check_status(Issued, 300, Expired);
    check_status(Claimed, 300, Expired);
    check_status(Completed, 300, Completed);
    check_status(Revoked, 300, Revoked);
}

#[test]
fn actions_move_open_tokens_only() {
    let check_action = |stored: TokenStatus, action: TokenAction, expected: Option<TokenStatus>| {
        assert_eq!(
            token(stored).after(action, now()).ok(),
            expected,
            "{stored} {action}"
        );
        assert!(
            token(stored)
                .after(action, after_seconds(now(), 300))
                .is_err()
        );
    };
    check_action(Issued, TokenAction::Revoke, Some(Revoked));
    check_action(Claimed, TokenAction::Revoke, Some(Revoked));
    check_action(Issued, TokenAction::Replace, Some(Revoked));
    check_action(Claimed, TokenAction::Replace, Some(Revoked));
    check_action(Issued, TokenAction::Reject, None);
    check_action(Claimed, TokenAction::Reject, Some(Rejected));
    for over in [Completed, Expired, Revoked, Rejected] {
        for action in TokenAction::ALL {
            check_action(over, *action, None);
        }
    }
}
