//! The list of provisioning tokens, of everybody or of one user.

use anteroom_api_types::page::Page;
use anteroom_api_types::provisioning::{Channel, ProfileKind, ProvisioningToken};
use leptos::prelude::*;
use uuid::Uuid;

use super::revoke::RevokeToken;
use crate::admin::list::{ListView, use_list};
use crate::admin::words::{TOKEN_STATUSES, options, token_status_tone, word, word_badge};
use crate::api;
use crate::kit::{
    Column, EmptyState, FilterSelect, IconName, Loader, PageHeader, RelativeTime, SearchField,
};
use crate::routes;

const FILTERS: &[&str] = &["q", "status", "kind", "channel"];

#[component]
pub fn TokensPage() -> impl IntoView {
    view! {
        <PageHeader title=text!("nav-provisioning-tokens") description=text!("tokens-description")/>
        <TokenList/>
    }
}

/// The list with its filters. On the page of a user it lists that user's.
#[component]
pub fn TokenList(#[prop(optional, into)] of_user: Option<Uuid>) -> impl IntoView {
    let list = use_list(FILTERS, move |filters| {
        let filters = match of_user {
            Some(id) => filters.with("user_id", id),
            None => filters,
        };
        async move { api::provisioning_tokens::list(&filters.pairs()).await }
    });
    let channels = [Channel::Browser, Channel::Email, Channel::Sms];
    let search = of_user
        .is_none()
        .then(|| view! { <SearchField label=text!("tokens-search")/> });
    view! {
        <div class="toolbar">
            {search}
            <FilterSelect
                label=text!("token-status")
                name="status"
                all=text!("filter-all")
                options=options("token-status", &TOKEN_STATUSES)
            />
            <FilterSelect
                label=text!("token-kind")
                name="kind"
                all=text!("filter-all")
                options=options("kind", &[ProfileKind::MobileApp, ProfileKind::Totp])
            />
            <FilterSelect
                label=text!("token-channel")
                name="channel"
                all=text!("filter-all")
                options=options("channel", &channels)
            />
        </div>
        <ListView
            list
            names=FILTERS
            caption=text!("nav-provisioning-tokens")
            columns=columns(list, of_user.is_none())
            empty=move || {
                view! {
                    <EmptyState
                        icon=IconName::QrCode
                        title=text!("tokens-empty-title")
                        body=text!("tokens-empty-body")
                    />
                }
            }
        />
    }
    .into_any()
}

fn columns(
    list: Loader<Page<ProvisioningToken>>,
    with_user: bool,
) -> Vec<Column<ProvisioningToken>> {
    let mut columns = vec![Column::new(
        text!("token-for"),
        |token: &ProvisioningToken| {
            view! {
                <a href=routes::admin::provisioning_token(token.id)>
                    {text!("token-for-user", kind = word("kind", &token.kind), name = token.user.display_name)}
                </a>
            }
        },
    )];
    if with_user {
        columns.push(Column::new(text!("token-user"), |token: &ProvisioningToken| {
            view! { <a href=routes::admin::user(token.user.id)>{token.user.display_name.clone()}</a> }
        }));
    }
    columns.extend([
        Column::new(text!("token-status"), |token: &ProvisioningToken| {
            let tone = token_status_tone(token.status);
            word_badge(tone, "token-status", &token.status)
        }),
        Column::new(text!("token-channel"), |token: &ProvisioningToken| {
            word("channel", &token.channel)
        }),
        Column::new(text!("token-issued-by"), |token: &ProvisioningToken| {
            word("issued-by", &token.issued_by)
        }),
        Column::new(text!("token-issued"), |token: &ProvisioningToken| {
            view! { <RelativeTime at=token.created_at/> }
        }),
        Column::new(text!("token-expires"), |token: &ProvisioningToken| {
            view! { <RelativeTime at=token.expires_at/> }
        }),
        Column::new(text!("actions"), move |token: &ProvisioningToken| {
            view! { <RevokeToken token=token.clone() small=true on_change=move |_| list.reload()/> }
        })
        .narrow(),
    ]);
    columns
}
