//! Keys at rest: sealing secrets that must be read again, and MACs under a purpose.

mod key_ring;
mod seal;

pub use key_ring::{KeyRing, KeyRingError};
pub use seal::Place;
