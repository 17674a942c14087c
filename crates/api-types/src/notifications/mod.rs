//! Messages that leave the system: the channels, the texts, and each message on its way.

pub mod caught;
pub mod deliveries;
pub mod email;
pub mod health;
mod http_sms;
pub mod limits;
pub mod messages;
pub mod sms;
