//! The provisioning page: from the choice to the phone that works, live.
//!
//! [`flow_state`] decides in plain Rust which screen the page shows, [`delivery_state`] how the message of a code
//! stands; [`flow`] holds what the page knows and talks
//! to the server; the other files draw one screen each.

mod address;
mod announcements;
mod choose;
mod claimed;
mod delivery_state;
mod done;
mod ended;
mod flow;
mod flow_state;
mod page;
mod prepared;
mod refused;
mod sent;
mod totp;
mod waiting;

pub use page::ProvisioningPage;
