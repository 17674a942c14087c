//! The key ring: a file of keys, of which the first is in use and the rest still open old seals.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use hmac::{Hmac, KeyInit as _, Mac as _};
use rand::Rng as _;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::random::Random;

/// The keys of the server. It prints nothing of itself.
pub struct KeyRing {
    pub(super) keys: Vec<Key>,
}

pub(super) struct Key {
    pub(super) id: u32,
    pub(super) bytes: Zeroizing<[u8; 32]>,
}

/// Why the key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyRingError {
    /// The file cannot be read or written.
    #[error("the key file {path}: {cause}")]
    File {
        /// Which file.
        path: String,
        /// Why.
        cause: std::io::Error,
    },
    /// The file does not hold keys.
    #[error("the key file {path} does not hold keys: {why}")]
    Malformed {
        /// Which file.
        path: String,
        /// What is wrong.
        why: String,
    },
    /// Others than the owner may read the file.
    #[error("the key file {path} can be read by others; run: chmod 600 {path}")]
    TooOpen {
        /// Which file.
        path: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredRing {
    keys: Vec<StoredKey>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredKey {
    id: u32,
    key: Zeroizing<String>,
}

impl KeyRing {
    /// Reads the key file; makes one with a new key when there is none.
    pub fn open_or_create(path: &Path, random: &mut Random) -> Result<Self, KeyRingError> {
        match fs::read_to_string(path) {
            Ok(text) => {
                refuse_when_open_to_others(path)?;
                Self::parse(path, &Zeroizing::new(text))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Self::create(path, random)
            }
            Err(cause) => Err(file_error(path, cause)),
        }
    }

    fn create(path: &Path, random: &mut Random) -> Result<Self, KeyRingError> {
        let mut bytes = Zeroizing::new([0_u8; 32]);
        random.fill_bytes(bytes.as_mut());
        let stored = StoredRing {
            keys: vec![StoredKey {
                id: 1,
                key: Zeroizing::new(BASE64.encode(*bytes)),
            }],
        };
        let text = Zeroizing::new(
            serde_json::to_string_pretty(&stored)
                .map_err(|cause| file_error(path, cause.into()))?,
        );
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .map_err(|cause| file_error(path, cause))?;
        file.write_all(text.as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(|cause| file_error(path, cause))?;
        Ok(Self {
            keys: vec![Key { id: 1, bytes }],
        })
    }

    fn parse(path: &Path, text: &str) -> Result<Self, KeyRingError> {
        let malformed = |why: String| KeyRingError::Malformed {
            path: path.display().to_string(),
            why,
        };
        let stored: StoredRing =
            serde_json::from_str(text).map_err(|cause| malformed(cause.to_string()))?;
        let mut keys = Vec::with_capacity(stored.keys.len());
        for StoredKey { id, key } in stored.keys {
            let bytes = Zeroizing::new(
                BASE64
                    .decode(key.as_bytes())
                    .map_err(|cause| malformed(cause.to_string()))?,
            );
            let bytes: [u8; 32] = bytes
                .as_slice()
                .try_into()
                .map_err(|_length| malformed("a key has 32 bytes".to_owned()))?;
            keys.push(Key {
                id,
                bytes: Zeroizing::new(bytes),
            });
        }
        if keys.is_empty() {
            return Err(malformed("it is empty".to_owned()));
        }
        Ok(Self { keys })
    }

    /// HMAC-SHA-256 (RFC 2104) of the parts under a key of this purpose alone.
    pub fn mac(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let key = self.keys.first().map(|key| {
            hmac(
                key.bytes.as_ref(),
                &[b"anteroom purpose", purpose.as_bytes()],
            )
        });
        hmac(&key.unwrap_or_default(), parts)
    }
}

/// Each part is preceded by its length, so that no two lists of parts look the same.
fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        // HMAC takes keys of any length (RFC 2104 section 3), so there is nothing that could fail.
        return [0; 32];
    };
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// The lower six bits of a mode are what the group and others may do.
const GROUP_AND_OTHERS_BITS: u32 = 6;

fn refuse_when_open_to_others(path: &Path) -> Result<(), KeyRingError> {
    let mode = fs::metadata(path)
        .map_err(|cause| file_error(path, cause))?
        .permissions()
        .mode();
    if mode.trailing_zeros() >= GROUP_AND_OTHERS_BITS {
        Ok(())
    } else {
        Err(KeyRingError::TooOpen {
            path: path.display().to_string(),
        })
    }
}

fn file_error(path: &Path, cause: std::io::Error) -> KeyRingError {
    KeyRingError::File {
        path: path.display().to_string(),
        cause,
    }
}
