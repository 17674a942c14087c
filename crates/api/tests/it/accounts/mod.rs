//! Users, groups and roles.

mod administrators;
mod user_groups;
mod users;
