//! The only code of the pages that speaks HTTP: one client, and one file per slice with a function per operation.
//!
//! Every function answers the type of the wire contract, or an [`ApiFailure`]. Pages never see a status code by
//! itself; they ask the failure what it means, and `text::failure_sentence` for the words.

pub mod client;
pub mod failure;

pub mod access_rules;
pub mod administrators;
pub mod audit_events;
pub mod caught_messages;
pub mod change_reports;
pub mod deliveries;
pub mod device;
pub mod live_token;
pub mod messages;
pub mod my_profiles;
pub mod my_provisioning;
pub mod notification_channels;
pub mod notification_limits;
pub mod profiles;
pub mod provisioning_tokens;
pub mod resources;
pub mod self_service;
pub mod session;
pub mod setup;
pub mod sign_ins;
pub mod sms_gateways;
pub mod system;
pub mod user_groups;
pub mod users;

pub use client::Versioned;
pub use failure::ApiFailure;
