//! What a phone remembers between two runs: its profiles with their keys, in one file for its owner alone.

use std::io;
use std::path::{Path, PathBuf};

use anteroom_api_types::Time;
use anteroom_api_types::device::{Account, Claim, ClaimStatus, Issuer};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::key::{Algorithm, KeyError, KeyPair};
use crate::link::ServerAddress;
use crate::private_file;

/// The form of the file; a later form gets a higher number and reads this one.
const FORMAT: u32 = 1;

/// Everything in the file.
#[derive(Serialize, Deserialize)]
pub struct State {
    format: u32,
    /// The profiles, in the order in which they were added.
    pub profiles: Vec<StoredProfile>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            format: FORMAT,
            profiles: Vec::new(),
        }
    }
}

/// One profile, or the claim that may become one. It has no `Debug`, since it holds the key.
#[derive(Clone, Serialize, Deserialize)]
pub struct StoredProfile {
    /// The server that it belongs to.
    pub server: ServerAddress,
    /// The name of the phone.
    pub name: String,
    /// For whom it is.
    pub account: Account,
    /// Who issues it.
    pub issuer: Issuer,
    /// How far it has come.
    pub stage: Stage,
    /// The key pair.
    pub key: StoredKey,
}

/// How far a stored profile has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The claim was sent, its answer is not here. The key is kept, so that the same claim can be repeated.
    Claiming {
        /// See [`crate::link::LinkSecret::fingerprint`].
        secret_fingerprint: String,
    },
    /// The server waits for the confirmation code.
    AwaitingConfirmation {
        /// Names the claim.
        claim_id: Uuid,
        /// See [`crate::link::LinkSecret::fingerprint`].
        secret_fingerprint: String,
        /// Until when the code counts.
        expires_at: Time,
    },
    /// The profile stands.
    Complete {
        /// The profile's id.
        profile_id: Uuid,
    },
}

impl StoredProfile {
    /// Takes over what the server says of the claim.
    pub fn follow(&mut self, claim: &Claim, secret_fingerprint: &str) {
        self.account.clone_from(&claim.account);
        self.issuer.clone_from(&claim.issuer);
        match (claim.status, &claim.profile) {
            (ClaimStatus::Completed, Some(profile)) => {
                self.name.clone_from(&profile.name);
                self.stage = Stage::Complete {
                    profile_id: profile.id,
                };
            }
            (ClaimStatus::Completed, None) | (ClaimStatus::AwaitingConfirmation, _) => {
                self.stage = Stage::AwaitingConfirmation {
                    claim_id: claim.id,
                    secret_fingerprint: secret_fingerprint.to_owned(),
                    expires_at: claim.expires_at,
                };
            }
        }
    }
}

/// A key pair in the file.
#[derive(Clone, Serialize, Deserialize)]
pub struct StoredKey {
    algorithm: Algorithm,
    /// base64url of the PKCS#8 document.
    pkcs8: String,
}

impl StoredKey {
    /// The form of a key pair for the file.
    #[must_use]
    pub fn of(key: &KeyPair) -> Self {
        Self {
            algorithm: key.algorithm(),
            pkcs8: URL_SAFE_NO_PAD.encode(key.expose_pkcs8()),
        }
    }

    /// The key pair.
    ///
    /// # Errors
    /// [`KeyError::NotAKey`] when the file was changed by somebody else.
    pub fn open(&self, random: &SystemRandom) -> Result<KeyPair, KeyError> {
        match URL_SAFE_NO_PAD.decode(&self.pkcs8) {
            Ok(pkcs8) => KeyPair::from_pkcs8(self.algorithm, &pkcs8, random),
            Err(_not_base64) => Err(KeyError::NotAKey),
        }
    }

    /// Whether both hold the same key; two entries never do.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.pkcs8 == other.pkcs8
    }
}

/// Why the file could not be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Reading or writing failed.
    #[error("cannot use the file {path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The content is not ours.
    #[error("the file {path} is not a state file of anteroom-phone: {source}")]
    Content {
        /// The file.
        path: PathBuf,
        /// What cannot be read.
        source: serde_json::Error,
    },
    /// A newer version wrote it.
    #[error("the file {path} was written by a newer version of anteroom-phone (format {format})")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its form.
        format: u32,
    },
}

/// The state file.
#[derive(Clone, Debug)]
pub struct Store {
    path: PathBuf,
}

impl Store {
    /// The state file at a path; it need not exist yet.
    #[must_use]
    pub const fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the file; a missing one is an empty state.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read or was not written by this library.
    pub fn read(&self) -> Result<State, StoreError> {
        let content = match std::fs::read(&self.path) {
            Ok(content) => content,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::default()),
            Err(source) => return Err(self.file_error(source)),
        };
        let state: State =
            serde_json::from_slice(&content).map_err(|source| StoreError::Content {
                path: self.path.clone(),
                source,
            })?;
        if state.format > FORMAT {
            return Err(StoreError::Newer {
                path: self.path.clone(),
                format: state.format,
            });
        }
        Ok(state)
    }

    /// Reads the file, changes it and writes it back, while other runs wait. The file is for its owner alone (0600).
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read or written; then nothing has changed.
    pub fn update<Answer>(
        &self,
        change: impl FnOnce(&mut State) -> Answer,
    ) -> Result<Answer, StoreError> {
        let lock = private_file::lock(&self.path).map_err(|source| self.file_error(source))?;
        let mut state = self.read()?;
        let answer = change(&mut state);
        let content = serde_json::to_vec_pretty(&state).map_err(|source| StoreError::Content {
            path: self.path.clone(),
            source,
        })?;
        private_file::write(&self.path, &content).map_err(|source| self.file_error(source))?;
        drop(lock);
        Ok(answer)
    }

    /// Adds a profile, or replaces the one with the same key.
    ///
    /// # Errors
    /// As [`Store::update`].
    pub fn put(&self, profile: &StoredProfile) -> Result<(), StoreError> {
        self.update(|state| {
            match state
                .profiles
                .iter_mut()
                .find(|known| known.key.is_same(&profile.key))
            {
                Some(known) => known.clone_from(profile),
                None => state.profiles.push(profile.clone()),
            }
        })
    }

    /// Forgets a profile and its key.
    ///
    /// # Errors
    /// As [`Store::update`].
    pub fn forget(&self, profile: &StoredProfile) -> Result<(), StoreError> {
        self.update(|state| {
            state
                .profiles
                .retain(|known| !known.key.is_same(&profile.key));
        })
    }

    fn file_error(&self, source: io::Error) -> StoreError {
        StoreError::File {
            path: self.path.clone(),
            source,
        }
    }
}

#[cfg(test)]
mod tests;
