//! The screens of the provisioning page, each from the facts that bring it.

use anteroom_api_types::access_rules::Decision;
use anteroom_api_types::device::{KeyStorage, Phone, Platform};
use anteroom_api_types::notifications::deliveries::DeliveryStatus;
use anteroom_api_types::provisioning::{OfferedChannel, TokenClaim, TokenDelivery, TotpKey};
use anteroom_api_types::time::Time;
use anteroom_api_types::users::UserRef;
use jiff::Timestamp;
use uuid::Uuid;

use super::*;

fn offer() -> OwnProvisioning {
    OwnProvisioning {
        enabled: true,
        decision: Decision {
            outcome: Outcome::Allow,
            missing_methods: Vec::new(),
            unavailable_methods: Vec::new(),
            reason: None,
            trace: Vec::new(),
        },
        kinds: vec![ProfileKind::MobileApp, ProfileKind::Totp],
        channels: vec![
            channel(Channel::Browser, true),
            channel(Channel::Email, false),
            channel(Channel::Sms, false),
        ],
        open_tokens: Vec::new(),
        open_tokens_left: 3,
        profiles_left: 5,
    }
}

fn channel(channel: Channel, available: bool) -> OfferedChannel {
    OfferedChannel {
        channel,
        available,
        destination: None,
        reason: None,
    }
}

fn token(status: TokenStatus, kind: ProfileKind) -> ProvisioningToken {
    ProvisioningToken {
        id: Uuid::from_u128(7),
        user_id: Uuid::nil(),
        user: UserRef {
            id: Uuid::nil(),
            user_name: "maja".to_owned(),
            display_name: "Maja".to_owned(),
        },
        kind,
        channel: Channel::Browser,
        status,
        link: None,
        totp_key: None,
        destination: None,
        message_mode: None,
        delivery: None,
        issued_by: IssuedBy::User,
        created_at: Time(Timestamp::UNIX_EPOCH),
        expires_at: Time(Timestamp::UNIX_EPOCH),
        claim: None,
        profile_id: None,
    }
}

fn check_offer(change: impl FnOnce(&mut OwnProvisioning), expected: Screen) {
    let mut offer = offer();
    change(&mut offer);
    assert_eq!(screen(&offer, None, Asked::Nothing), expected);
}

fn check_token(status: TokenStatus, change: impl FnOnce(&mut ProvisioningToken), expected: Screen) {
    check_asked(Asked::Nothing, status, change, expected);
}

fn check_asked(
    asked: Asked,
    status: TokenStatus,
    change: impl FnOnce(&mut ProvisioningToken),
    expected: Screen,
) {
    let mut token = token(status, ProfileKind::MobileApp);
    change(&mut token);
    assert_eq!(screen(&offer(), Some(&token), asked), expected);
}

fn by_mail(mode: MessageMode) -> impl Fn(&mut ProvisioningToken) {
    move |token| {
        token.channel = Channel::Email;
        token.message_mode = Some(mode);
        token.destination = Some("m•••@example.org".to_owned());
    }
}

#[test]
fn without_a_token_the_offer_decides() {
    check_offer(|_| {}, Screen::Choose);
    check_offer(
        |offer| offer.enabled = false,
        Screen::NotOffered(NotOffered::SwitchedOff),
    );
    check_offer(
        |offer| offer.decision.outcome = Outcome::StepUp,
        Screen::StepUp,
    );
    check_offer(
        |offer| offer.profiles_left = 0,
        Screen::Limit(Limit::Profiles),
    );
    check_offer(
        |offer| offer.open_tokens_left = 0,
        Screen::Limit(Limit::OpenTokens),
    );
    check_offer(
        |offer| offer.channels.clear(),
        Screen::NotOffered(NotOffered::NoChannel),
    );
}

#[test]
fn one_possibility_is_taken_without_a_question() {
    check_offer(
        |offer| offer.kinds = vec![ProfileKind::MobileApp],
        Screen::Only(Possibility {
            kind: ProfileKind::MobileApp,
            channel: Channel::Browser,
        }),
    );
}

#[test]
fn a_message_is_not_sent_without_a_question() {
    check_offer(
        |offer| {
            offer.kinds = vec![ProfileKind::MobileApp];
            offer.channels = vec![channel(Channel::Sms, true)];
        },
        Screen::Choose,
    );
}

#[test]
fn a_message_that_does_not_come_is_said() {
    check_token(
        TokenStatus::Issued,
        by_mail(MessageMode::Direct),
        Screen::Sent,
    );
    check_token(
        TokenStatus::Issued,
        |token| {
            by_mail(MessageMode::Direct)(token);
            token.delivery = Some(TokenDelivery {
                id: Uuid::nil(),
                status: DeliveryStatus::Failed,
                attempts: 1,
                sent_at: None,
                receipt: None,
                problem: None,
                resend_at: None,
            });
        },
        Screen::NotDelivered {
            trouble: Trouble::Service,
            can_be_sent_again: false,
        },
    );
}

#[test]
fn the_link_of_a_message_leads_to_the_code() {
    let pointer = by_mail(MessageMode::Pointer);
    check_token(TokenStatus::Issued, &pointer, Screen::Sent);
    check_asked(
        Asked::ForToken,
        TokenStatus::Issued,
        &pointer,
        Screen::Ready,
    );
    check_asked(
        Asked::ForToken,
        TokenStatus::Issued,
        |token| {
            by_mail(MessageMode::Direct)(token);
            token.kind = ProfileKind::Totp;
        },
        Screen::Ready,
    );
    // The code of a direct message stands in the message alone.
    check_asked(
        Asked::ForToken,
        TokenStatus::Issued,
        by_mail(MessageMode::Direct),
        Screen::Sent,
    );
    // What ended says so, whoever asks.
    check_asked(
        Asked::ForToken,
        TokenStatus::Revoked,
        &pointer,
        Screen::Elsewhere,
    );
}

#[test]
fn an_address_that_leads_nowhere_says_so_once_the_rule_holds() {
    let mut offer = offer();
    assert_eq!(
        screen(&offer, None, Asked::ForNothingThere),
        Screen::NotHere
    );
    offer.decision.outcome = Outcome::StepUp;
    assert_eq!(screen(&offer, None, Asked::ForNothingThere), Screen::StepUp);
}

#[test]
fn what_somebody_prepared_is_shown_where_that_is_allowed() {
    let prepared = |change: &dyn Fn(&mut ProvisioningToken), expected: Screen| {
        check_token(
            TokenStatus::Issued,
            |token| {
                token.issued_by = IssuedBy::Administrator;
                change(token);
            },
            expected,
        );
    };
    prepared(
        &|_| {},
        Screen::Prepared {
            can_be_shown: false,
        },
    );
    prepared(
        &|token| token.kind = ProfileKind::Totp,
        Screen::Prepared { can_be_shown: true },
    );
    prepared(
        &by_mail(MessageMode::Pointer),
        Screen::Prepared { can_be_shown: true },
    );
    prepared(&by_mail(MessageMode::Direct), Screen::Sent);
}

#[test]
fn a_method_that_is_not_set_up_is_named_rather_than_asked_for() {
    check_offer(
        |offer| {
            offer.decision.outcome = Outcome::Deny;
            offer.decision.missing_methods = vec![AuthenticationMethod::Totp];
            offer.decision.unavailable_methods = vec![AuthenticationMethod::Totp];
        },
        Screen::NotOffered(NotOffered::MethodsNotSetUp {
            missing: vec![AuthenticationMethod::Totp],
            not_set_up: vec![AuthenticationMethod::Totp],
            reason: None,
        }),
    );
}

#[test]
fn the_life_of_a_token_moves_the_page() {
    check_token(
        TokenStatus::Issued,
        |token| token.link = Some("https://id/a#X".to_owned()),
        Screen::Waiting,
    );
    check_token(TokenStatus::Issued, |_| {}, Screen::Hidden);
    check_token(TokenStatus::Claimed, |_| {}, Screen::Claimed);
    check_token(TokenStatus::Completed, |_| {}, Screen::Done);
    check_token(TokenStatus::Expired, |_| {}, Screen::Expired);
    check_token(TokenStatus::Revoked, |_| {}, Screen::Elsewhere);
    check_token(TokenStatus::Rejected, |_| {}, Screen::Rejected);
    check_token(
        TokenStatus::Issued,
        |token| {
            token.kind = ProfileKind::Totp;
            token.totp_key = Some(TotpKey {
                uri: "otpauth://totp/x".to_owned(),
                key: "ABCD".to_owned(),
            });
        },
        Screen::Totp,
    );
}

#[test]
fn a_claimed_token_is_taken_up_before_a_newer_one() {
    let mut offer = offer();
    let mut claimed = token(TokenStatus::Claimed, ProfileKind::MobileApp);
    claimed.id = Uuid::from_u128(8);
    offer.open_tokens = vec![token(TokenStatus::Issued, ProfileKind::MobileApp), claimed];
    assert_eq!(
        to_take_up(&offer).map(|token| token.id),
        Some(Uuid::from_u128(8))
    );
    // Before the rule holds, nothing of a token is shown.
    offer.decision.outcome = Outcome::StepUp;
    assert_eq!(to_take_up(&offer), None);
}

#[test]
fn news_keep_what_only_the_first_answer_held() {
    let mut known = token(TokenStatus::Issued, ProfileKind::MobileApp);
    known.link = Some("https://id/a#X".to_owned());
    let news = merged(
        Some(&known),
        token(TokenStatus::Issued, ProfileKind::MobileApp),
    );
    assert_eq!(news.link.as_deref(), Some("https://id/a#X"));
    let mut other = token(TokenStatus::Issued, ProfileKind::MobileApp);
    other.id = Uuid::from_u128(9);
    assert_eq!(merged(Some(&known), other).link, None);
}

#[test]
fn a_token_never_goes_back_in_its_life() {
    let claimed = token(TokenStatus::Claimed, ProfileKind::MobileApp);
    let issued = token(TokenStatus::Issued, ProfileKind::MobileApp);
    assert!(is_outdated(Some(&claimed), &issued));
    assert!(!is_outdated(Some(&issued), &claimed));
    assert!(!is_outdated(Some(&claimed), &claimed));
    assert!(!is_outdated(None, &issued));
}

#[test]
fn a_code_of_the_claim_survives_news_without_it() {
    let phone = Phone {
        name: "Pixel 8".to_owned(),
        platform: Platform::Web,
        model: String::new(),
        app_name: String::new(),
        app_version: String::new(),
        key_storage: KeyStorage::Software,
    };
    let claim = |code: Option<&str>| TokenClaim {
        phone: phone.clone(),
        confirmation_code: code.map(str::to_owned),
        attempts_left: 3,
        claimed_at: Time(Timestamp::UNIX_EPOCH),
    };
    let mut known = token(TokenStatus::Claimed, ProfileKind::MobileApp);
    known.claim = Some(claim(Some("4711")));
    let mut news = token(TokenStatus::Claimed, ProfileKind::MobileApp);
    news.claim = Some(claim(None));
    let merged = merged(Some(&known), news);
    assert_eq!(
        merged
            .claim
            .and_then(|claim| claim.confirmation_code)
            .as_deref(),
        Some("4711")
    );
}

#[test]
fn time_is_said_in_minutes_and_seconds() {
    assert_eq!(countdown(245), "4:05");
    assert_eq!(countdown(3_661), "1:01:01");
    assert_eq!(countdown(0), "0:00");
}
