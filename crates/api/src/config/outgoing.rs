//! What the server may reach by itself.

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

/// The section `outgoing`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutgoingConfig {
    /// `ANTEROOM__OUTGOING__ALLOWED_NETWORKS`: private networks that outgoing HTTP may reach.
    pub allowed_networks: Vec<IpNet>,
}
