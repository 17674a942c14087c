//! HTTP requests that leave the system, to addresses that people have typed in.
//!
//! A name is resolved first, its addresses are checked, and the connection goes to exactly those that passed, so
//! that no name can lead into the network of the server. Nothing is redirected, answers are bounded in size and
//! in time. It knows no concept of the product.

mod addresses;
mod client;
mod retry_after;

pub use client::{Answer, OutgoingHttp, Request, Unreached};
pub use retry_after::retry_after_seconds;
