//! The settings between the wire and the domain; refusals as answers.

use anteroom_api_types::device as wire_device;
use anteroom_api_types::problem::{FieldProblem, ProblemCode};
use anteroom_api_types::provisioning as wire_provisioning;
use anteroom_api_types::self_service as wire;
use anteroom_domain::field_problem;
use anteroom_domain::provisioning::{Channel, ProfileKind};
use anteroom_domain::self_service::{
    Confirmation, MessageMode, PerChannel, Preset, SelfServiceSettings,
};

use super::service::{ChangeRefused, SettingsView};
use crate::http::ApiError;
use crate::http::etag::VersionStale;

/// Reads the settings.
pub fn from_wire(sent: &wire::SelfServiceSettings) -> SelfServiceSettings {
    let kinds = sent.profile_kinds.iter();
    SelfServiceSettings {
        enabled: sent.enabled,
        channels: PerChannel {
            browser: sent.channels.browser,
            email: sent.channels.email,
            sms: sent.channels.sms,
        },
        profile_kinds: kinds
            .map(|kind| match kind {
                wire_provisioning::ProfileKind::MobileApp => ProfileKind::MobileApp,
                wire_provisioning::ProfileKind::Totp => ProfileKind::Totp,
            })
            .collect(),
        token_lifetime_seconds: PerChannel {
            browser: sent.token_lifetime_seconds.browser,
            email: sent.token_lifetime_seconds.email,
            sms: sent.token_lifetime_seconds.sms,
        },
        open_tokens_per_user_max: sent.open_tokens_per_user_max,
        profiles_per_user_max: sent.profiles_per_user_max,
        confirmation: match sent.confirmation {
            wire_device::Confirmation::Required => Confirmation::Required,
            wire_device::Confirmation::Off => Confirmation::Off,
        },
        message_mode: match sent.message_mode {
            wire::MessageMode::Direct => MessageMode::Direct,
            wire::MessageMode::Pointer => MessageMode::Pointer,
        },
        preset: match sent.preset {
            wire::Preset::None => None,
            wire::Preset::Nist80063b => Some(Preset::Nist80063b),
        },
        portal_visible: sent.portal_visible,
        notify_user_of_changes: sent.notify_user_of_changes,
    }
}

/// Shows the settings with what is missing to switch them on.
pub fn answer(view: SettingsView) -> wire::SelfServiceSettingsAnswer {
    let usable = view.usable_channels;
    let channels = Channel::ALL.iter().map(|channel| {
        let usable = usable.get(*channel);
        wire::ChannelReadiness {
            channel: channel_to_wire(*channel),
            usable,
            reason: (!usable).then_some(wire_provisioning::ChannelUnavailable::NotUsableYet),
        }
    });
    wire::SelfServiceSettingsAnswer {
        readiness: wire::Readiness {
            channels: channels.collect(),
            blockers: field_problems(view.blockers),
        },
        settings: to_wire(&view.settings),
    }
}

fn to_wire(settings: &SelfServiceSettings) -> wire::SelfServiceSettings {
    let kinds = settings.profile_kinds.iter();
    wire::SelfServiceSettings {
        enabled: settings.enabled,
        channels: wire::ChannelSwitches {
            browser: settings.channels.browser,
            email: settings.channels.email,
            sms: settings.channels.sms,
        },
        profile_kinds: kinds
            .map(|kind| match kind {
                ProfileKind::MobileApp => wire_provisioning::ProfileKind::MobileApp,
                ProfileKind::Totp => wire_provisioning::ProfileKind::Totp,
            })
            .collect(),
        token_lifetime_seconds: wire::TokenLifetimes {
            browser: settings.token_lifetime_seconds.browser,
            sms: settings.token_lifetime_seconds.sms,
            email: settings.token_lifetime_seconds.email,
        },
        open_tokens_per_user_max: settings.open_tokens_per_user_max,
        profiles_per_user_max: settings.profiles_per_user_max,
        confirmation: match settings.confirmation {
            Confirmation::Required => wire_device::Confirmation::Required,
            Confirmation::Off => wire_device::Confirmation::Off,
        },
        message_mode: match settings.message_mode {
            MessageMode::Direct => wire::MessageMode::Direct,
            MessageMode::Pointer => wire::MessageMode::Pointer,
        },
        preset: match settings.preset {
            None => wire::Preset::None,
            Some(Preset::Nist80063b) => wire::Preset::Nist80063b,
        },
        portal_visible: settings.portal_visible,
        notify_user_of_changes: settings.notify_user_of_changes,
    }
}

const fn channel_to_wire(channel: Channel) -> wire_provisioning::Channel {
    match channel {
        Channel::Browser => wire_provisioning::Channel::Browser,
        Channel::Email => wire_provisioning::Channel::Email,
        Channel::Sms => wire_provisioning::Channel::Sms,
    }
}

fn field_problems(problems: Vec<field_problem::FieldProblem>) -> Vec<FieldProblem> {
    let convert = |problem: field_problem::FieldProblem| FieldProblem {
        pointer: problem.pointer,
        code: problem.code.to_owned(),
        message: problem.message,
    };
    problems.into_iter().map(convert).collect()
}

impl From<ChangeRefused> for ApiError {
    fn from(refused: ChangeRefused) -> Self {
        match refused {
            ChangeRefused::VersionStale => VersionStale.into(),
            ChangeRefused::Content(problems) => Self::fields(field_problems(problems)),
            ChangeRefused::NotReady(problems) => Self::new(
                ProblemCode::SelfServiceNotReady,
                "Self-service cannot be switched on yet; `errors` says what is missing.",
            )
            .with_errors(field_problems(problems)),
        }
    }
}
