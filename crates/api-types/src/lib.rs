//! The wire contract: every body that crosses the REST API and the device protocol.
//!
//! The server, the pages in the browser and the phone library compile these same types, so a
//! field renamed here is a compile error everywhere. Times are RFC 3339 in UTC, ids are UUIDv7,
//! durations are whole seconds. Requests refuse unknown fields; answers may grow.

pub mod access_rules;
pub mod administrators;
pub mod audit;
pub mod change_reports;
pub mod device;
pub mod notifications;
pub mod page;
pub mod problem;
pub mod profiles;
pub mod provisioning;
pub mod resources;
pub mod self_service;
pub mod sessions;
pub mod setup;
pub mod system;
pub mod time;
pub mod user_groups;
pub mod users;

mod merge_patch;
mod variants;

pub use time::Time;
