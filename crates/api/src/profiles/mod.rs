//! Profiles: one user's identity on one phone.
//!
//! A `mobile_app` profile is a key pair made on the phone, found by the thumbprint of its key; a
//! `totp` profile is a shared secret, sealed at rest. Profiles come of provisioning tokens alone:
//! that slice calls [`create_mobile_app`] and [`create_totp`] in its own transaction. Afterwards the
//! user renames and removes them, the help desk suspends and resumes them, and the phone itself asks
//! how it stands. A profile that is gone stays as a row, so that its phone can still be told.

mod create;
mod entity;
mod http;
mod notice;
mod service;
mod store;
mod totp;
mod wire;

pub use create::{
    KeyTaken, NewMobileAppProfile, NewTotpProfile, ProfileSummary, create_mobile_app, create_totp,
    device_profile, summary, summary_and_key,
};
pub use entity::StoredPhone;
pub use http::{device_routes, routes};
pub use service::{is_there, report_lost};
pub use totp::verify_totp;
pub use wire::issuer;
