//! The tree of resources: where each one is, whether it inherits, and what it effectively asks for.

use anteroom_api_types::resources::Resource;
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;

use super::tree_state::{TreeRow, rows};
use crate::admin::guard::use_guarded;
use crate::admin::list::ListView;
use crate::admin::session::may;
use crate::api::{self, ApiFailure};
use crate::kit::{
    Badge, ButtonVariant, Column, EmptyState, IconName, LinkButton, PageHeader, SearchField, Tone,
};
use crate::{router, routes};
use anteroom_api_types::page::Page;

const FILTERS: &[&str] = &["q"];
const NEW: &str = "/admin/resources/new";
/// Far more pages than anybody has resources; a bound for the loop.
const PAGES_MAX: usize = 40;

/// All resources: a tree with a part missing would be misread.
async fn all(search: Option<String>) -> Result<Page<Resource>, ApiFailure> {
    let mut items = Vec::new();
    let mut cursor: Option<String> = None;
    for _ in 0..PAGES_MAX {
        let page = api::resources::list(search.as_deref(), cursor.as_deref()).await?;
        items.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    Ok(Page {
        items,
        next_cursor: None,
    })
}

#[component]
pub fn ResourcesPage() -> impl IntoView {
    let search = router::query_value("q");
    let list = use_guarded(move || {
        let search = search.get();
        async move {
            let page = all(search).await?;
            Ok(Page {
                items: rows(page.items),
                next_cursor: None,
            })
        }
    });
    let add = may(Permission::RulesWrite).then(|| {
        view! {
            <LinkButton href=NEW.to_owned() variant=ButtonVariant::Primary icon=IconName::Add>
                {text!("resource-new")}
            </LinkButton>
        }
    });
    view! {
        <PageHeader title=text!("nav-resources") description=text!("resources-description")>{add}</PageHeader>
        <div class="toolbar"><SearchField label=text!("resources-search")/></div>
        <ListView
            list
            names=FILTERS
            caption=text!("nav-resources")
            columns=columns()
            empty=move || {
                view! {
                    <EmptyState
                        icon=IconName::Tree
                        title=text!("resources-empty-title")
                        body=text!("resources-empty-body")
                    />
                }
            }
        />
    }
    .into_any()
}

/// The deepest indentation that is drawn.
const DEPTH_SHOWN_MAX: usize = 5;

fn columns() -> Vec<Column<TreeRow>> {
    vec![
        Column::new(text!("resource-name"), |row: &TreeRow| {
            let resource = &row.resource;
            let class = format!("tree tree--{}", row.depth.min(DEPTH_SHOWN_MAX));
            view! {
                <span class=class>
                    <a href=routes::admin::resource(resource.id)>{resource.name.clone()}</a>
                    <span class="cell__second"><code>{address(resource)}</code></span>
                </span>
            }
        }),
        Column::new(text!("resource-asks-for"), |row: &TreeRow| {
            row.resource.sentence.clone()
        }),
        Column::new(text!("resource-authorization"), |row: &TreeRow| {
            badges(&row.resource)
        }),
    ]
}

/// Host and path in one.
pub fn address(resource: &Resource) -> String {
    format!(
        "{}{}",
        resource.host.as_deref().unwrap_or_default(),
        resource.path
    )
}

/// What is special about a resource.
pub fn badges(resource: &Resource) -> AnyView {
    let authorization = if resource.authorization.inherit {
        view! { <Badge>{text!("resource-inherits")}</Badge> }
    } else {
        view! { <Badge tone=Tone::Info>{text!("resource-own")}</Badge> }
    };
    let public = resource
        .public
        .then(|| view! { <Badge tone=Tone::Warning>{text!("resource-public")}</Badge> });
    let portal = resource
        .portal
        .visible
        .then(|| view! { <Badge>{text!("resource-in-portal")}</Badge> });
    view! { <span class="badges">{authorization} {public} {portal}</span> }.into_any()
}
