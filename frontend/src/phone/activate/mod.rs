//! Adding this phone: see what would be added, add it, type the digits, done.

mod confirm;
mod offer;
mod page;
mod state;

pub use confirm::Confirm;
pub use page::ActivatePage;
pub use state::{SECRET_CHARACTERS_MIN, Step, after_claim};
