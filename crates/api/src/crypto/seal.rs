//! Sealing secrets that must be read again: XChaCha20-Poly1305, bound to the place they stand in.
//!
//! The sealed form is: key id (4 bytes, big endian), nonce (24 bytes), ciphertext with its tag. The
//! table, the column and the row are authenticated with it, so that a ciphertext that was moved to
//! another row does not open.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use rand::Rng as _;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::KeyRing;
use crate::failure::Unexpected;
use crate::random::Random;

/// Where a sealed secret is stored.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The row.
    pub row: Uuid,
}

const KEY_ID_BYTES: usize = 4;
const NONCE_BYTES: usize = 24;

impl KeyRing {
    /// Seals a secret for a place.
    pub fn seal(
        &self,
        place: Place,
        secret: &[u8],
        random: &mut Random,
    ) -> Result<Vec<u8>, Unexpected> {
        let key = self
            .keys
            .first()
            .ok_or_else(|| Unexpected::new("sealing a secret", "there is no key"))?;
        let mut nonce = [0_u8; NONCE_BYTES];
        random.fill_bytes(&mut nonce);
        let ciphertext = XChaCha20Poly1305::new(&(*key.bytes).into())
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: secret,
                    aad: &place.bytes(),
                },
            )
            .map_err(|cause| Unexpected::new("sealing a secret", cause.to_string()))?;
        Ok([key.id.to_be_bytes().as_slice(), &nonce, &ciphertext].concat())
    }

    /// Opens a sealed secret; fails when it was made for another place or was changed.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unexpected> {
        let failed = |why: &str| Unexpected::new("opening a sealed secret", why.to_owned());
        let (id, rest) = sealed
            .split_first_chunk::<KEY_ID_BYTES>()
            .ok_or_else(|| failed("it is too short"))?;
        let (nonce, ciphertext) = rest
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or_else(|| failed("it is too short"))?;
        let id = u32::from_be_bytes(*id);
        let key = self
            .keys
            .iter()
            .find(|key| key.id == id)
            .ok_or_else(|| failed("its key is not in the key file"))?;
        XChaCha20Poly1305::new(&(*key.bytes).into())
            .decrypt(
                &XNonce::from(*nonce),
                Payload {
                    msg: ciphertext,
                    aad: &place.bytes(),
                },
            )
            .map(Zeroizing::new)
            .map_err(|_opaque| failed("it was changed, or moved from another place"))
    }
}

impl Place {
    fn bytes(self) -> Vec<u8> {
        [
            self.table.as_bytes(),
            b"\0",
            self.column.as_bytes(),
            b"\0",
            self.row.as_bytes(),
        ]
        .concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(row: u128) -> Place {
        Place {
            table: "profiles",
            column: "totp_seed",
            row: Uuid::from_u128(row),
        }
    }

    #[test]
    fn a_sealed_secret_opens_only_in_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        let mut random = Random::seeded(1);
        let ring = KeyRing::open_or_create(&path, &mut random).unwrap();
        let sealed = ring.seal(place(1), b"seed", &mut random).unwrap();
        assert_eq!(ring.open(place(1), &sealed).unwrap().as_slice(), b"seed");
        assert!(ring.open(place(2), &sealed).is_err());
        let reopened = KeyRing::open_or_create(&path, &mut random).unwrap();
        assert_eq!(
            reopened.open(place(1), &sealed).unwrap().as_slice(),
            b"seed"
        );
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert!(ring.open(place(1), &changed).is_err(), "byte {index}");
        }
    }
}
