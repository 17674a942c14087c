//! The pages of Anteroom: three small bundles over one kit.
//!
//! - `kit`: components without product knowledge (start at its module page: it lists them all).
//! - `api`: the only code that speaks HTTP.
//! - `text`: languages and sentences. `routes`: every path. `router`, `query`: the address as state.
//! - `portal`, `phone`, `admin`: the areas, one bundle each. They never import one another.

// Views are deeply nested types.
#![recursion_limit = "256"]

#[macro_use]
pub mod text;

pub mod admin;
pub mod api;
pub mod kit;
pub mod mount;
pub mod phone;
pub mod portal;
pub mod query;
pub mod router;
pub mod routes;
