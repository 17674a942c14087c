//! Who issues the profiles, in the eyes of people.

use serde::{Deserialize, Serialize};

/// The section `issuer`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuerConfig {
    /// `ANTEROOM__ISSUER__NAME`: the name that phones and authenticator apps show, 1 to 60 characters.
    pub name: String,
}

impl Default for IssuerConfig {
    fn default() -> Self {
        Self {
            name: "Anteroom".to_owned(),
        }
    }
}
