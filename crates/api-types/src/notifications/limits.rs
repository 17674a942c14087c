//! How many messages may leave: against floods of messages, and against costs.

use garde::Validate;
use serde::{Deserialize, Serialize};

/// The limits of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NotificationLimits {
    /// Messages that one user may cause or get in an hour, 1 to 1000; default 20.
    #[garde(range(min = 1, max = 1000))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1000, example = 20))]
    pub per_user_per_hour: u32,
    /// Messages to one address or number in an hour, 1 to 1000; default 20.
    #[garde(range(min = 1, max = 1000))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1000, example = 20))]
    pub per_address_per_hour: u32,
    /// Segments of text messages of the whole system in 24 hours, 0 to 1000000; default 1000.
    #[garde(range(max = 1_000_000))]
    #[cfg_attr(feature = "openapi", schema(maximum = 1_000_000, example = 1000))]
    pub sms_segments_per_day: u32,
}

/// The limits, with what is used of the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotificationLimitsAnswer {
    /// The limits.
    #[serde(flatten)]
    pub limits: NotificationLimits,
    /// Segments of text messages of the last 24 hours.
    pub sms_segments_last_day: u64,
}
