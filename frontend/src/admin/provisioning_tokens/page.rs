//! One token: its timeline, and what is known of it.

use anteroom_api_types::Time;
use anteroom_api_types::notifications::deliveries::DeliveryStatus;
use anteroom_api_types::provisioning::ProvisioningToken;
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;
use uuid::Uuid;

use super::delivery::delivery_card;
use super::revoke::RevokeToken;
use super::timeline_state::{StepState, TimelineStep, steps};
use crate::admin::audit::SubjectActivity;
use crate::admin::follow::follow;
use crate::admin::guard::use_guarded;
use crate::admin::session::may;
use crate::admin::words::{token_status_tone, word};
use crate::api;
use crate::kit::{
    Badge, Button, Card, Definition, DefinitionList, Icon, IconName, IdCode, LoadedView, Loader,
    PageHeader, RelativeTime,
};
use crate::routes;
use crate::text::t;

#[component]
pub fn TokenPage(id: Uuid) -> impl IntoView {
    let loader = use_guarded(move || api::provisioning_tokens::get(id));
    follow(
        loader,
        move || api::provisioning_tokens::get(id),
        |token| {
            let delivery = token.delivery.as_ref();
            delivery.is_some_and(|delivery| delivery.status == DeliveryStatus::Queued)
        },
    );
    let title = Signal::derive(move || {
        loader.value().map_or_else(
            || text!("token-one"),
            |token| {
                text!(
                    "token-for-user",
                    kind = word("kind", &token.kind),
                    name = token.user.display_name
                )
            },
        )
    });
    let tools = move || {
        loader.value().map(|token| {
            view! {
                <Button icon=IconName::Refresh on_press=move |()| loader.reload()>{text!("refresh")}</Button>
                <RevokeToken token on_change=move |changed| loader.set(changed)/>
            }
        })
    };
    let activity = may(Permission::AuditRead).then(|| {
        view! { <Card title=text!("activity")><SubjectActivity subject_id=id/></Card> }
    });
    view! {
        <PageHeader title>{tools}</PageHeader>
        <div class="stack stack--loose">
            <LoadedView loader view=move |token| details(token, loader)/>
            {activity}
        </div>
    }
    .into_any()
}

fn details(token: ProvisioningToken, loader: Loader<ProvisioningToken>) -> AnyView {
    let delivery = delivery_card(&token, loader);
    let timeline = steps(&token, None).into_iter().map(step).collect_view();
    let claim = token.claim.map(|claim| {
        view! {
            <Definition term=text!("token-phone")>
                {format!("{} · {}", claim.phone.name, word("platform", &claim.phone.platform))}
            </Definition>
            <Definition term=text!("token-attempts-left")>{claim.attempts_left}</Definition>
        }
    });
    let profile = token.profile_id.map(|id| {
        view! {
            <Definition term=text!("token-profile")>
                <a href=routes::admin::profile(id)>{text!("token-open-profile")}</a>
            </Definition>
        }
    });
    let destination = token.destination.map(
        |address| view! { <Definition term=text!("token-destination")>{address}</Definition> },
    );
    view! {
        <div class="stack stack--loose">
            <Card title=text!("timeline")><ol class="timeline">{timeline}</ol></Card>
            {delivery}
            <Card title=text!("details")>
                <DefinitionList>
                    <Definition term=text!("token-status")>
                        <Badge tone=token_status_tone(token.status)>{word("token-status", &token.status)}</Badge>
                    </Definition>
                    <Definition term=text!("token-user")>
                        <a href=routes::admin::user(token.user.id)>{token.user.display_name}</a>
                    </Definition>
                    <Definition term=text!("token-kind")>{word("kind", &token.kind)}</Definition>
                    <Definition term=text!("token-channel")>{word("channel", &token.channel)}</Definition>
                    {destination}
                    <Definition term=text!("token-issued-by")>{word("issued-by", &token.issued_by)}</Definition>
                    <Definition term=text!("token-expires")><RelativeTime at=token.expires_at/></Definition>
                    {claim}
                    {profile}
                    <Definition term=text!("id")><IdCode id=token.id.to_string()/></Definition>
                </DefinitionList>
            </Card>
        </div>
    }
    .into_any()
}

fn step(step: TimelineStep) -> AnyView {
    let (class, icon) = match step.state {
        StepState::Done => ("timeline__step timeline__step--done", IconName::Check),
        StepState::Now => ("timeline__step timeline__step--now", IconName::Clock),
        StepState::Ahead => ("timeline__step", IconName::More),
        StepState::Failed => ("timeline__step timeline__step--failed", IconName::Close),
    };
    let at = step.at.map(|at: Time| view! { <RelativeTime at/> });
    view! {
        <li class=class aria-current=(step.state == StepState::Now).then_some("step")>
            <span class="timeline__mark"><Icon name=icon/></span>
            <span class="timeline__text">{t(&format!("timeline-{}", step.name))}</span>
            <span class="timeline__time">{at}</span>
        </li>
    }
    .into_any()
}
