//! Secrets in their two forms: shown once (`Secret`) and stored (`SecretHash`). Neither prints itself.

use std::fmt;

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::limits::SECRET_CHARACTERS;

/// Crockford's base32: no I, L, O or U, so that a person can read it out and type it.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A secret of 130 bits as 26 characters of Crockford's base32.
///
/// It has no `Debug` and no `Display`; whoever needs the text says so by [`Secret::expose`].
/// The memory is wiped when it goes.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

/// What a person or a phone sent is not a secret at all. It does not say what is wrong, on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a secret of {SECRET_CHARACTERS} characters")]
pub struct NotASecret;

impl Secret {
    /// A new secret.
    pub fn generate(random: &mut (impl rand::CryptoRng + ?Sized)) -> Self {
        let mut bytes = Zeroizing::new([0_u8; SECRET_CHARACTERS]);
        random.fill_bytes(bytes.as_mut());
        // 256 is a multiple of 32, so the lower five bits of each byte are even over the alphabet.
        let text = bytes.iter().map(|byte| character(byte & 31)).collect();
        Self(Zeroizing::new(text))
    }

    /// The secret that these bytes of a keyed hash stand for: the same at every try to send it, and stored nowhere.
    #[must_use]
    pub fn derived(mac: &[u8; 32]) -> Self {
        let bytes = mac.iter().take(SECRET_CHARACTERS);
        let text = bytes.map(|byte| character(byte & 31)).collect();
        Self(Zeroizing::new(text))
    }

    /// Reads a secret as a person types it: lower case, hyphens and spaces are fine, O is 0, I and L are 1.
    ///
    /// # Errors
    /// [`NotASecret`] unless exactly 26 characters of the alphabet are left.
    pub fn parse(typed: &str) -> Result<Self, NotASecret> {
        // Nothing longer than this can be a secret with separators in it; a huge input is not even looked at.
        if typed.len() > 4 * SECRET_CHARACTERS {
            return Err(NotASecret);
        }
        let mut text = Zeroizing::new(String::with_capacity(SECRET_CHARACTERS));
        for typed_character in typed.chars() {
            let read = match typed_character.to_ascii_uppercase() {
                '-' | ' ' => continue,
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let known = u8::try_from(read).is_ok_and(|byte| ALPHABET.contains(&byte));
            if !known || text.len() == SECRET_CHARACTERS {
                return Err(NotASecret);
            }
            text.push(read);
        }
        if text.len() == SECRET_CHARACTERS {
            Ok(Self(text))
        } else {
            Err(NotASecret)
        }
    }

    /// The text, for the one place that shows it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    #[must_use]
    pub fn hash(&self) -> SecretHash {
        SecretHash::of(self.0.as_bytes())
    }
}

/// SHA-256 of a secret. A fast hash is enough, since 130 random bits cannot be tried through.
#[derive(Clone, Copy)]
pub struct SecretHash([u8; 32]);

impl SecretHash {
    /// The hash of any secret bytes, such as those of a session cookie.
    #[must_use]
    pub fn of(secret: &[u8]) -> Self {
        Self(Sha256::digest(secret).into())
    }

    /// A hash as it came from the database.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, for the database.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for SecretHash {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for SecretHash {}

impl fmt::Debug for SecretHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SecretHash(..)")
    }
}

fn character(five_bits: u8) -> char {
    ALPHABET
        .get(usize::from(five_bits & 31))
        .map_or('0', |byte| char::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng as _;

    fn check(typed: &str, expected: Option<&str>) {
        let read = Secret::parse(typed).ok();
        assert_eq!(read.as_ref().map(Secret::expose), expected, "{typed:?}");
    }

    #[test]
    fn typed_secrets_are_read_kindly() {
        let text = "7ZC4MH2K0V9D1QWXRT5NB3EJ6A";
        check(text, Some(text));
        check("7zc4-mh2k-0v9d-1qwx-rt5n-b3ej-6a", Some(text));
        check("7ZC4 MH2K OV9D LQWX RT5N B3EJ 6A", Some(text));
        check("7ZC4 MH2K oV9D iQWX RT5N B3EJ 6A", Some(text));
    }

    #[test]
    fn everything_else_is_refused() {
        check("", None);
        check("7ZC4MH2K0V9D1QWXRT5NB3EJ6", None);
        check("7ZC4MH2K0V9D1QWXRT5NB3EJ6AA", None);
        check("7ZC4MH2K0V9D1QWXRT5NB3EJ6U", None);
        check("7ZC4MH2K0V9D1QWXRT5NB3EJ6\u{0}", None);
        check("7ZC4MH2K0V9D1QWXRT5NB3EJ6\u{00e4}", None);
        check(&" ".repeat(1_000), None);
    }

    #[test]
    fn new_secrets_have_26_characters_and_differ() {
        let mut random = rand::rngs::StdRng::seed_from_u64(7);
        let first = Secret::generate(&mut random);
        let second = Secret::generate(&mut random);
        check(first.expose(), Some(first.expose()));
        assert_ne!(first.expose(), second.expose());
        assert!(first.hash() == first.hash());
        assert!(first.hash() != second.hash());
    }

    #[test]
    fn a_hash_does_not_print_itself() {
        assert_eq!(format!("{:?}", SecretHash::of(b"x")), "SecretHash(..)");
    }
}
