//! The self-service settings: one object, guarded.
//!
//! They are the defaults until they are written for the first time. Self-service can only be on while a channel
//! is usable and while the rules of the provisioning page ask for authentication; the first is looked at when
//! the settings change, the second also when the rules do ([`guard_configuration`], registered in `App`).

mod entity;
mod http;
mod service;
mod store;
mod wire;

pub use http::routes;
pub use service::{current, guard_configuration, replace, wants_notices};
