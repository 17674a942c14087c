//! Self service > Mobile provisioning: every setting, what is missing to switch it on, and an explicit Save.

mod cards;
mod fields;
mod form;
mod nist_state;
mod settings_state;

use leptos::prelude::*;

use super::guard::use_guarded;
use super::navigation::Place;
use crate::api;
use crate::kit::{LoadedView, PageHeader};

pub fn show(place: Place) -> Option<AnyView> {
    (place == Place::Root).then(|| view! { <SelfServicePage/> }.into_any())
}

#[component]
fn SelfServicePage() -> impl IntoView {
    let loader = use_guarded(api::self_service::get);
    view! {
        <PageHeader title=text!("settings-title") description=text!("settings-description")/>
        <LoadedView loader skeleton_lines=9 view=move |stored| view! { <form::SettingsForm stored loader/> }.into_any()/>
    }
    .into_any()
}
