//! Handing messages over: mails to a mail server, text messages to gateways, both to a folder for trying out.
//!
//! A channel is asked to send one message and says what became of it; it decides nothing about trying again
//! beyond the verdict, and writes nothing but the notes of the gateways.

pub mod caught;
pub mod certificates;
pub mod gateway;
pub mod health;
pub mod http_sms;
pub mod letter;
pub mod mail;
pub mod pool;
pub mod presets;
pub mod secrets;
pub mod sms;
pub mod smtp;
pub mod smtp_answers;
pub mod template;
pub mod test_steps;
pub mod usable;

pub use mail::send_mail;
pub use pool::MailPool;
pub use sms::send_sms;
pub use usable::{UsableChannels, is_usable, usable_channels};
