//! The self-service settings.

mod settings;
