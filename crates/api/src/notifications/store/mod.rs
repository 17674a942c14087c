//! Every query of the slice, a file for each topic.

pub mod attempts;
pub mod deliveries;
pub mod email_channel;
pub mod health;
pub mod limits;
pub mod messages;
pub mod sms_gateways;
