//! Facts as the tests of this module start from: everything in order, one thing changed at a time.

use jiff::Timestamp;
use uuid::Uuid;

use super::{Channel, IssuedBy, ProfileKind, Token, TokenStatus, World};
use crate::{
    clock::after_seconds,
    ids::{TokenId, UserId},
    self_service::SelfServiceSettings,
};

pub(super) const THUMBPRINT: &str = "thumbprint-of-the-phone";

pub(super) fn now() -> Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

pub(super) fn settings() -> SelfServiceSettings {
    SelfServiceSettings {
        enabled: true,
        ..SelfServiceSettings::default()
    }
}

pub(super) fn token(status: TokenStatus) -> Token {
    Token {
        id: TokenId::from_uuid(Uuid::nil()),
        user_id: UserId::from_uuid(Uuid::nil()),
        kind: ProfileKind::MobileApp,
        channel: Channel::Browser,
        stored_status: status,
        issued_by: IssuedBy::User,
        expires_at: after_seconds(now(), 300),
        confirmation_required: true,
        wrong_codes: 0,
        message_mode: None,
        claimed_by_thumbprint: (status != TokenStatus::Issued).then(|| THUMBPRINT.to_owned()),
    }
}

pub(super) fn world(settings: &SelfServiceSettings) -> World<'_> {
    World {
        settings,
        user_enabled: true,
        user_locked_until: None,
        profiles: 0,
        rule_still_met: true,
        channel_usable: true,
    }
}
