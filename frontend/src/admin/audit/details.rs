//! One event in full: what changed, and what proves it.

use anteroom_api_types::audit::{AuditEvent, AuditSubject};
use leptos::prelude::*;

use super::activity::action_words;
use super::details_state::{Fact, facts};
use crate::admin::words::word;
use crate::kit::{Definition, DefinitionList, IdCode, RelativeTime, absolute_time};
use crate::routes;

/// The content of the dialog.
pub fn event_details(event: AuditEvent) -> AnyView {
    let details = facts(&event.details);
    let changed = (!details.is_empty()).then(|| {
        let rows = details.into_iter().map(fact).collect_view();
        view! {
            <h3 class="dialog__subtitle">{text!("audit-details")}</h3>
            <DefinitionList>{rows}</DefinitionList>
        }
    });
    let address = event
        .client_address
        .map(|address| view! { <Definition term=text!("audit-address")>{address}</Definition> });
    let request = event
        .request_id
        .map(|id| view! { <Definition term=text!("request-id")><IdCode id/></Definition> });
    let place = event.sequence.map_or_else(
        || text!("audit-unsealed"),
        |sequence| text!("audit-place", sequence = sequence),
    );
    let hash = event.hash.map(
        |hash| view! { <Definition term=text!("audit-hash")><code>{hash}</code></Definition> },
    );
    let actor_kind = word("actor", &event.actor.kind);
    view! {
        <DefinitionList>
            <Definition term=text!("audit-what")>
                {action_words(&event.action)} " " <code>{event.action.clone()}</code>
            </Definition>
            <Definition term=text!("audit-subject")>{event.subject.map(subject)}</Definition>
            <Definition term=text!("audit-actor")>
                {event.actor.name} " " <span class="muted">{actor_kind}</span>
            </Definition>
            <Definition term=text!("audit-at")>
                {absolute_time(event.at.into())} " (" <RelativeTime at=event.at/> ")"
            </Definition>
            {address}
            {request}
        </DefinitionList>
        {changed}
        <h3 class="dialog__subtitle">{text!("audit-chain")}</h3>
        <DefinitionList>
            <Definition term=text!("audit-sequence")>{place}</Definition>
            {hash}
            <Definition term=text!("id")><IdCode id=event.id.to_string()/></Definition>
        </DefinitionList>
    }
    .into_any()
}

fn fact(fact: Fact) -> AnyView {
    let value = match fact.before {
        Some(before) => view! {
            <del>{before}</del>
            <span aria-hidden="true">" → "</span>
            <ins>{fact.value}</ins>
        }
        .into_any(),
        None => fact.value.into_any(),
    };
    view! { <Definition term=fact.name>{value}</Definition> }.into_any()
}

/// The subject, as a link where it has a page.
fn subject(subject: AuditSubject) -> AnyView {
    let address = match subject.kind.as_str() {
        "user" => Some(routes::admin::user(subject.id)),
        "user_group" => Some(routes::admin::user_group(subject.id)),
        "profile" => Some(routes::admin::profile(subject.id)),
        "provisioning_token" => Some(routes::admin::provisioning_token(subject.id)),
        "access_rule" => Some(routes::admin::access_rule(subject.id)),
        "resource" => Some(routes::admin::resource(subject.id)),
        _ => None,
    };
    let name = if subject.name.is_empty() {
        subject.kind
    } else {
        subject.name
    };
    match address {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    }
}
