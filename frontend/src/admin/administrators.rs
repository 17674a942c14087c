//! Administrators: who has which role; given, changed and taken by owners.

use anteroom_api_types::administrators::Administrator;
use anteroom_api_types::page::Page;
use anteroom_api_types::sessions::Permission;
use anteroom_api_types::users::Role;
use leptos::prelude::*;
use uuid::Uuid;

use super::dialogs::open_in_address;
use super::guard;
use super::list::{ListView, use_list};
use super::navigation::Place;
use super::pickers::{EntityPicker, Picked};
use super::session::may;
use super::words::{ROLES, from_wire, wire_name, word, word_badge};
use crate::api;
use crate::kit::{
    Button, ButtonKind, ButtonVariant, Choice, ChoiceCards, Column, Dialog, EmptyState, Form,
    IconName, Loader, Menu, MenuItem, Notice, PageHeader, Tone, toast,
};
use crate::routes;
use crate::text::{failure_sentence, t};

pub fn show(place: Place) -> Option<AnyView> {
    (place == Place::Root).then(|| view! { <AdministratorsPage/> }.into_any())
}

#[component]
fn AdministratorsPage() -> impl IntoView {
    let list = use_list(&[], |filters| async move {
        api::administrators::list(filters.cursor()).await
    });
    let can_write = may(Permission::AdministratorsWrite);
    let open = open_in_address("give-role");
    let give = can_write.then(|| {
        view! {
            <Button variant=ButtonVariant::Primary icon=IconName::Add on_press=move |()| open.set(true)>
                {text!("role-give")}
            </Button>
        }
    });
    let read_only = (!can_write)
        .then(|| view! { <Notice tone=Tone::Info><p>{text!("roles-owner-only")}</p></Notice> });
    view! {
        <PageHeader title=text!("nav-administrators") description=text!("administrators-description")>
            {give}
        </PageHeader>
        <div class="stack">
            {read_only}
            <ListView
                list
                names=&[]
                caption=text!("nav-administrators")
                columns=columns(list, can_write)
                empty=move || {
                    view! {
                        <EmptyState
                            icon=IconName::Key
                            title=text!("administrators-empty-title")
                            body=text!("administrators-empty-body")
                        />
                    }
                }
            />
        </div>
        <Dialog open title=text!("role-give-title")><GiveRole list open/></Dialog>
    }
    .into_any()
}

fn columns(list: Loader<Page<Administrator>>, can_write: bool) -> Vec<Column<Administrator>> {
    let mut columns = vec![
        Column::new(text!("user-name"), |administrator: &Administrator| {
            let user = &administrator.user;
            view! {
                <a href=routes::admin::user(user.id)>{user.display_name.clone()}</a>
                <span class="cell__second">{user.user_name.clone()}</span>
            }
        }),
        Column::new(text!("user-role"), |administrator: &Administrator| {
            word_badge(Tone::Info, "role", &administrator.role)
        }),
        Column::new(text!("role-allows"), |administrator: &Administrator| {
            word("role-description", &administrator.role)
        }),
    ];
    if can_write {
        columns.push(
            Column::new(text!("actions"), move |administrator: &Administrator| {
                role_menu(administrator.clone(), list)
            })
            .narrow(),
        );
    }
    columns
}

/// Another role, or none; each is taken back by Undo.
fn role_menu(administrator: Administrator, list: Loader<Page<Administrator>>) -> AnyView {
    let Administrator { user, role } = administrator;
    let (id, name) = (user.id, user.display_name);
    let label = text!("actions-of", name = name);
    let others = ROLES
        .into_iter()
        .filter(|other| *other != role)
        .map(|other| {
            let name = name.clone();
            let choose = move |()| change(id, name.clone(), Some(role), Some(other), list);
            let label = text!("role-make", role = word("role", &other));
            view! { <MenuItem on_choose=choose>{label}</MenuItem> }
        })
        .collect_view();
    let take = move |()| change(id, name.clone(), Some(role), None, list);
    view! {
        <Menu label icon=IconName::More>
            {others}
            <MenuItem icon=IconName::Trash danger=true on_choose=take>{text!("role-take")}</MenuItem>
        </Menu>
    }
    .into_any()
}

fn change(
    id: Uuid,
    name: String,
    before: Option<Role>,
    after: Option<Role>,
    list: Loader<Page<Administrator>>,
) {
    let call = async move {
        match after {
            Some(role) => api::administrators::set_role(id, role).await.map(drop),
            None => api::administrators::remove_role(id).await,
        }
    };
    guard::run(RwSignal::new(false), call, move |()| {
        list.reload();
        let sentence = match after {
            Some(role) => text!("role-changed", name = name, role = word("role", &role)),
            None => text!("role-taken", name = name),
        };
        let undo = move || {
            if before.is_some() {
                change(id, name.clone(), after, before, list);
            }
        };
        toast::show_undo(sentence, undo);
    });
}

/// A role for somebody who has none.
#[component]
fn GiveRole(list: Loader<Page<Administrator>>, open: RwSignal<bool>) -> impl IntoView {
    let chosen = RwSignal::new(Vec::<Uuid>::new());
    let role = RwSignal::new(wire_name(&Role::HelpDesk));
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let nobody = Signal::derive(move || chosen.with(Vec::is_empty));
    let submit = move |()| {
        let (Some(id), Some(role)) = (
            chosen.get_untracked().first().copied(),
            from_wire::<Role>(&role.get_untracked()),
        ) else {
            return;
        };
        guard::run_or(
            busy,
            api::administrators::set_role(id, role),
            move |given| {
                let name = given.user.display_name;
                toast::show(
                    Tone::Success,
                    text!("role-changed", name = name, role = word("role", &role)),
                );
                open.set(false);
                list.reload();
            },
            move |failure| failed.set(Some(failure_sentence(&failure))),
        );
    };
    view! {
        <Form on_submit=submit>
            <EntityPicker label=text!("role-person") picked=Picked::Users chosen max=1/>
            <ChoiceCards legend=text!("user-role") value=role choices=role_choices()/>
            {move || failed.get().map(|sentence| view! { <p class="field__error" role="alert">{sentence}</p> })}
            <div class="dialog__actions">
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Primary busy disabled=nobody>
                    {text!("role-give")}
                </Button>
            </div>
        </Form>
    }
    .into_any()
}

fn role_choices() -> Vec<Choice> {
    let icons = [
        IconName::Key,
        IconName::Settings,
        IconName::Users,
        IconName::Eye,
    ];
    ROLES
        .iter()
        .zip(icons)
        .map(|(role, icon)| {
            let value = wire_name(role);
            Choice {
                title: t(&format!("role-{value}")),
                description: t(&format!("role-description-{value}")),
                icon,
                value,
                unavailable: None,
            }
        })
        .collect()
}
