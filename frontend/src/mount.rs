//! Starts a bundle: texts, theme, clock, router, and the root of the page.

use leptos::mount::mount_to_body;
use leptos::prelude::*;

use crate::kit::{announcer, clock, theme, toast};
use crate::text::{self, pattern::Catalogue};
use crate::{kit, router};

/// Starts an area in the body of the page. `owns` says which paths the bundle shows; `root` builds its root view,
/// anew whenever the language changes.
pub fn mount_area(tables: &[&'static Catalogue], owns: fn(&str) -> bool, root: fn() -> AnyView) {
    console_error_panic_hook::set_once();
    text::install(tables);
    mount_to_body(move || {
        text::start_in_browser();
        theme::start();
        announcer::start();
        toast::start();
        clock::start();
        router::start(owns);
        view! {
            {move || {
                let _rebuilt_for_language = text::revision();
                root()
            }}
            <kit::ToastRegion/>
            <kit::Announcer/>
        }
    });
}
