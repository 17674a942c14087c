//! The provisioning page: from the choice to the phone that works, live.
//!
//! [`flow_state`] decides in plain Rust which screen the page shows; [`flow`] holds what the page knows and talks
//! to the server; the other files draw one screen each.

mod choose;
mod claimed;
mod done;
mod ended;
mod flow;
mod flow_state;
mod page;
mod refused;
mod totp;
mod waiting;

pub use page::ProvisioningPage;
