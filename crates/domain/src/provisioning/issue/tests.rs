//! Tests of what may be issued, and what it is.

use super::super::test_support::{now, settings};
use super::*;
use crate::{access_rules::AuthenticationMethod, self_service::Confirmation};
use rand::SeedableRng as _;
use std::sync::LazyLock;
use uuid::Uuid;

const READY: ChannelFacts = ChannelFacts {
    usable: true,
    has_destination: true,
    budget_spent: false,
};
const EVERY_CHANNEL: PerChannel<ChannelFacts> = PerChannel {
    browser: READY,
    email: READY,
    sms: READY,
};

fn decision(outcome: Outcome) -> Decision {
    Decision {
        outcome,
        trace: Vec::new(),
        first_unmet: None,
    }
}

fn open(number: u128, seconds_left: u64) -> OpenToken {
    OpenToken {
        id: TokenId::from_uuid(Uuid::from_u128(number)),
        expires_at: after_seconds(now(), seconds_left),
    }
}

static ALLOW: Decision = Decision {
    outcome: Outcome::Allow,
    trace: Vec::new(),
    first_unmet: None,
};
static SETTINGS: LazyLock<SelfServiceSettings> = LazyLock::new(settings);

fn issued<'a>(
    settings: &'a SelfServiceSettings,
    change: impl FnOnce(&mut IssueFacts<'a>),
) -> Result<NewToken, IssueRefused> {
    let mut facts = IssueFacts {
        settings,
        issued_by: IssuedBy::User,
        kind: ProfileKind::MobileApp,
        channel: Channel::Browser,
        channels: &EVERY_CHANNEL,
        decision: Some(&ALLOW),
        user_enabled: true,
        user_locked_until: None,
        open_tokens: &[],
        replaces: None,
        profiles: 0,
        lifetime_seconds: None,
    };
    change(&mut facts);
    issue(&facts, now(), &mut rand::rngs::StdRng::seed_from_u64(5))
}

fn check<'a>(change: impl FnOnce(&mut IssueFacts<'a>), expected: Option<IssueRefused>) {
    assert_eq!(issued(&SETTINGS, change).err(), expected);
}

fn check_settings(change: impl FnOnce(&mut SelfServiceSettings), expected: Option<IssueRefused>) {
    let mut settings = settings();
    change(&mut settings);
    assert_eq!(issued(&settings, |_| {}).err(), expected);
}

#[test]
fn token_for_the_page_carries_its_secret() {
    let token = issued(&settings(), |_| {}).ok().unwrap();
    let secret = token.secret.unwrap();
    assert!(token.secret_hash.unwrap() == secret.hash());
    assert_eq!(token.expires_at, after_seconds(now(), 300));
    assert!(token.confirmation_required);
    assert_eq!(token.id.as_uuid().get_version_num(), 7);
}

#[test]
fn token_for_a_message_or_for_totp_carries_none() {
    let mut settings = settings();
    settings.channels.email = true;
    settings.confirmation = Confirmation::Off;
    let mail = issued(&settings, |facts| facts.channel = Channel::Email)
        .ok()
        .unwrap();
    assert!(mail.secret.is_none() && mail.secret_hash.is_none() && mail.confirmation_required);
    assert_eq!(mail.expires_at, after_seconds(now(), 86_400));
    let totp = issued(&settings, |facts| facts.kind = ProfileKind::Totp)
        .ok()
        .unwrap();
    assert!(totp.secret.is_none() && !totp.confirmation_required);
}

#[test]
fn settings_decide_what_is_offered() {
    check_settings(|_| {}, None);
    check_settings(
        |settings| settings.enabled = false,
        Some(IssueRefused::SelfServiceDisabled),
    );
    check_settings(
        |settings| settings.profile_kinds = vec![ProfileKind::Totp],
        Some(IssueRefused::KindNotOffered(ProfileKind::MobileApp)),
    );
    check_settings(
        |settings| settings.channels.browser = false,
        Some(IssueRefused::ChannelUnavailable {
            channel: Channel::Browser,
            reason: ChannelUnavailable::Off,
        }),
    );
}

#[test]
fn channel_must_be_on_and_usable_and_lead_somewhere() {
    let mut settings = settings();
    settings.channels = PerChannel {
        browser: true,
        email: true,
        sms: true,
    };
    let channels = PerChannel {
        browser: READY,
        email: ChannelFacts {
            usable: false,
            ..READY
        },
        sms: ChannelFacts {
            has_destination: false,
            ..READY
        },
    };
    let reasons: Vec<Option<&str>> = channel_offers(&settings, &channels)
        .iter()
        .map(|offer| offer.unavailable.map(ChannelUnavailable::as_str))
        .collect();
    assert_eq!(reasons, [None, Some("not_usable"), Some("no_destination")]);
    let refused = issued(&settings, |facts| {
        facts.channels = &channels;
        facts.channel = Channel::Sms;
    });
    assert_eq!(
        refused.err(),
        Some(IssueRefused::ChannelUnavailable {
            channel: Channel::Sms,
            reason: ChannelUnavailable::NoDestination
        })
    );
}

#[test]
fn channel_whose_budget_is_spent_is_not_offered() {
    let mut settings = settings();
    settings.channels.sms = true;
    let channels = PerChannel {
        browser: READY,
        email: READY,
        sms: ChannelFacts {
            budget_spent: true,
            ..READY
        },
    };
    let refused = issued(&settings, |facts| {
        facts.channels = &channels;
        facts.channel = Channel::Sms;
    });
    assert_eq!(
        refused.err(),
        Some(IssueRefused::ChannelUnavailable {
            channel: Channel::Sms,
            reason: ChannelUnavailable::BudgetSpent
        })
    );
}

#[test]
fn message_mode_is_fixed_at_issue_and_never_carries_a_shared_secret() {
    let mut settings = settings();
    settings.channels.email = true;
    let mut check = |mode, kind, channel, expected| {
        settings.message_mode = mode;
        let new = issued(&settings, |facts| {
            facts.kind = kind;
            facts.channel = channel;
        });
        assert_eq!(new.unwrap().message_mode, expected);
    };
    let (direct, pointer) = (MessageMode::Direct, MessageMode::Pointer);
    check(direct, ProfileKind::MobileApp, Channel::Browser, None);
    check(direct, ProfileKind::MobileApp, Channel::Email, Some(direct));
    check(
        pointer,
        ProfileKind::MobileApp,
        Channel::Email,
        Some(pointer),
    );
    check(direct, ProfileKind::Totp, Channel::Email, Some(pointer));
}

#[test]
fn user_must_be_let_in_by_the_rule() {
    let step_up = decision(Outcome::StepUp {
        missing_methods: vec![AuthenticationMethod::Totp],
    });
    let deny = decision(Outcome::Deny {
        missing_not_available: Vec::new(),
    });
    check(
        |facts| facts.decision = Some(&step_up),
        Some(IssueRefused::StepUpRequired),
    );
    check(
        |facts| facts.decision = Some(&deny),
        Some(IssueRefused::AccessDenied),
    );
    check(
        |facts| facts.decision = None,
        Some(IssueRefused::AccessDenied),
    );
    for issued_by in [IssuedBy::Administrator, IssuedBy::ApiClient] {
        check(
            |facts| {
                facts.issued_by = issued_by;
                facts.decision = None;
            },
            None,
        );
    }
}

#[test]
fn user_must_be_enabled_and_not_locked() {
    let until = after_seconds(now(), 1);
    check(
        |facts| facts.user_enabled = false,
        Some(IssueRefused::UserDisabled),
    );
    check(
        |facts| facts.user_locked_until = Some(until),
        Some(IssueRefused::UserLocked { until }),
    );
    check(|facts| facts.user_locked_until = Some(now()), None);
}

#[test]
fn open_tokens_are_limited() {
    let too_many = |seconds| {
        Some(IssueRefused::TooManyOpenTokens {
            max: 3,
            opens_at: after_seconds(now(), seconds),
        })
    };
    let two = [open(1, 10), open(2, 20)];
    let three = [open(1, 30), open(2, 10), open(3, 20)];
    let five = [
        open(1, 50),
        open(2, 10),
        open(3, 20),
        open(4, 40),
        open(5, 30),
    ];
    let three_of_which_one_is_over = [open(1, 0), open(2, 10), open(3, 20)];
    check(|facts| facts.open_tokens = &two, None);
    check(|facts| facts.open_tokens = &three, too_many(10));
    // After a lower limit was set, three of five must end before there is room.
    check(|facts| facts.open_tokens = &five, too_many(30));
    check(
        |facts| facts.open_tokens = &three_of_which_one_is_over,
        None,
    );
}

#[test]
fn replaced_token_makes_room() {
    let three = [open(1, 30), open(2, 10), open(3, 20)];
    let check_replacing = |number: u128, expected: Option<IssueRefused>| {
        check(
            |facts| {
                facts.open_tokens = &three;
                facts.replaces = Some(open(number, 0).id);
            },
            expected,
        );
    };
    check_replacing(2, None);
    check_replacing(9, Some(IssueRefused::ReplacedTokenNotOpen));
}

#[test]
fn profiles_are_limited() {
    check(|facts| facts.profiles = 4, None);
    check(
        |facts| facts.profiles = 5,
        Some(IssueRefused::TooManyProfiles { max: 5 }),
    );
}

#[test]
fn lifetime_may_be_shorter_and_not_longer() {
    let out_of_range = || Some(IssueRefused::LifetimeOutOfRange { max: 300 });
    check(|facts| facts.lifetime_seconds = Some(60), None);
    check(|facts| facts.lifetime_seconds = Some(300), None);
    check(|facts| facts.lifetime_seconds = Some(59), out_of_range());
    check(|facts| facts.lifetime_seconds = Some(301), out_of_range());
}
