//! What this phone remembers of a profile beside its key.

use anteroom_api_types::device::{Account, Claim, DeviceProfile, Issuer};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The memory of one profile, stored as JSON next to the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalProfile {
    /// The claim, while it waits for its confirmation.
    pub claim_id: Option<Uuid>,
    /// The profile, once it stands.
    pub profile: Option<DeviceProfile>,
    pub account: Option<Account>,
    pub issuer: Option<Issuer>,
}

impl LocalProfile {
    /// Before the claim is sent, so that a lost answer can be asked for again with the same key.
    pub fn before_claim() -> Self {
        Self {
            claim_id: None,
            profile: None,
            account: None,
            issuer: None,
        }
    }

    /// After the server answered a claim.
    pub fn of_claim(claim: &Claim) -> Self {
        Self {
            claim_id: claim.profile.is_none().then_some(claim.id),
            profile: claim.profile.clone(),
            account: Some(claim.account.clone()),
            issuer: Some(claim.issuer.clone()),
        }
    }

    /// Reads the stored JSON; what an older version wrote differently counts as a claim that never was.
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|_| Self::before_claim())
    }

    /// The JSON to store.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_again_and_what_is_broken_is_forgotten() {
        let local = LocalProfile {
            claim_id: Some(Uuid::from_u128(1)),
            ..LocalProfile::before_claim()
        };
        assert_eq!(LocalProfile::read(&local.write()), local);
        assert_eq!(LocalProfile::read("{"), LocalProfile::before_claim());
    }
}
