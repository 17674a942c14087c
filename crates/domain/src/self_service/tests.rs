//! Tests of bounds, the guard and the preset.

use super::*;

const READY: GuardFacts = GuardFacts {
    usable_channels: PerChannel {
        browser: true,
        email: false,
        sms: false,
    },
    rule_asks_for_authentication: true,
};

fn check(
    change: impl FnOnce(&mut SelfServiceSettings),
    guard: GuardFacts,
    expected: &[(&str, &str)],
) {
    let mut settings = SelfServiceSettings::default();
    change(&mut settings);
    let problems = settings.problems(&guard);
    let found: Vec<(&str, &str)> = problems
        .iter()
        .map(|problem| (problem.pointer.as_str(), problem.code))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn defaults_are_in_bounds_and_can_be_switched_on() {
    check(|_| {}, READY, &[]);
    check(|settings| settings.enabled = true, READY, &[]);
}

#[test]
fn numbers_are_bounded() {
    check(
        |settings| {
            settings.token_lifetime_seconds = PerChannel {
                browser: 59,
                email: 604_801,
                sms: 60,
            };
            settings.open_tokens_per_user_max = 0;
            settings.profiles_per_user_max = 51;
        },
        READY,
        &[
            ("/token_lifetime_seconds/browser", "out_of_range"),
            ("/token_lifetime_seconds/email", "out_of_range"),
            ("/open_tokens_per_user_max", "out_of_range"),
            ("/profiles_per_user_max", "out_of_range"),
        ],
    );
}

#[test]
fn profile_kinds_are_a_set_with_a_member() {
    check(
        |settings| settings.profile_kinds.clear(),
        READY,
        &[("/profile_kinds", "empty")],
    );
    check(
        |settings| settings.profile_kinds = vec![ProfileKind::Totp, ProfileKind::Totp],
        READY,
        &[("/profile_kinds/1", "duplicate")],
    );
}

#[test]
fn switch_is_guarded() {
    let open_rule = GuardFacts {
        rule_asks_for_authentication: false,
        ..READY
    };
    check(
        |settings| settings.enabled = true,
        open_rule,
        &[("/enabled", "rule_asks_for_no_authentication")],
    );
    check(|_| {}, open_rule, &[]);
    check(
        |settings| {
            settings.enabled = true;
            settings.channels.browser = false;
            settings.channels.email = true;
        },
        READY,
        &[("/enabled", "no_usable_channel")],
    );
}

#[test]
fn preset_fixes_what_the_standard_asks() {
    let settings = SelfServiceSettings {
        preset: Some(Preset::Nist80063b),
        confirmation: Confirmation::Off,
        ..SelfServiceSettings::default()
    }
    .with_preset_applied();
    assert_eq!(settings.confirmation, Confirmation::Required);
    assert_eq!(settings.message_mode, MessageMode::Pointer);
    let lifetimes = settings.token_lifetime_seconds;
    assert_eq!(
        (lifetimes.browser, lifetimes.email, lifetimes.sms),
        (300, 600, 600)
    );
    let plain = SelfServiceSettings::default();
    assert_eq!(plain.clone().with_preset_applied(), plain);
}

#[test]
fn redeemable_messages_are_always_confirmed() {
    let check_confirmed = |mode: MessageMode, channel: Channel, expected: bool| {
        let settings = SelfServiceSettings {
            confirmation: Confirmation::Off,
            message_mode: mode,
            ..SelfServiceSettings::default()
        };
        assert_eq!(
            settings.confirmation_required(channel),
            expected,
            "{mode} {channel}"
        );
    };
    check_confirmed(MessageMode::Direct, Channel::Browser, false);
    check_confirmed(MessageMode::Direct, Channel::Email, true);
    check_confirmed(MessageMode::Direct, Channel::Sms, true);
    check_confirmed(MessageMode::Pointer, Channel::Email, false);
}
