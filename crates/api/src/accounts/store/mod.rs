//! Every query of users, groups and roles.

pub mod groups;
pub mod users;
