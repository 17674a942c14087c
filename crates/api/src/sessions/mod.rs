//! Signing in, step-up, sessions, and the extractors that prove who calls.
//!
//! A sign-in begins with a name and is bound to its browser by a cookie; a name that nobody has
//! looks like any other until the end. The first proof must be the password: it makes the session,
//! which records each method that was passed and when. Further proofs are asked for as long as the
//! rules of the place where the person is going want more and the person has more to give. With
//! each proof the secret in the session's cookie changes.
//!
//! Of the secrets in cookies and links only hashes are stored. A session ends by sign-out, when its
//! user is disabled, removed, or gets another password or role, after a time without use, and
//! after an absolute time; since every request asks the database, it ends at every replica at once.

mod browser;
pub mod caller;
mod entity;
mod http;
mod service;
mod store;
mod wire;

pub use caller::{PageVerdict, page_guard};
pub use http::routes;
pub use service::ending::{end_all, on_account_change, remove_ended};
pub use service::setup::make_setup_link;
