//! The Anteroom server: everything that touches the world.
//!
//! Slices hold the concepts ([`accounts`], [`sessions`], [`access_rules`], [`self_service`],
//! [`provisioning`], [`profiles`], [`audit`]); each has the same file names, and only its `mod.rs`
//! is visible to the others. Below them stand the parts that know no concept of the product:
//! [`http`], [`outgoing_http`], [`db`], [`crypto`], [`device_proof`], [`config`].

pub mod commands;

mod access_rules;
mod accounts;
mod audit;
mod change_reports;
mod notifications;
mod profiles;
mod provisioning;
mod self_service;
mod sessions;

mod app;
mod config;
mod crypto;
mod db;
mod device_proof;
mod failure;
mod guessing;
mod housekeeping;
mod http;
mod outgoing_http;
mod random;

pub use app::App;
pub use commands::{StartError, open_app, open_app_with};
pub use config::Config;
pub use http::openapi_document::openapi;
pub use http::server::{Server, build_app};
pub use notifications::{
    HandedOver, Mail, NotSent, Problem, Sms, Try, UsableChannels, Verdict, send_mail, send_sms,
    usable_channels,
};
pub use random::Random;
pub use sessions::make_setup_link;
