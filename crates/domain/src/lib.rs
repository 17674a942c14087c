//! The rules of Anteroom, pure: no I/O, no system clock and no randomness of its own.
//!
//! Every function here gets facts, the time and, where it makes something, a source of randomness;
//! it answers a decision, a new thing, or a refusal that names its reason.
//! The server reads the facts and writes the outcome.

pub mod accounts;
pub mod sessions;

pub mod access_rules;
pub mod paths;

pub mod self_service;

pub mod provisioning;

pub mod profiles;
pub mod totp;

pub mod notifications;

pub mod guessing;

pub mod clock;
pub mod field_problem;
pub mod ids;
pub mod limits;
mod named_enum;
pub mod secret;
