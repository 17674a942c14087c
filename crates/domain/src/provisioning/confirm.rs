//! The confirmation: the code that the signed-in browser shows, typed on the phone. And its like for TOTP, the first code.

use jiff::Timestamp;
use subtle::ConstantTimeEq as _;

use super::{ProfileKind, Token, TokenStatus, Unusable, World};
use crate::{
    limits::{CONFIRMATION_ATTEMPTS_MAX, CONFIRMATION_CODE_DIGITS, TOTP_ACTIVATION_ATTEMPTS_MAX},
    totp::{TotpCodeRefused, TotpSeed},
};

/// Everything that the decision over a confirmation depends on.
#[derive(Debug, Clone, Copy)]
pub struct ConfirmFacts<'a> {
    /// The token that the phone has claimed.
    pub token: &'a Token,
    /// The world now.
    pub world: World<'a>,
    /// RFC 7638 thumbprint of the phone's key, whose possession is proved.
    pub thumbprint: &'a str,
    /// What the person typed.
    pub typed_code: &'a str,
    /// The code that the browser shows (see [`confirmation_code`]).
    pub expected_code: &'a str,
}

/// What a right code does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfirmOutcome {
    /// The profile is made.
    Completed,
    /// The same phone asks again, since the first answer was lost; nothing changes.
    Repeated,
}

/// Why a confirmation is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConfirmRefused {
    /// A wrong code; it must be counted.
    #[error("the code is wrong; {attempts_left} attempts are left")]
    WrongCode {
        /// How many are left after this one.
        attempts_left: u32,
    },
    /// One wrong code too many: the token must be stored as rejected.
    #[error("the code was wrong too often")]
    Rejected,
    /// The token is of no use any more.
    #[error(transparent)]
    Unusable(#[from] Unusable),
}

/// The four digits of the confirmation code, derived from the output of a MAC over the token and the key.
#[must_use]
pub fn confirmation_code(mac: &[u8; 32]) -> String {
    // 128 bits modulo 10000 differ from even by less than 2^-114.
    let (first_half, _) = mac.split_at(16);
    let number = first_half
        .iter()
        .fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    format!(
        "{:0width$}",
        number % 10_000,
        width = CONFIRMATION_CODE_DIGITS
    )
}

/// Decides over a confirmation code.
///
/// # Errors
/// [`ConfirmRefused`]; a wrong code is counted in `wrong_codes` by the caller, under a condition on its old value.
pub fn confirm(facts: &ConfirmFacts<'_>, now: Timestamp) -> Result<ConfirmOutcome, ConfirmRefused> {
    let token = facts.token;
    if token.claimed_by_thumbprint.as_deref() != Some(facts.thumbprint) {
        return Err(Unusable::OtherPhone.into());
    }
    let status = token.status_at(now);
    match status {
        TokenStatus::Claimed => {}
        TokenStatus::Completed => return Ok(ConfirmOutcome::Repeated),
        _ => return Err(Unusable::Status(status).into()),
    }
    facts.world.allows(token, now)?;
    let typed: String = facts
        .typed_code
        .chars()
        .take(32)
        .filter(|character| !character.is_whitespace())
        .collect();
    if typed
        .as_bytes()
        .ct_eq(facts.expected_code.as_bytes())
        .into()
    {
        return Ok(ConfirmOutcome::Completed);
    }
    match attempts_left(token.wrong_codes, CONFIRMATION_ATTEMPTS_MAX) {
        0 => Err(ConfirmRefused::Rejected),
        attempts_left => Err(ConfirmRefused::WrongCode { attempts_left }),
    }
}

/// Everything that the decision over the first code of a TOTP profile depends on.
#[derive(Clone, Copy)]
pub struct TotpActivationFacts<'a> {
    /// The token, of kind `totp`, still `issued`.
    pub token: &'a Token,
    /// The world now.
    pub world: World<'a>,
    /// The seed that the page has shown.
    pub seed: &'a TotpSeed,
    /// What the person typed.
    pub typed_code: &'a str,
}

/// Why a first code is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TotpActivationRefused {
    /// Not six digits; it is not counted.
    #[error("a code has six digits")]
    Malformed,
    /// A wrong code; it must be counted.
    #[error("the code is wrong; {attempts_left} attempts are left")]
    WrongCode {
        /// How many are left after this one.
        attempts_left: u32,
    },
    /// One wrong code too many: the token must be stored as rejected.
    #[error("the code was wrong too often")]
    Rejected,
    /// The token is of no use any more.
    #[error(transparent)]
    Unusable(#[from] Unusable),
}

/// Decides over the first code of a TOTP profile. The step that is returned is the profile's first used step,
/// so that the same code cannot be used to sign in.
///
/// # Errors
/// [`TotpActivationRefused`]; a wrong code is counted in `wrong_codes` by the caller.
pub fn activate_totp(
    facts: &TotpActivationFacts<'_>,
    now: Timestamp,
) -> Result<u64, TotpActivationRefused> {
    let token = facts.token;
    if token.kind != ProfileKind::Totp {
        return Err(Unusable::WrongKind(token.kind).into());
    }
    let status = token.status_at(now);
    if status != TokenStatus::Issued {
        return Err(Unusable::Status(status).into());
    }
    facts.world.allows(token, now)?;
    match facts.seed.check_code(facts.typed_code, now, None) {
        Ok(step) => Ok(step),
        Err(TotpCodeRefused::Malformed) => Err(TotpActivationRefused::Malformed),
        Err(TotpCodeRefused::Wrong | TotpCodeRefused::AlreadyUsed) => {
            match attempts_left(token.wrong_codes, TOTP_ACTIVATION_ATTEMPTS_MAX) {
                0 => Err(TotpActivationRefused::Rejected),
                attempts_left => Err(TotpActivationRefused::WrongCode { attempts_left }),
            }
        }
    }
}

const fn attempts_left(wrong_codes_before: u32, attempts_max: u32) -> u32 {
    attempts_max.saturating_sub(wrong_codes_before.saturating_add(1))
}

#[cfg(test)]
mod tests;
