//! The texts of messages: those that ship, those that an administrator words, and what becomes of them.
//!
//! A text is a small template: `{{ link }}` puts a value in, `{% if client.address %}` asks whether there is
//! one. Nothing else can stand in it. [`check`] refuses a text before it is saved, by what it names and by rendering
//! it; [`render`] renders the one in force, and falls back to the one that ships when that fails, so that no
//! message is lost over its wording.

mod check;
mod dates;
mod defaults;
mod engine;
mod grammar;
mod made_up;
mod of_account;
mod qr_code;
mod render;
mod texts;
mod values;

#[cfg(test)]
mod tests;

pub use check::{TextProblem, check};
pub use defaults::default_texts;
pub use qr_code::{data_uri, qr_code_png};
pub use render::{Rendered, preview, render, render_texts};
pub use texts::Texts;
pub use values::Values;
