//! Whether anything is caught at all: the page stands in the navigation only then.

use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;

use crate::admin::session::may;
use crate::api;
use crate::kit::{Loader, use_loader};

/// Known once asked; nothing is asked for people who may not see the page.
#[derive(Clone, Copy)]
pub struct CaughtPresence(Loader<bool>);

impl CaughtPresence {
    /// Asks. To be called by the frame of the console.
    pub fn provide() {
        if may(Permission::NotificationsRead) {
            // Any refusal means: not there. The page itself says more when its address is opened.
            let ask = || async { Ok(api::caught_messages::list(None).await.is_ok()) };
            provide_context(Self(use_loader(ask)));
        }
    }

    /// Whether a channel writes to the folder, reactively.
    pub fn is_there() -> bool {
        use_context::<Self>()
            .and_then(|Self(loader)| loader.value())
            .unwrap_or(false)
    }

    /// Asks again, after a channel was changed.
    pub fn refresh(self) {
        self.0.reload();
    }
}
