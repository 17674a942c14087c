//! The console: everything an administrator, the help desk and the auditor do.
//!
//! - `navigation`: THE table of pages, and how an address names one.
//! - `layout`, `session`: the frame, and who is signed in with which permissions.
//! - `guard`, `form`, `conflict`, `list`, `follow`, `words`, `secret`, `mail_frame`: what several pages share.
//! - one folder per slice: its pages, and `*_state.rs` files of plain Rust that decide what they show and send.

mod conflict;
mod delete;
mod dialogs;
mod difference;
mod follow;
mod form;
mod guard;
mod layout;
mod list;
mod list_state;
mod mail_frame;
mod navigation;
mod pickers;
mod secret;
mod session;
mod signals;
mod test_steps;
mod words;

mod access_rules;
mod account;
mod administrators;
mod audit;
mod caught_messages;
mod deliveries;
mod messages;
mod notification_channels;
mod overview;
mod profiles;
mod provisioning_tokens;
mod resources;
mod self_service;
mod simulator;
mod system;
mod user_groups;
mod users;

use leptos::prelude::*;

use crate::mount::mount_area;
use crate::text::catalogues::{ADMIN, SHARED};

/// Starts the console.
pub fn mount() {
    mount_area(&[&SHARED, &ADMIN], navigation::is_of_console, root);
}

fn root() -> AnyView {
    view! { <layout::Console/> }.into_any()
}
