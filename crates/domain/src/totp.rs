//! Time-based codes (RFC 6238): SHA-1, 6 digits, 30 seconds, which is what every authenticator app can do.

use std::fmt::Write as _;

use jiff::Timestamp;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::limits::{TOTP_SEED_BYTES, TOTP_STEP_SECONDS, TOTP_STEPS_OFF_MAX};

/// The base32 of RFC 4648, section 6, which key URIs use.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The shared secret of a TOTP profile. It does not print itself and is wiped when it goes.
#[derive(Clone)]
pub struct TotpSeed(Zeroizing<[u8; TOTP_SEED_BYTES]>);

/// Why a code does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TotpCodeRefused {
    /// Not six digits. Needs not be counted as a guess.
    #[error("a code has six digits")]
    Malformed,
    /// Not the code of the present step or of one beside it.
    #[error("the code is wrong")]
    Wrong,
    /// Right, but it (or a later one) was used before: a code counts once.
    #[error("the code was used before")]
    AlreadyUsed,
}

impl TotpSeed {
    /// A new seed.
    pub fn generate(random: &mut (impl rand::CryptoRng + ?Sized)) -> Self {
        let mut bytes = Zeroizing::new([0_u8; TOTP_SEED_BYTES]);
        random.fill_bytes(bytes.as_mut());
        Self(bytes)
    }

    /// A seed as it came out of the database, decrypted.
    #[must_use]
    pub fn from_bytes(bytes: [u8; TOTP_SEED_BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, for encryption.
    #[must_use]
    pub fn expose_bytes(&self) -> &[u8; TOTP_SEED_BYTES] {
        &self.0
    }

    /// The key as authenticator apps take it when it is typed: 32 characters of base32.
    #[must_use]
    pub fn expose_base32(&self) -> String {
        let mut text = String::with_capacity(32);
        for chunk in self.0.chunks(5) {
            let bits = chunk
                .iter()
                .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
            for place in (0..8).rev() {
                let five_bits = usize::try_from(bits >> (place * 5) & 31).unwrap_or(0);
                text.push(BASE32.get(five_bits).map_or('A', |byte| char::from(*byte)));
            }
        }
        text
    }

    /// The same in groups of four, for people: `JBSW Y3DP ...`.
    #[must_use]
    pub fn expose_base32_in_groups(&self) -> String {
        let text = self.expose_base32();
        let mut groups = String::with_capacity(text.len() + text.len() / 4);
        for (index, character) in text.chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                groups.push(' ');
            }
            groups.push(character);
        }
        groups
    }

    /// The key URI (`otpauth://totp/...`), which the QR code holds. It is a long-term secret: shown once, never sent.
    #[must_use]
    pub fn expose_key_uri(&self, issuer: &str, account: &str) -> String {
        let issuer = percent_encoded(issuer);
        format!(
            "otpauth://totp/{issuer}:{}?secret={}&issuer={issuer}&algorithm=SHA1&digits=6&period={TOTP_STEP_SECONDS}",
            percent_encoded(account),
            self.expose_base32(),
        )
    }

    /// The code of a moment, for tests and for programs that play the phone.
    #[must_use]
    pub fn code_at(&self, moment: Timestamp) -> String {
        self.code_of_step(step_of(moment))
    }

    /// Checks what a person typed; spaces in it are fine.
    ///
    /// `last_used_step` is the step of the code that counted last. The step that is returned takes its place,
    /// in the same transaction, under a condition that no later one was stored meanwhile.
    ///
    /// # Errors
    /// [`TotpCodeRefused`], which says whether it counts as a guess.
    pub fn check_code(
        &self,
        typed: &str,
        now: Timestamp,
        last_used_step: Option<u64>,
    ) -> Result<u64, TotpCodeRefused> {
        let typed = six_digits(typed).ok_or(TotpCodeRefused::Malformed)?;
        let present = step_of(now);
        let steps = present.saturating_sub(TOTP_STEPS_OFF_MAX)..=present + TOTP_STEPS_OFF_MAX;
        // All three are compared, so that the time taken tells nothing; the newest match counts.
        let matched = steps
            .filter(|step| {
                self.code_of_step(*step)
                    .as_bytes()
                    .ct_eq(typed.as_bytes())
                    .into()
            })
            .max();
        match matched {
            None => Err(TotpCodeRefused::Wrong),
            Some(step) if last_used_step.is_some_and(|last| step <= last) => {
                Err(TotpCodeRefused::AlreadyUsed)
            }
            Some(step) => Ok(step),
        }
    }

    fn code_of_step(&self, step: u64) -> String {
        totp_rs::Builder::new()
            .with_secret(self.0.to_vec())
            .build_noncompliant()
            .generate(step * TOTP_STEP_SECONDS)
            .to_string()
    }
}

/// The number of 30-second steps since the Unix epoch.
#[must_use]
pub fn step_of(moment: Timestamp) -> u64 {
    u64::try_from(moment.as_second()).unwrap_or(0) / TOTP_STEP_SECONDS
}

fn six_digits(typed: &str) -> Option<String> {
    if typed.len() > 32 {
        return None;
    }
    let digits: String = typed
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    let fits = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then_some(digits)
}

fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests;
