//! The provisioning token itself: its states, and who may move it where.

use jiff::Timestamp;

use crate::{
    ids::{TokenId, UserId},
    named_enum::named_enum,
    self_service::MessageMode,
};

named_enum! {
    /// Where a token stands.
    pub enum TokenStatus {
        /// The secret is out; no phone has taken it.
        Issued => "issued",
        /// A phone has it; the confirmation code is awaited.
        Claimed => "claimed",
        /// The profile is there.
        Completed => "completed",
        /// Too late.
        Expired => "expired",
        /// Taken back.
        Revoked => "revoked",
        /// Three wrong codes, or "not my phone".
        Rejected => "rejected",
    }
}

named_enum! {
    /// What the phone becomes.
    pub enum ProfileKind {
        /// A key pair made on the phone.
        MobileApp => "mobile_app",
        /// A shared secret in any authenticator app.
        Totp => "totp",
    }
}

named_enum! {
    /// How the QR code reaches the user.
    pub enum Channel {
        /// In the page.
        Browser => "browser",
        /// In a mail.
        Email => "email",
        /// Behind a link in a text message.
        Sms => "sms",
    }
}

named_enum! {
    /// Who made the token.
    pub enum IssuedBy {
        /// The user, in self-service.
        User => "user",
        /// An administrator, for the user.
        Administrator => "administrator",
        /// A program, for the user.
        ApiClient => "api_client",
    }
}

named_enum! {
    /// What can be done to an open token besides claiming and confirming it.
    pub enum TokenAction {
        /// Its user, an administrator or a program takes it back.
        Revoke => "revoke",
        /// Its user asks for a new code in its place.
        Replace => "replace",
        /// Its user says that the phone that claimed it is not theirs.
        Reject => "reject",
    }
}

/// What decisions must know of a stored token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The token.
    pub id: TokenId,
    /// Whose right it is.
    pub user_id: UserId,
    /// What the phone becomes.
    pub kind: ProfileKind,
    /// How the code reached the user.
    pub channel: Channel,
    /// The status as stored; [`Token::status_at`] is the one that counts.
    pub stored_status: TokenStatus,
    /// Who made it.
    pub issued_by: IssuedBy,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Whether the claim must be confirmed; fixed at issue.
    pub confirmation_required: bool,
    /// Wrong confirmation codes (or, for TOTP, wrong first codes) so far.
    pub wrong_codes: u32,
    /// RFC 7638 thumbprint of the key of the phone that claimed it.
    pub claimed_by_thumbprint: Option<String>,
    /// What its message can do, fixed at issue; `None` for the browser.
    pub message_mode: Option<MessageMode>,
}

/// An action that the token's status does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a token that is {status} cannot be changed by {action}")]
pub struct TokenActionRefused {
    /// Where the token stands.
    pub status: TokenStatus,
    /// What was asked.
    pub action: TokenAction,
}

impl Token {
    /// The status that counts at `now`: an open token is over the moment its time is, whether or not a clean-up has run.
    #[must_use]
    pub fn status_at(&self, now: Timestamp) -> TokenStatus {
        self.stored_status.at(now, self.expires_at)
    }

    /// The status after `action`.
    ///
    /// # Errors
    /// [`TokenActionRefused`] when the token is over, or (for `reject`) no phone has claimed it.
    pub fn after(
        &self,
        action: TokenAction,
        now: Timestamp,
    ) -> Result<TokenStatus, TokenActionRefused> {
        match (self.status_at(now), action) {
            (
                TokenStatus::Issued | TokenStatus::Claimed,
                TokenAction::Revoke | TokenAction::Replace,
            ) => Ok(TokenStatus::Revoked),
            (TokenStatus::Claimed, TokenAction::Reject) => Ok(TokenStatus::Rejected),
            (status, action) => Err(TokenActionRefused { status, action }),
        }
    }
}

impl Token {
    /// Whether its user may have the code shown on the signed-in page: for an authenticator app always, for a
    /// phone when its message only points there.
    #[must_use]
    pub fn is_shown_on_page(&self) -> bool {
        self.kind == ProfileKind::Totp || self.message_mode == Some(MessageMode::Pointer)
    }
}

impl TokenStatus {
    /// Whether something can still come of the token.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Issued | Self::Claimed)
    }

    /// The status that counts at `now` for a stored status with this end.
    #[must_use]
    pub fn at(self, now: Timestamp, expires_at: Timestamp) -> Self {
        if self.is_open() && now >= expires_at {
            Self::Expired
        } else {
            self
        }
    }
}
