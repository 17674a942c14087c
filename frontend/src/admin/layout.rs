//! The frame of the console: navigation at the side (behind a button at the width of a phone), a bar with the
//! person's menu, and the page of the address.

use anteroom_api_types::sessions::{Permission, Session};
use leptos::prelude::*;

use super::caught_messages::CaughtPresence;
use super::navigation::{self, Group, Place, SECTIONS, Section};
use super::notification_channels::{ChannelBanner, ChannelStatuses};
use super::session::{self, SignedIn, may, roles_with};
use super::words::{joined, word};
use super::{account, guard};
use crate::api::ApiFailure;
use crate::kit::{
    BrandMark, EmptyState, FailureView, Icon, IconName, LinkButton, Loaded, Menu, MenuItem,
    PageHeader, Preferences, Skeleton,
};
use crate::{router, routes};

/// The root of the console: asks who is signed in, then shows the frame.
#[component]
pub fn Console() -> impl IntoView {
    let session = guard::use_guarded(session::ask);
    move || match session.state() {
        Loaded::Waiting => {
            view! { <main class="console__alone"><Skeleton lines=6/></main> }.into_any()
        }
        Loaded::Failed(failure) => {
            session_failed(failure, Callback::new(move |()| session.reload()))
        }
        Loaded::Here(session) if session.user.role.is_none() => without_role(&session),
        Loaded::Here(session) => view! { <Frame session/> }.into_any(),
    }
}

fn session_failed(failure: ApiFailure, retry: Callback<()>) -> AnyView {
    // While the browser goes to the sign-in page there is nothing to say.
    if failure.is_signed_out() {
        return view! { <main class="console__alone" aria-busy="true"></main> }.into_any();
    }
    view! {
        <main class="console__alone" id="main">
            <PageHeader title=text!("console")/>
            <FailureView failure on_retry=retry/>
        </main>
    }
    .into_any()
}

fn without_role(session: &Session) -> AnyView {
    let name = session.user.display_name.clone();
    view! {
        <main class="console__alone" id="main">
            <PageHeader title=text!("console")/>
            <EmptyState
                icon=IconName::Lock
                title=text!("no-role-title")
                body=text!("no-role-body", name = name)
            >
                <LinkButton href=routes::home()>{text!("to-portal")}</LinkButton>
            </EmptyState>
        </main>
    }
    .into_any()
}

#[component]
fn Frame(session: Session) -> impl IntoView {
    provide_context(SignedIn::new(session.clone()));
    ChannelStatuses::provide();
    CaughtPresence::provide();
    let open = RwSignal::new(false);
    // Whoever went somewhere wants to see it.
    Effect::new(move |_| {
        let _ = router::path();
        open.set(false);
    });
    view! {
        <div class="console" class:console--open=open>
            <a class="skip-link" href="#main">{text!("skip-to-content")}</a>
            <header class="console__bar">
                <button
                    type="button"
                    class="icon-button console__toggle"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-controls="console-navigation"
                    aria-label=text!("nav-toggle")
                    title=text!("nav-toggle")
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <Icon name=IconName::List/>
                </button>
                <a class="brand" href=routes::admin::overview()><BrandMark/> "Anteroom"</a>
                <div class="console__tools">
                    <Preferences/>
                    {own_menu(&session)}
                </div>
            </header>
            <Navigation/>
            <main class="console__main" id="main" tabindex="-1">
                <ChannelBanner/>
                <Page/>
            </main>
        </div>
    }
    .into_any()
}

fn own_menu(session: &Session) -> AnyView {
    let role = session
        .user
        .role
        .map(|role| word("role", &role))
        .unwrap_or_default();
    let name = session.user.display_name.clone();
    view! {
        <Menu label=text!("own-menu", name = name) icon=IconName::User>
            <p class="menu__heading">
                <strong>{name.clone()}</strong>
                <br/>
                {role}
            </p>
            <MenuItem icon=IconName::User on_choose=|()| router::navigate("/admin/account")>
                {text!("nav-account")}
            </MenuItem>
            <MenuItem icon=IconName::Home on_choose=|()| router::navigate(&routes::home())>
                {text!("to-portal")}
            </MenuItem>
            <MenuItem icon=IconName::SignOut on_choose=|()| account::sign_out()>
                {text!("sign-out")}
            </MenuItem>
        </Menu>
    }
    .into_any()
}

/// The pages that the signed-in person may see, in their groups.
#[component]
fn Navigation() -> impl IntoView {
    let current = Memo::new(|_| navigation::locate(&router::path()).map(|(position, _)| position));
    let groups = Group::SHOWN
        .into_iter()
        .filter_map(|(group, heading)| {
            let items: Vec<AnyView> = SECTIONS
                .iter()
                .enumerate()
                .filter(|(_, section)| section.group == group && section.permission.is_none_or(may))
                .map(|(position, section)| match section.slug {
                    navigation::CAUGHT_MESSAGES => {
                        let link = move || link(position, section, current);
                        view! { <Show when=CaughtPresence::is_there>{link()}</Show> }.into_any()
                    }
                    _ => link(position, section, current),
                })
                .collect();
            let heading =
                heading.map(|key| view! { <h2 class="console__group">{crate::text::t(key)}</h2> });
            (!items.is_empty()).then(|| {
                view! {
                    {heading}
                    <ul>{items}</ul>
                }
            })
        })
        .collect_view();
    view! {
        <nav class="console__navigation" id="console-navigation" aria-label=text!("nav-label")>
            {groups}
        </nav>
    }
    .into_any()
}

fn link(position: usize, section: &'static Section, current: Memo<Option<usize>>) -> AnyView {
    let is_current = move || (current.get() == Some(position)).then_some("page");
    view! {
        <li>
            <a class="console__link" href=section.address() aria-current=is_current>
                <Icon name=section.icon/>
                <span>{crate::text::t(section.label)}</span>
            </a>
        </li>
    }
    .into_any()
}

/// The page of the address. It is built anew only when the path changes; the query is the page's own affair.
#[component]
fn Page() -> impl IntoView {
    let located = Memo::new(|_| navigation::locate(&router::path()));
    move || {
        let shown = located
            .get()
            .and_then(|(position, place)| Some((SECTIONS.get(position)?, place)));
        match shown {
            Some((section, place)) => show(section, place),
            None => not_found(),
        }
    }
}

fn show(section: &'static Section, place: Place) -> AnyView {
    match section.permission {
        Some(permission) if !may(permission) => forbidden(section, permission),
        _ => (section.show)(place).unwrap_or_else(not_found),
    }
}

/// The page says which roles would do, so that people know what to ask for.
fn forbidden(section: &'static Section, permission: Permission) -> AnyView {
    let roles = joined(roles_with(permission).iter().map(|role| word("role", role)));
    view! {
        <PageHeader title=crate::text::t(section.label)/>
        <EmptyState
            icon=IconName::Lock
            title=text!("forbidden-title")
            body=text!("forbidden-body", roles = roles)
        >
            <LinkButton href=routes::admin::overview()>{text!("to-overview")}</LinkButton>
        </EmptyState>
    }
    .into_any()
}

fn not_found() -> AnyView {
    view! {
        <PageHeader title=text!("not-found-title")/>
        <EmptyState
            icon=IconName::Search
            title=text!("not-found-heading")
            body=text!("not-found-body")
        >
            <LinkButton href=routes::admin::overview()>{text!("to-overview")}</LinkButton>
        </EmptyState>
    }
    .into_any()
}
