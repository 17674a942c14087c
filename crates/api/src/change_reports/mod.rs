//! "This was not me": what the link in a notice can do.
//!
//! Whoever has the link was told at a known address of the user. It needs no sign-in, and therefore it can
//! only take away: it removes the profile that the notice was about, ends the sessions and revokes the open
//! provisioning tokens of the user. Opening it changes nothing; a button does.

mod http;
mod service;
mod wire;

pub use http::routes;
