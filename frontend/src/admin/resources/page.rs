//! One resource: what it effectively asks for, and the form; and the page of a new one.

use anteroom_api_types::resources::Resource;
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;
use uuid::Uuid;

use super::form::ResourceFormView;
use super::tree::{address, badges};
use crate::admin::dialogs::open_in_address;
use crate::admin::guard::{self, use_guarded};
use crate::admin::session::may;
use crate::api::{self, Versioned};
use crate::kit::{
    Button, Card, ConfirmDialog, Definition, DefinitionList, IconName, IdCode, LinkButton,
    LoadedView, Loader, Notice, PageHeader, Tone, toast,
};
use crate::text::failure_sentence;
use crate::{query, router, routes};

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
    let open = open_in_address("delete");
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let name = stored.value.name.clone();
    let confirm = move |()| {
        let Versioned { value, etag } = stored.clone();
        guard::run_or(
            busy,
            async move { api::resources::remove(value.id, &etag).await },
            move |()| {
                toast::show(Tone::Success, text!("resource-deleted", name = value.name));
                router::replace(&routes::admin::resources());
            },
            move |failure| failed.set(Some(failure_sentence(&failure))),
        );
    };
    view! {
        <Button icon=IconName::Trash on_press=move |()| open.set(true)>{text!("resource-delete")}</Button>
        <ConfirmDialog
            open
            title=text!("resource-delete-title", name = name)
            body=text!("resource-delete-body")
            verb=text!("resource-delete-verb")
            danger=true
            typed_name=name
            busy
            failure=failed
            on_confirm=confirm
        />
    }
    .into_any()
}
