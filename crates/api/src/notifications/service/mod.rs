//! The use cases of the slice, a file for each topic.

pub mod catching;
pub mod caught;
pub mod deliveries;
pub mod email_channel;
pub mod limits;
pub mod messages;
pub mod receipts;
pub mod sms_gateways;
pub mod status;
