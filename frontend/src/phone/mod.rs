//! The phone: what stands behind the QR code, in the phone's own browser.
//!
//! With a secret in the fragment the page adds this phone ([`activate`]); without one it shows the profiles that
//! this phone has ([`profiles`]). The key of a profile is made here, cannot be exported, and never leaves the
//! browser's store ([`key_store`]); every request proves its possession ([`device_key`], [`proof`]).

mod activate;
mod device_key;
mod key_store;
mod local_profile;
mod profiles;
mod proof;
mod this_device;
mod this_device_state;

use leptos::ev;
use leptos::prelude::*;

use crate::kit::{Frame, FrameWidth, Preferences, browser};
use crate::mount::mount_area;
use crate::text::catalogues::{PHONE, SHARED};

/// Starts the phone pages.
pub fn mount() {
    mount_area(&[&SHARED, &PHONE], is_of_phone, root);
}

fn is_of_phone(path: &str) -> bool {
    path.trim_end_matches('/') == "/a"
}

/// What the page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum About {
    /// A secret that was scanned, opened or typed.
    Secret(String),
    /// The profiles on this phone.
    Profiles,
}

fn root() -> AnyView {
    let about = RwSignal::new(take_secret().map_or(About::Profiles, About::Secret));
    // A second code may be scanned while the page stands open in the same window.
    let listener = window_event_listener(ev::hashchange, move |_| {
        if let Some(secret) = take_secret() {
            about.set(About::Secret(secret));
        }
    });
    on_cleanup(move || listener.remove());
    let show_profiles = Callback::new(move |()| about.set(About::Profiles));
    let take_typed = Callback::new(move |secret| about.set(About::Secret(secret)));
    // A change of language rebuilds the page, which must not lose a secret that is in use.
    let tools = move || (about.get() == About::Profiles).then(|| view! { <Preferences/> });
    view! {
        <Frame width=FrameWidth::Narrow tools>
            {move || match about.get() {
                About::Secret(secret) => view! { <activate::ActivatePage secret on_leave=show_profiles/> }.into_any(),
                About::Profiles => view! { <profiles::ProfilesPage on_typed=take_typed/> }.into_any(),
            }}
        </Frame>
    }
    .into_any()
}

/// Reads the secret and takes it out of the address bar and the history.
fn take_secret() -> Option<String> {
    let secret = browser::location_fragment();
    // A link inside the page, such as "Skip to content", is not a secret.
    if secret.len() < activate::SECRET_CHARACTERS_MIN {
        return None;
    }
    browser::drop_fragment();
    Some(secret)
}
