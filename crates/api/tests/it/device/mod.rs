//! The device protocol: proofs of possession, and what a phone does with its profile.

mod profile;
mod proofs;
