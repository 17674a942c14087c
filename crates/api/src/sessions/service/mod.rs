//! The use cases of signing in.

pub mod ending;
pub mod known_browser;
pub mod live;
pub mod prove;
pub mod setup;
pub mod start;
