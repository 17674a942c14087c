//! Users, groups and roles: the people known to the system.
//!
//! A user has names, addresses, perhaps a password and perhaps a role; groups are sets of users that
//! access rules speak of. The slice calls nobody but `audit`: who holds something of a user (sessions,
//! tokens) is told of changes through `app::ACCOUNT_OBSERVERS`, in the same transaction.
//!
//! Roles have two guards that no caller can get around: only an owner changes an owner, and the
//! last enabled owner stays. Nobody disables or removes himself.

mod account;
mod entity;
mod http;
mod service;
mod store;
mod wire;

pub use account::{Account, AccountChange, AccountObserver, FormerAddresses};
pub use http::routes;
pub use service::create::{
    CreateUserRefused, NewOwner, NewUser, create_owner, create_user, insert_first_owner,
    prepare_owner,
};
pub use service::groups::create_group;
pub use service::password::{CheckedPassword, check_password, confirm_sign_in, still_enabled};
pub use store::groups::{group_names, groups_of};
pub use store::users::{find, find_by_user_name, owner_exists, search_ids, user_refs};
pub use wire::{language as language_of_name, language_name};
