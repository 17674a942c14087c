//! The portal: signing in, the first owner, adding a phone, the person's phones, and "this was not me".
//!
//! Each page is a folder: the page itself, and a `*_state.rs` of plain Rust that decides what it shows.

mod change_report;
mod home;
mod home_state;
mod my_phones;
mod page;
mod provisioning;
mod session;
mod setup;
mod setup_state;
mod sign_in;

use leptos::prelude::*;

use crate::kit::{EmptyState, IconName, LinkButton, PageHeader};
use crate::mount::mount_area;
use crate::text::catalogues::{PORTAL, SHARED};
use crate::{router, routes};
use page::Page;

/// Starts the portal.
pub fn mount() {
    mount_area(&[&SHARED, &PORTAL], Page::is_of_portal, root);
}

fn root() -> AnyView {
    let page = Memo::new(|_| Page::from_path(&router::path()));
    (move || match page.get() {
        Page::Home => view! { <home::HomePage/> }.into_any(),
        Page::SignIn => view! { <sign_in::SignInPage/> }.into_any(),
        Page::Setup => view! { <setup::SetupPage/> }.into_any(),
        Page::Provisioning => view! { <provisioning::ProvisioningPage/> }.into_any(),
        Page::MyPhones => view! { <my_phones::MyPhonesPage/> }.into_any(),
        Page::ChangeReport => view! { <change_report::ChangeReportPage/> }.into_any(),
        Page::NotFound => view! { <NotFoundPage/> }.into_any(),
    })
    .into_any()
}

#[component]
fn NotFoundPage() -> impl IntoView {
    view! {
        <session::PlainFrame>
            <PageHeader title=text!("not-found-title")/>
            <EmptyState
                icon=IconName::Search
                title=text!("not-found-heading")
                body=text!("not-found-body")
            >
                <LinkButton href=routes::home()>{text!("to-home")}</LinkButton>
            </EmptyState>
        </session::PlainFrame>
    }
}
