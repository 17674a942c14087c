//! The phone's side of the device protocol, version 1, as `docs/device-protocol.md` describes it.
//!
//! A program that wants to be a phone reads a provisioning link ([`link::ProvisioningLink`]), makes
//! a key pair ([`key::KeyPair`]), and calls the server through a [`client::DeviceClient`]; what it
//! has to remember goes into a [`store::Store`]. Every call but the preview carries a proof of
//! possession ([`proof::Proof`]), which is pure, so that tests and measurements can make proofs of
//! their own. The command `anteroom-phone` is built on nothing else.

pub mod client;
pub mod key;
pub mod link;
pub mod proof;
pub mod protocol;
pub mod store;

mod private_file;
