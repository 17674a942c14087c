//! How messages are sent.

use serde::{Deserialize, Serialize};

/// The section `outbox`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutboxConfig {
    /// `ANTEROOM__OUTBOX__PARALLEL`: how many messages of each channel a replica sends at once, 1 to 32.
    /// Of so many, nobody knows whether they were sent when the replica dies in the middle; they are sent
    /// again.
    pub parallel: u32,
    /// `ANTEROOM__OUTBOX__LEASE_SECONDS`: after this time without a sign of life of a replica, another one
    /// takes over what it had in hand; 1 to 3600 seconds.
    pub lease_seconds: u64,
}

impl Default for OutboxConfig {
    fn default() -> Self {
        Self {
            parallel: 1,
            lease_seconds: 30,
        }
    }
}
