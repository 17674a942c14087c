//! What all commands share: the state file, connections, and the choice of one profile.

use std::env;
use std::path::PathBuf;

use anteroom_device::client::{DeviceClient, Surroundings, http_client};
use anteroom_device::key::KeyPair;
use anteroom_device::link::{PlainHttp, ServerAddress};
use anteroom_device::store::{Stage, Store, StoredProfile};
use jiff::Timestamp;
use ring::rand::SystemRandom;

use crate::arguments::ProfileChoice;
use crate::failure::Failure;
use crate::screen::clean;

/// This phone.
pub struct Phone {
    pub store: Store,
    pub plain_http: PlainHttp,
    pub random: SystemRandom,
}

impl Phone {
    pub fn open(state: Option<PathBuf>, allow_insecure_http: bool) -> Result<Self, Failure> {
        let path = state.or_else(default_state_file).ok_or_else(|| {
            Failure::Usage(
                "There is no home folder to keep the profiles in; name a file with --state."
                    .to_owned(),
            )
        })?;
        let plain_http = if allow_insecure_http {
            PlainHttp::Anywhere
        } else {
            PlainHttp::Loopback
        };
        Ok(Self {
            store: Store::new(path),
            plain_http,
            random: SystemRandom::new(),
        })
    }

    /// A connection to a server, which is also checked when its address comes from the state file.
    pub fn connect(&self, server: &ServerAddress) -> Result<DeviceClient, Failure> {
        let server = ServerAddress::parse(server.as_str(), self.plain_http)?;
        let http = http_client(&server)?;
        Ok(DeviceClient::new(
            server,
            http,
            Surroundings {
                now,
                random: self.random.clone(),
            },
        ))
    }

    pub fn key_of(&self, profile: &StoredProfile) -> Result<KeyPair, Failure> {
        Ok(profile.key.open(&self.random)?)
    }

    /// The one profile that is meant, among those that fit a command.
    pub fn choose(
        &self,
        choice: &ProfileChoice,
        fits: impl Fn(&Stage) -> bool,
    ) -> Result<StoredProfile, Failure> {
        let mut profiles = self.store.read()?.profiles;
        profiles.retain(|profile| fits(&profile.stage));
        if let Some(wanted) = &choice.wanted {
            profiles.retain(|profile| is_meant(profile, wanted));
        }
        let count = profiles.len();
        match (profiles.pop(), count, &choice.wanted) {
            (Some(profile), 1, _) => Ok(profile),
            (None, _, None) => Err(Failure::Usage(
                "There is no profile here that this could be done to.".to_owned(),
            )),
            (None, _, Some(wanted)) => Err(Failure::Usage(format!(
                "There is no such profile that this could be done to: {wanted}."
            ))),
            (Some(last), ..) => Err(Failure::Usage(format!(
                "There are {count} profiles; say which with --profile, such as --profile {}.",
                id_of(&last).unwrap_or_else(|| clean(&last.name)),
            ))),
        }
    }
}

/// The id of the profile, or of the claim while there is no profile.
pub fn id_of(profile: &StoredProfile) -> Option<String> {
    match &profile.stage {
        Stage::Claiming { .. } => None,
        Stage::AwaitingConfirmation { claim_id, .. } => Some(claim_id.to_string()),
        Stage::Complete { profile_id } => Some(profile_id.to_string()),
    }
}

fn is_meant(profile: &StoredProfile, wanted: &str) -> bool {
    profile.name == wanted || id_of(profile).is_some_and(|id| id.starts_with(wanted))
}

/// The place for a program's own data (XDG Base Directory Specification).
fn default_state_file() -> Option<PathBuf> {
    let data = env::var_os("XDG_DATA_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    let data = data.or_else(|| Some(env::home_dir()?.join(".local/share")))?;
    Some(data.join("anteroom-phone/state.json"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the command is where the time enters; the library takes it as an argument"
)]
fn now() -> Timestamp {
    Timestamp::now()
}
