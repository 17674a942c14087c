//! Counters of wrong tries, shared by all replicas: who guesses must wait.
//!
//! Passwords and codes are counted for each user (or unknown name) and for each source address,
//! before they are checked and in a transaction of its own, so that a thousand tries at once are
//! evaluated as often as ten in a row. A right answer resets. The rule itself is
//! `anteroom_domain::guessing`. This module calls no slice, and any slice may use it.

mod entity;
mod service;
mod store;
mod subject;

pub use service::{Counted, MustWait, count_try, locked_until, remove_old, reset, unlock};
pub use subject::Subject;
