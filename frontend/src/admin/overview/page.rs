//! The overview page.

use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;

use super::checklist_state::{Facts, Step, provisioning_resource};
use super::counts::Counts;
use crate::admin::audit::RecentEvents;
use crate::admin::guard::use_guarded;
use crate::admin::notification_channels::ChannelCards;
use crate::admin::session::{may, signed_in};
use crate::api::{self, ApiFailure};
use crate::kit::{Card, Checklist, ChecklistItem, LinkButton, LoadedView, PageHeader};
use crate::routes;
use crate::text::t;

async fn facts() -> Result<Facts, ApiFailure> {
    let settings = api::self_service::get().await?.value;
    let resources = api::resources::list(None, None).await?.items;
    let users = api::users::list(&[("limit", Some("2"))]).await?.items;
    let profiles = api::profiles::list(&[("limit", Some("1"))]).await?.items;
    let notifications = api::notification_channels::statuses().await?;
    Ok(Facts {
        blockers: settings
            .readiness
            .blockers
            .into_iter()
            .map(|blocker| blocker.code)
            .collect(),
        settings: settings.settings,
        resources,
        users,
        has_profile: !profiles.is_empty(),
        notifications,
    })
}

#[component]
pub fn OverviewPage() -> impl IntoView {
    let name = signed_in()
        .map(|session| session.user.display_name)
        .unwrap_or_default();
    let may_set_up = may(Permission::SettingsRead) && may(Permission::RulesRead);
    let set_up = may_set_up.then(|| view! { <SetUp/> });
    let channels = may(Permission::DeliveriesRead).then(|| {
        view! {
            <section class="stack">
                <h2 class="section-title">{text!("overview-channels")}</h2>
                <ChannelCards/>
            </section>
        }
    });
    let events = may(Permission::AuditRead).then(|| {
        let all = || view! { <LinkButton href=routes::admin::audit()>{text!("overview-all-events")}</LinkButton> };
        view! { <Card title=text!("overview-events") actions=all><RecentEvents/></Card> }
    });
    view! {
        <PageHeader title=text!("nav-overview") description=text!("overview-hello", name = name)/>
        <div class="stack stack--loose">
            <Counts/>
            {set_up}
            {channels}
            {events}
        </div>
    }
    .into_any()
}

/// The checklist; once everything is done, one sentence takes its place.
#[component]
fn SetUp() -> impl IntoView {
    let loader = use_guarded(facts);
    view! { <LoadedView loader view=checklist/> }
}

fn checklist(facts: Facts) -> AnyView {
    let items: Vec<ChecklistItem> = Step::ALL.iter().map(|step| item(*step, &facts)).collect();
    let open = Step::ALL
        .iter()
        .filter(|step| !step.is_optional() && !step.is_done(&facts))
        .count();
    let wishes: Vec<ChecklistItem> = Step::ALL
        .iter()
        .filter(|step| step.is_optional() && !step.is_done(&facts))
        .map(|step| item(*step, &facts))
        .collect();
    if open == 0 {
        return view! {
            <Card title=text!("set-up-done-title")>
                <p class="muted">{text!("set-up-done-body")}</p>
                {(!wishes.is_empty()).then(|| view! { <Checklist items=wishes/> })}
            </Card>
        }
        .into_any();
    }
    view! {
        <Card title=text!("set-up-title") description=text!("set-up-open", count = open)>
            <Checklist items/>
        </Card>
    }
    .into_any()
}

fn item(step: Step, facts: &Facts) -> ChecklistItem {
    let done = step.is_done(facts);
    let href = match step {
        Step::Users => "/admin/users/new".to_owned(),
        Step::Rule => provisioning_resource(&facts.resources)
            .map_or_else(routes::admin::resources, |resource| {
                routes::admin::resource(resource.id)
            }),
        Step::Email => routes::admin::notification_channels(Some("email")),
        Step::Sms => routes::admin::notification_channels(Some("sms")),
        Step::Channels | Step::SelfService => routes::admin::self_service(),
        Step::FirstPhone => routes::admin::users(),
    };
    let name = step.name();
    ChecklistItem {
        done,
        title: t(&format!("set-up-{name}")),
        body: if done {
            String::new()
        } else {
            t(&format!("set-up-{name}-body"))
        },
        link: (!done).then(|| (href, t(&format!("set-up-{name}-link")))),
    }
}
