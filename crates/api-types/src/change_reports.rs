//! "This was not me": the link in a notice, which can only take away.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::Time;
use crate::notifications::messages::MessageKind;

/// The key of the link in a notice.
#[derive(Clone, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeReportKey {
    /// What stands behind the `#` of the link.
    #[garde(length(chars, min = 20, max = 100))]
    #[cfg_attr(feature = "openapi", schema(min_length = 20, max_length = 100))]
    pub key: String,
}

/// What a report would do; nothing has been done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeReportPreview {
    /// What the notice was about.
    pub kind: MessageKind,
    /// When that happened.
    pub occurred_at: Time,
    /// The name of the system, as people know it.
    pub issuer: String,
    /// The name of the profile that the notice was about, if any.
    pub profile_name: Option<String>,
    /// Whether a report would remove that profile.
    pub removes_profile: bool,
    /// Until when the link can be used.
    pub expires_at: Time,
}

/// What a report has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeReport {
    /// Whether the profile of the notice was removed.
    pub profile_removed: bool,
    /// How many sessions were ended.
    pub sessions_ended: u32,
    /// How many open provisioning tokens were revoked.
    pub tokens_revoked: u32,
}
