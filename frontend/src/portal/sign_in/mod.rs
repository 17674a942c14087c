//! Signing in: the user name first, then one proof at a time, the ones that are still missing first.
//!
//! [`page`] is the sign-in page; [`proofs`] shows one proof after the other and is used for step-up on other pages
//! as well; [`proofs_state`] decides which.

mod page;
mod proofs;
mod proofs_state;

pub use page::SignInPage;
pub use proofs::Proofs;
pub use proofs_state::method_names;
