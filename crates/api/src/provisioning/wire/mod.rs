//! Provisioning tokens on the wire, and what their refusals are called there.

mod refusals;

use anteroom_api_types::access_rules::Decision;
use anteroom_api_types::device::{
    Account as DeviceAccount, Claim, ClaimConfirmation, ClaimPreview, ClaimStatus, Confirmation,
};
use anteroom_api_types::provisioning as wire;
use anteroom_api_types::self_service::MessageMode as WireMessageMode;
use anteroom_api_types::users::UserRef;
use anteroom_domain::accounts::{masked_email_address, masked_phone_number};
use anteroom_domain::limits::{CONFIRMATION_ATTEMPTS_MAX, CONFIRMATION_CODE_DIGITS};
use anteroom_domain::provisioning::{
    Channel, ChannelOffer, ChannelUnavailable, IssuedBy, ProfileKind, TokenStatus,
    provisioning_link,
};
use anteroom_domain::self_service::MessageMode;
use jiff::Timestamp;

use super::entity::Model;
use super::service::claim::{ClaimView, Preview};
use super::service::code_of;
use super::service::issue::Issued;
use super::service::offer::Offer;
use crate::accounts::Account;
use crate::app::App;
use crate::db::Moment as _;
use crate::failure::Unexpected;
use crate::notifications::DeliveryOfToken;
use crate::profiles::{self, StoredPhone};

pub use refusals::issue_failed;

/// Who reads a token: only its user, on a signed-in page, may see the digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Its user, whom the rules of the provisioning page let in.
    User,
    /// Everybody else.
    Other,
}

/// A token, without what is shown once.
pub fn token(
    app: &App,
    row: &Model,
    user: UserRef,
    message: Option<&DeliveryOfToken>,
    reader: Reader,
) -> Result<wire::ProvisioningToken, Unexpected> {
    let token = row.to_token()?;
    let status = token.status_at(app.now());
    Ok(wire::ProvisioningToken {
        id: row.id,
        user_id: row.user_id,
        user,
        kind: wire_kind(token.kind),
        channel: wire_channel(token.channel),
        status: wire_status(status),
        link: None,
        totp_key: None,
        destination: row.destination.clone(),
        message_mode: token.message_mode.map(wire_message_mode),
        delivery: message.map(|message| delivery(message, status)),
        issued_by: match token.issued_by {
            IssuedBy::User => wire::IssuedBy::User,
            IssuedBy::Administrator => wire::IssuedBy::Administrator,
            IssuedBy::ApiClient => wire::IssuedBy::ApiClient,
        },
        created_at: Timestamp::from_stored(row.created_at).into(),
        expires_at: token.expires_at.into(),
        claim: claim_of(app, row, status, reader)?,
        profile_id: row.profile_id,
    })
}

fn claim_of(
    app: &App,
    row: &Model,
    status: TokenStatus,
    reader: Reader,
) -> Result<Option<wire::TokenClaim>, Unexpected> {
    let Some((phone, claimed_at)) = row.phone.as_deref().zip(row.claimed_at) else {
        return Ok(None);
    };
    let shows_code = reader == Reader::User && status == TokenStatus::Claimed;
    Ok(Some(wire::TokenClaim {
        phone: StoredPhone::read(phone)?.into(),
        confirmation_code: if shows_code { code_of(app, row) } else { None },
        attempts_left: CONFIRMATION_ATTEMPTS_MAX.saturating_sub(row.wrong_codes()),
        claimed_at: Timestamp::from_stored(claimed_at).into(),
    }))
}

/// The message of a token; it may be sent again while the token waits for a phone.
fn delivery(message: &DeliveryOfToken, status: TokenStatus) -> wire::TokenDelivery {
    wire::TokenDelivery {
        id: message.id,
        status: message.status,
        attempts: message.attempts,
        sent_at: message.sent_at.map(Into::into),
        receipt: message.receipt,
        problem: message.problem,
        resend_at: message
            .may_be_repeated_at()
            .filter(|_| status == TokenStatus::Issued)
            .map(Into::into),
    }
}

/// A token with the code that its user or issuer sees this once.
pub fn with_code(
    app: &App,
    token: wire::ProvisioningToken,
    issued: &Issued,
) -> wire::ProvisioningToken {
    let origin = app.config.http.origin();
    wire::ProvisioningToken {
        link: issued
            .secret
            .as_ref()
            .map(|secret| provisioning_link(origin, secret)),
        totp_key: issued.seed.as_ref().map(|seed| wire::TotpKey {
            uri: seed.expose_key_uri(&app.config.issuer.name, &issued.account.user_name),
            key: seed.expose_base32_in_groups(),
        }),
        ..token
    }
}

const fn wire_message_mode(mode: MessageMode) -> WireMessageMode {
    match mode {
        MessageMode::Direct => WireMessageMode::Direct,
        MessageMode::Pointer => WireMessageMode::Pointer,
    }
}

/// One channel, as it is offered to one user.
fn offered_channel(offer: ChannelOffer, account: &Account) -> wire::OfferedChannel {
    wire::OfferedChannel {
        channel: wire_channel(offer.channel),
        available: offer.unavailable.is_none(),
        destination: match offer.channel {
            Channel::Browser => None,
            Channel::Email => account.email.as_deref().map(masked_email_address),
            Channel::Sms => account.phone_number.as_deref().map(masked_phone_number),
        },
        reason: offer.unavailable.map(|reason| match reason {
            ChannelUnavailable::Off => wire::ChannelUnavailable::SwitchedOff,
            ChannelUnavailable::NotUsable => wire::ChannelUnavailable::NotUsableYet,
            ChannelUnavailable::NoDestination => wire::ChannelUnavailable::NoAddress,
            ChannelUnavailable::BudgetSpent => wire::ChannelUnavailable::BudgetSpent,
        }),
    }
}

/// What a secret would add.
pub fn preview(app: &App, preview: &Preview) -> Result<ClaimPreview, Unexpected> {
    Ok(ClaimPreview {
        issuer: profiles::issuer(app),
        account: device_account(&preview.account),
        kind: wire_kind(preview.row.to_token()?.kind),
        expires_at: preview.row.ends_at().into(),
        confirmation: if preview.confirmation_required {
            Confirmation::Required
        } else {
            Confirmation::Off
        },
        algorithms: vec!["ES256".to_owned(), "EdDSA".to_owned()],
    })
}

/// A claim, as its phone sees it.
pub fn claim(app: &App, view: ClaimView) -> Result<Claim, Unexpected> {
    let is_completed = view.row.status_at(app.now())? == TokenStatus::Completed;
    let attempts_left = CONFIRMATION_ATTEMPTS_MAX.saturating_sub(view.row.wrong_codes());
    Ok(Claim {
        id: view.row.id,
        status: if is_completed {
            ClaimStatus::Completed
        } else {
            ClaimStatus::AwaitingConfirmation
        },
        confirmation: (!is_completed).then(|| ClaimConfirmation {
            digits: u32::try_from(CONFIRMATION_CODE_DIGITS).unwrap_or(u32::MAX),
            attempts_left,
        }),
        account: device_account(&view.account),
        issuer: profiles::issuer(app),
        expires_at: view.row.ends_at().into(),
        profile: view.profile,
    })
}

fn device_account(account: &Account) -> DeviceAccount {
    DeviceAccount {
        display_name: account.display_name.clone(),
        user_name: account.user_name.clone(),
    }
}

const fn wire_kind(kind: ProfileKind) -> wire::ProfileKind {
    match kind {
        ProfileKind::MobileApp => wire::ProfileKind::MobileApp,
        ProfileKind::Totp => wire::ProfileKind::Totp,
    }
}

pub const fn kind(kind: wire::ProfileKind) -> ProfileKind {
    match kind {
        wire::ProfileKind::MobileApp => ProfileKind::MobileApp,
        wire::ProfileKind::Totp => ProfileKind::Totp,
    }
}

const fn wire_channel(channel: Channel) -> wire::Channel {
    match channel {
        Channel::Browser => wire::Channel::Browser,
        Channel::Email => wire::Channel::Email,
        Channel::Sms => wire::Channel::Sms,
    }
}

pub const fn channel(channel: wire::Channel) -> Channel {
    match channel {
        wire::Channel::Browser => Channel::Browser,
        wire::Channel::Email => Channel::Email,
        wire::Channel::Sms => Channel::Sms,
    }
}

const fn wire_status(status: TokenStatus) -> wire::TokenStatus {
    match status {
        TokenStatus::Issued => wire::TokenStatus::Issued,
        TokenStatus::Claimed => wire::TokenStatus::Claimed,
        TokenStatus::Completed => wire::TokenStatus::Completed,
        TokenStatus::Expired => wire::TokenStatus::Expired,
        TokenStatus::Revoked => wire::TokenStatus::Revoked,
        TokenStatus::Rejected => wire::TokenStatus::Rejected,
    }
}

pub const fn status(status: wire::TokenStatus) -> TokenStatus {
    match status {
        wire::TokenStatus::Issued => TokenStatus::Issued,
        wire::TokenStatus::Claimed => TokenStatus::Claimed,
        wire::TokenStatus::Completed => TokenStatus::Completed,
        wire::TokenStatus::Expired => TokenStatus::Expired,
        wire::TokenStatus::Revoked => TokenStatus::Revoked,
        wire::TokenStatus::Rejected => TokenStatus::Rejected,
    }
}

/// What the provisioning page offers.
pub fn own_provisioning(
    offer: &Offer,
    decision: Decision,
    open_tokens: Vec<wire::ProvisioningToken>,
) -> wire::OwnProvisioning {
    let open = u32::try_from(offer.open_tokens.len()).unwrap_or(u32::MAX);
    let settings = &offer.settings;
    wire::OwnProvisioning {
        enabled: settings.enabled,
        decision,
        kinds: settings
            .profile_kinds
            .iter()
            .copied()
            .map(wire_kind)
            .collect(),
        channels: offer
            .channels
            .iter()
            .map(|channel| offered_channel(*channel, &offer.account))
            .collect(),
        open_tokens,
        open_tokens_left: settings.open_tokens_per_user_max.saturating_sub(open),
        profiles_left: settings
            .profiles_per_user_max
            .saturating_sub(offer.profiles),
    }
}
