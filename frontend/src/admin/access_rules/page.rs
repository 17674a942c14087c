//! One rule: its sentence, who uses it, and the form; and the page of a new one.

use anteroom_api_types::access_rules::{AccessRule, RuleScope};
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;
use uuid::Uuid;

use super::form::RuleFormView;
use super::list::used_by;
use crate::admin::delete::{DeleteButton, DeleteTexts};
use crate::admin::guard::use_guarded;
use crate::admin::session::may;
use crate::admin::words::word_badge;
use crate::api::{self, Versioned};
use crate::kit::{
    Card, Definition, DefinitionList, IconName, IdCode, LinkButton, LoadedView, Loader, Notice,
    PageHeader, Tone,
};
use crate::routes;

#[component]
pub fn NewRulePage() -> impl IntoView {
    let content = if may(Permission::RulesWrite) {
        view! { <RuleFormView/> }.into_any()
    } else {
        view! {
            <Notice tone=Tone::Warning title=text!("forbidden-title")><p>{text!("problem-forbidden")}</p></Notice>
        }
        .into_any()
    };
    view! {
        <PageHeader title=text!("rule-new") description=text!("rules-description")/>
        {content}
    }
}

#[component]
pub fn RulePage(id: Uuid) -> impl IntoView {
    let loader = use_guarded(move || api::access_rules::get(id));
    let title = Signal::derive(move || {
        loader
            .value()
            .map_or_else(|| text!("rule-one"), |rule| rule.value.name)
    });
    let tools = move || {
        loader
            .value()
            .filter(|_| may(Permission::RulesWrite))
            .map(|stored| view! { <DeleteRule stored/> })
    };
    view! {
        <PageHeader title>
            <LinkButton href="/admin/simulator".to_owned() icon=IconName::Shield>
                {text!("rule-try")}
            </LinkButton>
            {tools}
        </PageHeader>
        <LoadedView loader skeleton_lines=8 view=move |stored| content(stored, loader)/>
    }
    .into_any()
}

fn content(stored: Versioned<AccessRule>, loader: Loader<Versioned<AccessRule>>) -> AnyView {
    let rule = stored.value.clone();
    let tone = match rule.scope {
        RuleScope::General => Tone::Neutral,
        RuleScope::Global => Tone::Info,
    };
    let scope = word_badge(tone, "rule-scope", &rule.scope);
    let users = used_by(&rule);
    let form = may(Permission::RulesWrite).then(|| {
        let on_saved = Callback::new(move |saved| loader.set(saved));
        view! { <RuleFormView stored on_saved/> }
    });
    view! {
        <div class="stack stack--loose">
            <Card title=text!("rule-says")>
                <p class="sentence">{rule.sentence}</p>
                <DefinitionList>
                    <Definition term=text!("rule-scope")>
                        {scope}
                    </Definition>
                    <Definition term=text!("rule-used-by")>{users}</Definition>
                    <Definition term=text!("id")><IdCode id=rule.id.to_string()/></Definition>
                </DefinitionList>
            </Card>
            {form}
        </div>
    }
    .into_any()
}

#[component]
fn DeleteRule(stored: Versioned<AccessRule>) -> impl IntoView {
    let Versioned { value, etag } = stored;
    let texts = DeleteTexts {
        button: text!("rule-delete"),
        title: text!("rule-delete-title", name = value.name.clone()),
        body: text!("rule-delete-body"),
        verb: text!("rule-delete-verb"),
        done: text!("rule-deleted", name = value.name.clone()),
    };
    let remove = move || {
        let etag = etag.clone();
        async move { api::access_rules::remove(value.id, &etag).await }
    };
    view! { <DeleteButton name=value.name texts leads_to=routes::admin::access_rules() remove/> }
}
