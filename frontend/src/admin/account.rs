//! My account: who I am here, what my role allows, how I proved it, and the way out.

use anteroom_api_types::sessions::{PassedMethod, Session};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::navigation::Place;
use super::session::signed_in;
use super::words::word;
use crate::api;
use crate::kit::{
    Badge, Button, Card, Definition, DefinitionList, IconName, PageHeader, RelativeTime, Tone,
    toast,
};
use crate::text::failure_sentence;
use crate::{router, routes};

pub fn show(place: Place) -> Option<AnyView> {
    let session = signed_in()?;
    (place == Place::Root).then(|| view! { <AccountPage session/> }.into_any())
}

#[component]
fn AccountPage(session: Session) -> impl IntoView {
    let role = session.user.role.map(|role| word("role", &role));
    let permissions = session
        .permissions
        .iter()
        .map(|permission| view! { <li>{word("permission", permission)}</li> })
        .collect_view();
    let methods = session.methods.iter().map(passed).collect_view();
    view! {
        <PageHeader title=text!("nav-account") description=text!("account-description")>
            <Button icon=IconName::SignOut on_press=|()| sign_out()>{text!("sign-out")}</Button>
        </PageHeader>
        <div class="stack stack--loose">
            <Card title=text!("account-who")>
                <DefinitionList>
                    <Definition term=text!("user-display-name")>{session.user.display_name}</Definition>
                    <Definition term=text!("user-user-name")>{session.user.user_name}</Definition>
                    <Definition term=text!("user-role")>
                        {role.map(|role| view! { <Badge tone=Tone::Info>{role}</Badge> })}
                    </Definition>
                </DefinitionList>
            </Card>
            <Card title=text!("account-session") description=text!("account-session-description")>
                <DefinitionList>
                    {methods}
                    <Definition term=text!("account-idle-end")>
                        <RelativeTime at=session.idle_expires_at/>
                    </Definition>
                    <Definition term=text!("account-end")>
                        <RelativeTime at=session.expires_at/>
                    </Definition>
                </DefinitionList>
            </Card>
            <Card title=text!("account-permissions")>
                <ul class="bullets">{permissions}</ul>
            </Card>
        </div>
    }
    .into_any()
}

fn passed(passed: &PassedMethod) -> AnyView {
    let passed_at = passed.passed_at;
    view! {
        <Definition term=word("method", &passed.method)>
            {text!("account-passed")} " " <RelativeTime at=passed_at/>
        </Definition>
    }
    .into_any()
}

/// Ends the session and goes to the sign-in page.
pub fn sign_out() {
    spawn_local(async {
        match api::session::sign_out().await {
            Ok(()) => router::navigate(&routes::sign_in("/admin")),
            Err(failure) if failure.is_signed_out() => router::navigate(&routes::sign_in("/admin")),
            Err(failure) => toast::show(Tone::Danger, failure_sentence(&failure)),
        }
    });
}
