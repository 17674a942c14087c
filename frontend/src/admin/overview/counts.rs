//! A few numbers, each the beginning of its list.

use anteroom_api_types::page::Page;
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;

use crate::admin::guard::use_guarded;
use crate::admin::session::may;
use crate::api::ApiFailure;
use crate::api::client;
use crate::kit::{Icon, IconName, Loaded};
use serde_json::Value;

/// A list that is counted: at most one page of it is asked for.
struct Counted {
    permission: Permission,
    /// Below the root of the API, with the filter that counts.
    path: &'static str,
    /// Where the console lists the same.
    href: &'static str,
    label: String,
    icon: IconName,
}

/// Those that the person may see.
#[component]
pub fn Counts() -> impl IntoView {
    let counted = [
        Counted {
            permission: Permission::UsersRead,
            path: "/users?limit=200",
            href: "/admin/users",
            label: text!("count-users"),
            icon: IconName::Users,
        },
        Counted {
            permission: Permission::ProfilesRead,
            path: "/profiles?status=active&limit=200",
            href: "/admin/profiles?status=active",
            label: text!("count-profiles"),
            icon: IconName::Phone,
        },
        Counted {
            permission: Permission::ProvisioningRead,
            path: "/provisioning-tokens?status=issued&limit=200",
            href: "/admin/provisioning-tokens?status=issued",
            label: text!("count-tokens"),
            icon: IconName::QrCode,
        },
    ];
    let tiles = counted
        .into_iter()
        .filter(|counted| may(counted.permission))
        .map(tile)
        .collect_view();
    view! { <ul class="counts">{tiles}</ul> }
}

fn tile(counted: Counted) -> AnyView {
    let path = counted.path;
    let loader = use_guarded(move || async move {
        let page: Result<Page<Value>, ApiFailure> = client::get(path).await;
        page.map(|page| shown(page.items.len(), page.next_cursor.is_some()))
    });
    let number = move || match loader.state() {
        Loaded::Here(number) => number,
        Loaded::Waiting => "…".to_owned(),
        Loaded::Failed(_) => "–".to_owned(),
    };
    view! {
        <li>
            <a class="count" href=counted.href>
                <span class="count__icon"><Icon name=counted.icon/></span>
                <span class="count__number">{number}</span>
                <span class="count__label">{counted.label}</span>
            </a>
        </li>
    }
    .into_any()
}

/// A page that is not the last tells only that there are more.
fn shown(count: usize, more: bool) -> String {
    if more {
        format!("{count}+")
    } else {
        count.to_string()
    }
}
