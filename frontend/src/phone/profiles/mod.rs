//! The profiles on this phone: which work, which are suspended or removed; rename, give up; and a code to type.

mod actions;
mod page;
mod state;

pub use page::ProfilesPage;
