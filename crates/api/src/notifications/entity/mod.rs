//! The rows of the slice, and the stored form of their JSON columns.

pub mod channel_health;
pub mod delivery;
pub mod delivery_attempt;
pub mod email_channel;
pub mod limits;
pub mod message_version;
pub mod sms_gateway;
