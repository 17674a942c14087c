//! "My phones": what is added, and rename, remove, report lost.

mod actions;
mod page;

pub use page::MyPhonesPage;
