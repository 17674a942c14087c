//! Audit events: what happened, who did it, to what; append-only.
//!
//! Everyone may call [`record`], always in the transaction of the change itself; audit calls
//! nobody. An event is written without a place in the chain, so that writers do not wait for one
//! another; [`seal`] gives the waiting events their sequence and hash a moment later, one sealer at
//! a time. Each hash covers the event and the hash before it, so that a changed, missing or moved
//! event is found by walking the chain (`POST /api/v1/audit-events/verify`).

mod chain;
mod entity;
mod event;
mod http;
mod service;
mod store;
mod wire;

pub use event::{Actor, Event, Origin};
pub use http::routes;
pub use service::{record, seal};
