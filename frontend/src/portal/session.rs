//! Who is signed in: asked once for the page, shown in its bar; without a session the page leads to the sign-in.

use anteroom_api_types::sessions::Session;
use anteroom_api_types::users::Language as AccountLanguage;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::kit::{
    FailureView, Frame, FrameWidth, IconName, Loaded, Loader, Menu, MenuHeading, MenuItem,
    PageHeader, Preferences, Skeleton, Tone, toast, use_loader,
};
use crate::text::{self, failure_sentence};
use crate::{router, routes};

/// A frame for pages that need nobody signed in.
#[component]
pub fn PlainFrame(children: Children) -> impl IntoView {
    view! {
        <Frame width=FrameWidth::Narrow home=routes::home() tools=|| view! { <Preferences/> }>
            {children()}
        </Frame>
    }
}

/// A frame for pages of a signed-in person; `view` shows the page once the session is known.
#[component]
pub fn SessionFrame(
    #[prop(optional)] width: FrameWidth,
    /// The title of the page while it is not known who asks.
    title: String,
    view: impl Fn(Session) -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    let session = use_loader(ask);
    let tools = move || {
        view! {
            <Preferences/>
            {move || session.value().map(|session| account_menu(&session))}
        }
    };
    let content = move || match session.state() {
        Loaded::Waiting => waiting(title.clone()),
        Loaded::Failed(failure) if failure.is_signed_out() => waiting(title.clone()),
        Loaded::Failed(failure) => view! {
            <PageHeader title=title.clone()/>
            <FailureView failure on_retry=move |()| session.reload()/>
        }
        .into_any(),
        Loaded::Here(session) => view(session),
    };
    leave_when_signed_out(session);
    view! { <Frame width home=routes::home() tools>{content}</Frame> }
}

fn waiting(title: String) -> AnyView {
    view! {
        <PageHeader title/>
        <Skeleton lines=4/>
    }
    .into_any()
}

async fn ask() -> Result<Session, api::ApiFailure> {
    let session = api::session::get().await;
    if let Ok(session) = &session {
        match session.user.language {
            Some(AccountLanguage::En) => text::adopt_account_language("en"),
            Some(AccountLanguage::Sv) => text::adopt_account_language("sv"),
            Some(AccountLanguage::De) => text::adopt_account_language("de"),
            None => {}
        }
    }
    session
}

fn leave_when_signed_out(session: Loader<Session>) {
    Effect::new(move |_| {
        if let Loaded::Failed(failure) = session.state()
            && failure.is_signed_out()
        {
            router::replace(&routes::sign_in(&here()));
        }
    });
}

/// The address of the page, to come back to.
pub fn here() -> String {
    let path = untrack(router::path);
    let search = untrack(router::query).to_search();
    format!("{path}{search}")
}

fn account_menu(session: &Session) -> AnyView {
    let name = session.user.display_name.clone();
    let user_name = session.user.user_name.clone();
    view! {
        <Menu label=text!("account-menu", name = name) icon=IconName::User>
            <MenuHeading>
                <strong>{name.clone()}</strong>
                <br/>
                {user_name.clone()}
            </MenuHeading>
            <MenuItem icon=IconName::SignOut on_choose=move |()| sign_out()>
                {text!("sign-out")}
            </MenuItem>
        </Menu>
    }
    .into_any()
}

/// Ends the session and goes to the sign-in page.
pub fn sign_out() {
    spawn_local(async {
        match api::session::sign_out().await {
            Ok(()) => router::navigate(&routes::sign_in("/")),
            Err(failure) if failure.is_signed_out() => router::navigate(&routes::sign_in("/")),
            Err(failure) => toast::show(Tone::Danger, failure_sentence(&failure)),
        }
    });
}
