//! The home page: what the person can do here.

use anteroom_api_types::sessions::Session;
use leptos::prelude::*;

use super::home_state::{HomeEntry, entries};
use super::session::SessionFrame;
use crate::api;
use crate::kit::{
    ButtonVariant, Icon, IconName, LinkButton, LoadedView, Notice, PageHeader, Tone, use_loader,
};
use crate::routes;

/// The home page.
#[component]
pub fn HomePage() -> impl IntoView {
    view! { <SessionFrame title=text!("home-page-title") view=|session| view! { <Home session/> }.into_any()/> }
}

/// The entries, once the rules of the page are known to hold.
#[component]
fn Home(session: Session) -> impl IntoView {
    let may_see = use_loader(|| async { api::session::may_see(&routes::home()).await });
    let name = session.user.display_name.clone();
    view! {
        <PageHeader title=text!("home-title", name = name) description=text!("home-description")/>
        <LoadedView
            loader=may_see
            view=move |may_see| if may_see { entry_list(&session) } else { refused() }
        />
    }
}

fn entry_list(session: &Session) -> AnyView {
    let cards = entries(session).into_iter().map(card).collect_view();
    view! { <ul class="entries">{cards}</ul> }.into_any()
}

fn refused() -> AnyView {
    view! {
        <Notice tone=Tone::Warning title=text!("home-refused-title")>
            <p>{text!("home-refused-body")}</p>
            <div class="notice__actions">
                <LinkButton href=routes::sign_in("/") variant=ButtonVariant::Primary>
                    {text!("home-refused-prove")}
                </LinkButton>
            </div>
        </Notice>
    }
    .into_any()
}

fn card(entry: HomeEntry) -> impl IntoView {
    view! {
        <li>
            <a class="entry" href=entry.path>
                <span class="entry__icon"><Icon name=entry.icon/></span>
                <span class="entry__text">
                    <span class="entry__title">{entry.title}</span>
                    <span class="entry__description">{entry.description}</span>
                </span>
                <Icon name=IconName::Arrow/>
            </a>
        </li>
    }
}
