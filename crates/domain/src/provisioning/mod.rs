//! Provisioning: the one-time right of one user to create one profile, from issue to the working phone.
//!
//! ```text
//! issued --claim--> claimed --confirm--> completed
//!    |                 |
//!    +-> expired       +-> expired, rejected (3 wrong confirmation codes, or "not my phone")
//!    +-> revoked       +-> revoked
//! ```
//!
//! A token for a `totp` profile has no secret and no claim: its key is shown on the signed-in page, and the
//! first right code completes it.

mod claim;
mod confirm;
mod issue;
mod link;
#[cfg(test)]
mod test_support;
mod token;

pub use claim::{ClaimFacts, ClaimOutcome, ClaimRefused, Unusable, World, claim};
pub use confirm::{
    ConfirmFacts, ConfirmOutcome, ConfirmRefused, TotpActivationFacts, TotpActivationRefused,
    activate_totp, confirm, confirmation_code,
};
pub use issue::{
    ChannelFacts, ChannelOffer, ChannelUnavailable, IssueFacts, IssueRefused, NewToken, OpenToken,
    channel_offers, issue,
};
pub use link::{LinkRefused, parse_provisioning_link, provisioning_link};
pub use token::{
    Channel, IssuedBy, ProfileKind, Token, TokenAction, TokenActionRefused, TokenStatus,
};
