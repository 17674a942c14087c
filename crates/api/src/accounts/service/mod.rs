//! The use cases of users, groups and roles.

pub mod create;
pub mod fields;
pub mod groups;
pub mod guards;
pub mod password;
pub mod read;
pub mod remove;
pub mod roles;
pub mod update;
