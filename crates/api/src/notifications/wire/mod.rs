//! Between the wire and the domain; refusals as answers. One file for each topic.

pub mod caught;
pub mod deliveries;
pub mod email_channel;
pub mod field_problems;
pub mod health;
pub mod messages;
pub mod names;
pub mod receipts;
pub mod sms_gateways;
