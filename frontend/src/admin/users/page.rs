//! One user: summary, phones, provisioning tokens, activity, and the form to change it.

use anteroom_api_types::sessions::Permission;
use anteroom_api_types::users::{User, UserStatus};
use leptos::prelude::*;
use uuid::Uuid;

use super::actions::UserActions;
use super::edit::EditUser;
use super::issue::IssueToken;
use crate::admin::audit::SubjectActivity;
use crate::admin::deliveries::DeliveryList;
use crate::admin::guard::use_guarded;
use crate::admin::profiles::ProfileList;
use crate::admin::provisioning_tokens::TokenList;
use crate::admin::session::may;
use crate::admin::words::{joined, user_status_tone, word};
use crate::api::{self, Versioned};
use crate::kit::{
    Badge, Card, Definition, DefinitionList, IdCode, LoadedView, Loader, Notice, PageHeader,
    RelativeTime, Tab, Tabs, Tone, clock,
};
use crate::router;

const TAB: &str = "tab";

#[component]
pub fn UserPage(id: Uuid) -> impl IntoView {
    let user = use_guarded(move || api::users::get(id));
    let title = Signal::derive(move || {
        user.value()
            .map_or_else(|| text!("user-one"), |user| user.value.display_name)
    });
    let tools = move || user.value().map(|stored| tools(stored, user));
    // The tabs stay as they are while their user is loaded anew.
    let here = Memo::new(move |_| user.value().is_some());
    view! {
        <PageHeader title>{tools}</PageHeader>
        <Show
            when=move || here.get()
            fallback=move || view! { <LoadedView loader=user view=|_| ().into_any()/> }
        >
            {tabs()}
            <TabContent id user/>
        </Show>
    }
    .into_any()
}

fn tools(stored: Versioned<User>, loader: Loader<Versioned<User>>) -> AnyView {
    let issue = (may(Permission::ProvisioningWrite) && stored.value.status == UserStatus::Enabled)
        .then(|| view! { <IssueToken user=stored.value.clone()/> });
    view! {
        {issue}
        <UserActions stored loader/>
    }
    .into_any()
}

fn tabs() -> AnyView {
    let mut tabs = vec![Tab {
        value: "summary",
        label: text!("user-tab-summary"),
    }];
    let further = [
        (Permission::ProfilesRead, "phones", text!("user-tab-phones")),
        (
            Permission::ProvisioningRead,
            "tokens",
            text!("user-tab-tokens"),
        ),
        (
            Permission::DeliveriesRead,
            "messages",
            text!("user-tab-messages"),
        ),
        (
            Permission::AuditRead,
            "activity",
            text!("user-tab-activity"),
        ),
        (Permission::UsersWrite, "edit", text!("user-tab-edit")),
    ];
    tabs.extend(
        further
            .into_iter()
            .filter(|(permission, _, _)| may(*permission))
            .map(|(_, value, label)| Tab { value, label }),
    );
    view! { <Tabs name=TAB label=text!("user-tabs") tabs/> }.into_any()
}

#[component]
fn TabContent(id: Uuid, user: Loader<Versioned<User>>) -> impl IntoView {
    let tab = router::query_value(TAB);
    move || match tab.get().as_deref() {
        Some("phones") => view! { <ProfileList of_user=id/> }.into_any(),
        Some("tokens") => view! { <TokenList of_user=id/> }.into_any(),
        Some("messages") => view! { <DeliveryList of_user=id/> }.into_any(),
        Some("activity") => view! { <SubjectActivity subject_id=id/> }.into_any(),
        Some("edit") if may(Permission::UsersWrite) => edit(user),
        _ => view! { <LoadedView loader=user view=summary/> }.into_any(),
    }
}

fn edit(user: Loader<Versioned<User>>) -> AnyView {
    let form = move |stored| view! { <EditUser stored loader=user/> }.into_any();
    view! { <LoadedView loader=user view=form/> }.into_any()
}

fn summary(stored: Versioned<User>) -> AnyView {
    let user = stored.value;
    let locked = user
        .locked_until
        .filter(|until| until.0 > untrack(clock::every_minute));
    let locked_notice = locked.map(|until| {
        view! {
            <Notice tone=Tone::Warning title=text!("user-locked-title")>
                <p>{text!("user-locked-body")} " " <RelativeTime at=until/></p>
            </Notice>
        }
    });
    let nothing = || view! { <span class="muted">{text!("not-given")}</span> }.into_any();
    let text_or_nothing = move |text: Option<String>| text.map_or_else(nothing, IntoAny::into_any);
    let role = user.role.map(|role| word("role", &role));
    let groups = joined(user.groups.into_iter().map(|group| group.name));
    let language = user.language.map(|language| word("language", &language));
    let last_sign_in = match user.last_sign_in_at {
        Some(at) => view! { <RelativeTime at/> }.into_any(),
        None => text!("never").into_any(),
    };
    let password = if user.has_password {
        text!("user-password-set")
    } else {
        text!("user-password-missing")
    };
    view! {
        <div class="stack">
            {locked_notice}
            <Card>
                <DefinitionList>
                    <Definition term=text!("user-status")>
                        <Badge tone=user_status_tone(user.status)>{word("user-status", &user.status)}</Badge>
                    </Definition>
                    <Definition term=text!("user-user-name")>{user.user_name}</Definition>
                    <Definition term=text!("user-email")>{text_or_nothing(user.email)}</Definition>
                    <Definition term=text!("user-phone-number")>{text_or_nothing(user.phone_number)}</Definition>
                    <Definition term=text!("user-groups")>
                        {text_or_nothing(Some(groups).filter(|groups| !groups.is_empty()))}
                    </Definition>
                    <Definition term=text!("user-role")>{text_or_nothing(role)}</Definition>
                    <Definition term=text!("user-language")>{text_or_nothing(language)}</Definition>
                    <Definition term=text!("user-password")>{password}</Definition>
                    <Definition term=text!("user-last-sign-in")>{last_sign_in}</Definition>
                    <Definition term=text!("created")><RelativeTime at=user.created_at/></Definition>
                    <Definition term=text!("updated")><RelativeTime at=user.updated_at/></Definition>
                    <Definition term=text!("id")><IdCode id=user.id.to_string()/></Definition>
                </DefinitionList>
            </Card>
        </div>
    }
    .into_any()
}
