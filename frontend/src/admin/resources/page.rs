//! One resource: what it effectively asks for, and the form; and the page of a new one.

use anteroom_api_types::resources::Resource;
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;
use uuid::Uuid;

use super::form::ResourceFormView;
use super::tree::{address, badges};
use crate::admin::delete::{DeleteButton, DeleteTexts};
use crate::admin::guard::use_guarded;
use crate::admin::session::may;
use crate::api::{self, Versioned};
use crate::kit::{
    Card, Definition, DefinitionList, IconName, IdCode, LinkButton, LoadedView, Loader, Notice,
    PageHeader, Tone,
};
use crate::{query, routes};

#[component]
pub fn NewResourcePage() -> impl IntoView {
    let content = if may(Permission::RulesWrite) {
        view! { <ResourceFormView/> }.into_any()
    } else {
        view! {
            <Notice tone=Tone::Warning title=text!("forbidden-title")><p>{text!("problem-forbidden")}</p></Notice>
        }
        .into_any()
    };
    view! {
        <PageHeader title=text!("resource-new") description=text!("resources-description")/>
        {content}
    }
}

#[component]
pub fn ResourcePage(id: Uuid) -> impl IntoView {
    let loader = use_guarded(move || api::resources::get(id));
    let title = Signal::derive(move || {
        loader
            .value()
            .map_or_else(|| text!("resource-one"), |resource| resource.value.name)
    });
    let tools = move || loader.value().map(tools);
    view! {
        <PageHeader title>{tools}</PageHeader>
        <LoadedView loader skeleton_lines=8 view=move |stored| content(stored, loader)/>
    }
    .into_any()
}

fn tools(stored: Versioned<Resource>) -> AnyView {
    let resource = &stored.value;
    // The simulator asks about paths of Anteroom itself.
    let simulate = resource.host.is_none().then(|| {
        let href = format!("/admin/simulator?path={}", query::encode(&resource.path));
        view! { <LinkButton href icon=IconName::Shield>{text!("rule-try")}</LinkButton> }
    });
    let delete = (may(Permission::RulesWrite) && !resource.built_in)
        .then(|| view! { <DeleteResource stored=stored.clone()/> });
    view! {
        {simulate}
        {delete}
    }
    .into_any()
}

fn content(stored: Versioned<Resource>, loader: Loader<Versioned<Resource>>) -> AnyView {
    let resource = stored.value.clone();
    let address = address(&resource);
    let badges = badges(&resource);
    let form = may(Permission::RulesWrite).then(|| {
        let on_saved = Callback::new(move |saved| loader.set(saved));
        view! { <ResourceFormView stored on_saved/> }
    });
    view! {
        <div class="stack stack--loose">
            <Card title=text!("resource-asks-for")>
                <p class="sentence">{resource.sentence}</p>
                <DefinitionList>
                    <Definition term=text!("resource-path")><code>{address}</code></Definition>
                    <Definition term=text!("resource-authorization")>{badges}</Definition>
                    <Definition term=text!("id")><IdCode id=resource.id.to_string()/></Definition>
                </DefinitionList>
            </Card>
            {form}
        </div>
    }
    .into_any()
}

#[component]
fn DeleteResource(stored: Versioned<Resource>) -> impl IntoView {
    let Versioned { value, etag } = stored;
    let texts = DeleteTexts {
        button: text!("resource-delete"),
        title: text!("resource-delete-title", name = value.name.clone()),
        body: text!("resource-delete-body"),
        verb: text!("resource-delete-verb"),
        done: text!("resource-deleted", name = value.name.clone()),
    };
    let remove = move || {
        let etag = etag.clone();
        async move { api::resources::remove(value.id, &etag).await }
    };
    view! { <DeleteButton name=value.name texts leads_to=routes::admin::resources() remove/> }
}
