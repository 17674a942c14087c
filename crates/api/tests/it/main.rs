//! The whole server in process, on both databases, asked over real HTTP.
//!
//! Each test gets a database, a data folder, a clock and a random source of its own. PostgreSQL
//! comes from `ANTEROOM_TEST_POSTGRES_URL`, which `cargo xtask test` sets to a throw-away cluster.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that fails by a panic has done its work, and it reads the variables that its runner sets"
)]

mod support;

mod access_rules;
mod accounts;
mod configuration;
mod device;
mod envelope;
mod notifications;
mod profiles;
mod provisioning;
mod self_service;
mod sessions;
mod who_may;
