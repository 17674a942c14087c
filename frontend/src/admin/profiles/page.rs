//! One profile.

use anteroom_api_types::profiles::Profile;
use leptos::prelude::*;
use uuid::Uuid;

use super::actions::ProfileActions;
use crate::admin::audit::SubjectActivity;
use crate::admin::guard::use_guarded;
use crate::admin::session::may;
use crate::admin::words::{profile_status_tone, word};
use crate::api;
use crate::kit::{
    Badge, Card, Definition, DefinitionList, IdCode, LoadedView, PageHeader, RelativeTime,
};
use crate::routes;
use anteroom_api_types::sessions::Permission;

#[component]
pub fn ProfilePage(id: Uuid) -> impl IntoView {
    let loader = use_guarded(move || api::profiles::get(id));
    let title = Signal::derive(move || {
        loader
            .value()
            .map_or_else(|| text!("profile-one"), |profile| profile.name)
    });
    let tools = move || {
        loader.value().map(|profile| {
            view! { <ProfileActions profile as_buttons=true on_change=move |changed| loader.set(changed)/> }
        })
    };
    let activity = may(Permission::AuditRead).then(|| {
        view! { <Card title=text!("activity")><SubjectActivity subject_id=id/></Card> }
    });
    view! {
        <PageHeader title>{tools}</PageHeader>
        <div class="stack stack--loose">
            <LoadedView loader view=details/>
            {activity}
        </div>
    }
    .into_any()
}

fn details(profile: Profile) -> AnyView {
    let phone = profile.phone.map(|phone| {
        view! {
            <Definition term=text!("profile-platform")>{word("platform", &phone.platform)}</Definition>
            <Definition term=text!("profile-model")>{phone.model}</Definition>
            <Definition term=text!("profile-app")>{phone.app_name}</Definition>
        }
    });
    let last_used = match profile.last_used_at {
        Some(at) => view! { <RelativeTime at/> }.into_any(),
        None => text!("never").into_any(),
    };
    let ended = profile.ended_at.map(|at| {
        view! { <Definition term=text!("profile-ended")><RelativeTime at/></Definition> }
    });
    view! {
        <Card>
            <DefinitionList>
                <Definition term=text!("profile-status")>
                    <Badge tone=profile_status_tone(profile.status)>
                        {word("profile-status", &profile.status)}
                    </Badge>
                </Definition>
                <Definition term=text!("profile-user")>
                    <a href=routes::admin::user(profile.user.id)>{profile.user.display_name}</a>
                </Definition>
                <Definition term=text!("profile-kind")>{word("kind", &profile.kind)}</Definition>
                {phone}
                <Definition term=text!("profile-added")><RelativeTime at=profile.created_at/></Definition>
                <Definition term=text!("profile-last-used")>{last_used}</Definition>
                {ended}
                <Definition term=text!("id")><IdCode id=profile.id.to_string()/></Definition>
            </DefinitionList>
        </Card>
    }
    .into_any()
}
