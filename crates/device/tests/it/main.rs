//! Tests of the phone's side as a whole: the published vectors, the nonce over HTTP, and the command.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::map_err_ignore,
    reason = "a test that fails by a panic has done its work"
)]

mod command;
mod make_vectors;
mod nonce;
mod reference_verifier;
mod vectors;
