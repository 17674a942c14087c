//! The list of the person's phones.

use anteroom_api_types::page::Page;
use anteroom_api_types::profiles::{Profile, ProfileStatus};
use anteroom_api_types::provisioning::ProfileKind;
use leptos::prelude::*;

use super::actions::{Action, ActionDialog};
use crate::api;
use crate::kit::{
    Badge, ButtonVariant, EmptyState, Icon, IconName, LinkButton, LoadedView, Loader, Menu,
    MenuItem, PageHeader, RelativeTime, Tone, use_loader,
};
use crate::portal::session::SessionFrame;
use crate::routes;
use crate::text::t;

/// The page.
#[component]
pub fn MyPhonesPage() -> impl IntoView {
    view! { <SessionFrame title=text!("phones-title") view=|_| view! { <Phones/> }.into_any()/> }
}

#[component]
fn Phones() -> impl IntoView {
    let phones = use_loader(api::my_profiles::list);
    let action = RwSignal::new(None::<Action>);
    view! {
        <PageHeader title=text!("phones-title") description=text!("phones-description")>
            <LinkButton href=routes::provisioning() icon=IconName::Add variant=ButtonVariant::Primary>
                {text!("phones-add")}
            </LinkButton>
        </PageHeader>
        <LoadedView loader=phones view=move |page| list(page, action)/>
        <ActionDialog action phones/>
    }
}

/// The loader of the page, for the dialogs.
pub type Phones = Loader<Page<Profile>>;

fn list(page: Page<Profile>, action: RwSignal<Option<Action>>) -> AnyView {
    let mut phones = page.items;
    phones.retain(|phone| phone.status != ProfileStatus::Revoked);
    if phones.is_empty() {
        return view! {
            <EmptyState icon=IconName::Phone title=text!("phones-empty-title") body=text!("phones-empty-body")>
                <LinkButton href=routes::provisioning() variant=ButtonVariant::Primary>
                    {text!("phones-add")}
                </LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    let cards = phones
        .into_iter()
        .map(|phone| card(phone, action))
        .collect_view();
    view! { <ul class="phones">{cards}</ul> }.into_any()
}

fn card(phone: Profile, action: RwSignal<Option<Action>>) -> impl IntoView {
    let icon = match phone.kind {
        ProfileKind::MobileApp => IconName::Phone,
        ProfileKind::Totp => IconName::Clock,
    };
    let kind = match phone.kind {
        ProfileKind::MobileApp => t("kind-mobile_app"),
        ProfileKind::Totp => t("kind-totp"),
    };
    let suspended = phone.status == ProfileStatus::Suspended;
    let name = phone.name.clone();
    let for_rename = phone.clone();
    let for_lost = phone.clone();
    let for_remove = phone.clone();
    view! {
        <li class="phone">
            <span class="phone__icon"><Icon name=icon/></span>
            <div class="phone__text">
                <h2 class="phone__name">
                    {phone.name}
                    {suspended
                        .then(|| view! { " " <Badge tone=Tone::Warning>{t("profile-status-suspended")}</Badge> })}
                </h2>
                <p class="phone__facts">
                    <span>{kind}</span>
                    <span>{text!("phones-added")} " " <RelativeTime at=phone.created_at/></span>
                    <span>
                        {match phone.last_used_at {
                            Some(at) => {
                                view! {
                                    {text!("phones-last-used")}
                                    " "
                                    <RelativeTime at/>
                                }
                                    .into_any()
                            }
                            None => text!("phones-never-used").into_any(),
                        }}
                    </span>
                </p>
            </div>
            <Menu label=text!("phones-menu", name = name) icon=IconName::More>
                <MenuItem
                    icon=IconName::Edit
                    on_choose=move |()| action.set(Some(Action::Rename(for_rename.clone())))
                >
                    {text!("rename")}
                </MenuItem>
                <MenuItem
                    icon=IconName::Warning
                    on_choose=move |()| action.set(Some(Action::ReportLost(for_lost.clone())))
                >
                    {text!("phones-report-lost")}
                </MenuItem>
                <MenuItem
                    icon=IconName::Trash
                    danger=true
                    on_choose=move |()| action.set(Some(Action::Remove(for_remove.clone())))
                >
                    {text!("remove")}
                </MenuItem>
            </Menu>
        </li>
    }
}
