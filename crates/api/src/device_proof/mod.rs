//! Proofs of possession: how a phone shows with every request that it holds its key (RFC 9449).
//!
//! A handler of the device protocol takes [`DeviceProof`] (no body), [`ProvedBody`] (JSON) or
//! [`ProvedPatch`] (JSON merge patch); each holds only after the whole proof was verified: type,
//! algorithm, key, method, address, nonce, hash of the body, signature. The nonce is stateless, a MAC
//! over its time, so that it holds at every replica. What is left to the use case is to
//! [`remember`] the proof in the transaction of its change, which refuses a replay.

mod entity;
mod http;
mod jwk;
mod nonce;
mod ring_provider;
mod store;
mod verify;

pub use http::{DeviceProof, ProofReplayed, ProvedBody, ProvedPatch, nonce_header};
pub use store::{remember, remove_over};
