//! The phones of people: their own, and those of all for the help desk.

mod all;
mod own;
