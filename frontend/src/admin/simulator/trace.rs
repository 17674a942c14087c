//! A decision in words, with the trace of every rule as a tree.

use anteroom_api_types::access_rules::{Decision, TraceNode, TraceState};
use anteroom_api_types::sessions::AuthenticationMethod;
use leptos::prelude::*;

use crate::admin::words::{joined, outcome_tone, word};
use crate::kit::{Icon, IconName, Notice};
use crate::routes;

/// The decision.
pub fn decision_view(decision: Decision) -> AnyView {
    let Decision {
        outcome,
        missing_methods,
        unavailable_methods,
        reason,
        trace,
    } = decision;
    let named = |methods: Vec<AuthenticationMethod>| {
        joined(methods.iter().map(|method| word("method", method)))
    };
    let missing = (!missing_methods.is_empty())
        .then(|| view! { <p>{text!("decision-missing", methods = named(missing_methods))}</p> });
    let unavailable = (!unavailable_methods.is_empty()).then(|| {
        view! { <p>{text!("decision-unavailable", methods = named(unavailable_methods))}</p> }
    });
    let reason = reason.map(|reason| view! { <p>{reason}</p> });
    let title = word("outcome", &outcome);
    let traced = (!trace.is_empty()).then(|| {
        let rules = trace.into_iter().map(node).collect_view();
        view! {
            <h2 class="card__title">{text!("decision-trace")}</h2>
            <ul class="trace">{rules}</ul>
        }
    });
    view! {
        <Notice tone=outcome_tone(outcome) title>
            {missing}
            {unavailable}
            {reason}
        </Notice>
        {traced}
    }
    .into_any()
}

fn node(trace: TraceNode) -> AnyView {
    let (class, icon) = match trace.state {
        TraceState::Held => ("trace__node trace__node--held", IconName::Check),
        TraceState::NotHeld => ("trace__node trace__node--not-held", IconName::Close),
        TraceState::NotReached => ("trace__node", IconName::More),
    };
    let rule = trace.rule.map(|rule| {
        view! { <a class="trace__rule" href=routes::admin::access_rule(rule.id)>{rule.name}</a> }
    });
    let below = (!trace.children.is_empty()).then(|| {
        let children = trace.children.into_iter().map(node).collect_view();
        view! { <ul class="trace">{children}</ul> }
    });
    view! {
        <li class=class>
            <div class="trace__line">
                <span class="trace__mark"><Icon name=icon/></span>
                <div>
                    {rule}
                    <span class="trace__sentence">{trace.sentence}</span>
                    <span class="trace__state">{word("trace", &trace.state)}</span>
                </div>
            </div>
            {below}
        </li>
    }
    .into_any()
}
