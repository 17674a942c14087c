//! The list of rules: the sentence of each, and the resources that use it.

use anteroom_api_types::access_rules::{AccessRule, RuleScope};
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;

use crate::admin::list::{ListView, use_list};
use crate::admin::session::may;
use crate::admin::words::{options, word_badge};
use crate::api;
use crate::kit::{
    ButtonVariant, Column, EmptyState, FilterSelect, IconName, LinkButton, PageHeader, SearchField,
    Tone,
};
use crate::routes;

const FILTERS: &[&str] = &["q", "scope"];

#[component]
pub fn RulesPage() -> impl IntoView {
    let list = use_list(FILTERS, |filters| async move {
        api::access_rules::list(filters.get("q"), filters.get("scope"), filters.cursor()).await
    });
    let can_write = may(Permission::RulesWrite);
    let add = move || {
        can_write.then(|| {
            view! {
                <LinkButton
                    href=routes::admin::new_access_rule()
                    variant=ButtonVariant::Primary
                    icon=IconName::Add
                >
                    {text!("rule-new")}
                </LinkButton>
            }
        })
    };
    view! {
        <PageHeader title=text!("nav-access-rules") description=text!("rules-description")>
            {add()}
        </PageHeader>
        <div class="toolbar">
            <SearchField label=text!("rules-search")/>
            <FilterSelect
                label=text!("rule-scope")
                name="scope"
                all=text!("filter-all")
                options=options("rule-scope", &[RuleScope::General, RuleScope::Global])
            />
        </div>
        <ListView
            list
            names=FILTERS
            caption=text!("nav-access-rules")
            columns=columns()
            empty=move || {
                view! {
                    <EmptyState icon=IconName::Rule title=text!("rules-empty-title") body=text!("rules-empty-body")>
                        {add()}
                    </EmptyState>
                }
            }
        />
    }
    .into_any()
}

fn columns() -> Vec<Column<AccessRule>> {
    vec![
        Column::new(text!("rule-name"), |rule: &AccessRule| {
            view! { <a href=routes::admin::access_rule(rule.id)>{rule.name.clone()}</a> }
        }),
        Column::new(text!("rule-sentence"), |rule: &AccessRule| {
            rule.sentence.clone()
        }),
        Column::new(text!("rule-scope"), |rule: &AccessRule| {
            let tone = match rule.scope {
                RuleScope::General => Tone::Neutral,
                RuleScope::Global => Tone::Info,
            };
            word_badge(tone, "rule-scope", &rule.scope)
        }),
        Column::new(text!("rule-used-by"), |rule: &AccessRule| used_by(rule)),
    ]
}

/// The resources that name the rule, as links.
pub fn used_by(rule: &AccessRule) -> AnyView {
    if rule.scope == RuleScope::Global {
        return text!("rule-used-by-all").into_any();
    }
    if rule.used_by.is_empty() {
        return view! { <span class="muted">{text!("rule-unused")}</span> }.into_any();
    }
    let links = rule
        .used_by
        .iter()
        .map(|resource| {
            let name = resource.name.clone();
            view! { <li><a href=routes::admin::resource(resource.id)>{name}</a></li> }
        })
        .collect_view();
    view! { <ul class="links">{links}</ul> }.into_any()
}
