//! The list of the profiles on this phone.

use anteroom_api_types::device::DeviceProfile;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::actions::{Action, ActionDialog};
use super::state::{Standing, standing};
use crate::api;
use crate::kit::{
    Badge, Button, ButtonKind, Card, EmptyState, FailureView, Form, Icon, IconName, Menu, MenuItem,
    Notice, PageHeader, RelativeTime, Skeleton, TextField, Tone,
};
use crate::phone::activate::{Confirm, SECRET_CHARACTERS_MIN, Step, after_claim};
use crate::phone::key_store::{self, StoredProfile};
use crate::text::{failure_sentence, t};

/// One profile with how it stands.
#[derive(Clone)]
pub struct ListedProfile {
    pub stored: StoredProfile,
    pub standing: Standing,
}

/// The list, kept beside the signals since keys belong to the browser.
pub type Listed = RwSignal<Option<Vec<ListedProfile>>, LocalStorage>;

/// The profiles on this phone.
#[component]
pub fn ProfilesPage(on_typed: Callback<String>) -> impl IntoView {
    let listed: Listed = RwSignal::new_local(None);
    let action = RwSignal::new_local(None::<Action>);
    load(listed);
    let content = move || {
        match listed.get() {
        None => view! { <Skeleton lines=4/> }.into_any(),
        Some(profiles) if profiles.is_empty() => view! {
            <Card>
                <EmptyState icon=IconName::Phone title=text!("profiles-empty-title") body=text!("profiles-empty-body")/>
            </Card>
        }
        .into_any(),
        Some(profiles) => {
            let cards = profiles.into_iter().map(|profile| card(profile, listed, action)).collect_view();
            view! { <ul class="stack">{cards}</ul> }.into_any()
        }
    }
    };
    view! {
        <PageHeader title=text!("profiles-title") description=text!("profiles-description")/>
        <div class="stack stack--loose">
            {content}
            <TypedCode on_typed/>
        </div>
        <ActionDialog action listed/>
    }
}

/// Reads the store, then asks the server how each profile stands.
pub fn load(listed: Listed) {
    spawn_local(async move {
        let mut profiles = Vec::new();
        for stored in key_store::list().await.unwrap_or_default() {
            let was_confirmed = stored.local.profile.is_some();
            if !was_confirmed && stored.local.claim_id.is_none() {
                // A key whose claim never reached the server.
                let _ = key_store::remove(&stored.place).await;
                continue;
            }
            let standing = standing(api::device::profile(&stored.key).await, was_confirmed);
            profiles.push(ListedProfile { stored, standing });
        }
        let _left_meanwhile = listed.try_set(Some(profiles));
    });
}

fn card(
    profile: ListedProfile,
    listed: Listed,
    action: RwSignal<Option<Action>, LocalStorage>,
) -> AnyView {
    let ListedProfile { stored, standing } = profile;
    if stored.local.claim_id.is_some()
        && matches!(standing, Standing::NeverConfirmed | Standing::Unknown(_))
    {
        return unconfirmed(stored, listed);
    }
    let remembered = stored.local.profile.clone();
    match standing {
        Standing::Active(known) => {
            let badge =
                view! { <Badge tone=Tone::Success>{t("profile-status-active")}</Badge> }.into_any();
            profile_card(&stored, known, badge, None, action)
        }
        Standing::Suspended(known) => {
            let badge = view! { <Badge tone=Tone::Warning>{t("profile-status-suspended")}</Badge> }
                .into_any();
            profile_card(
                &stored,
                known,
                badge,
                Some(text!("profile-suspended-body")),
                action,
            )
        }
        Standing::Unknown(failure) => match remembered {
            Some(known) => profile_card(
                &stored,
                known,
                ().into_any(),
                Some(failure_sentence(&failure)),
                action,
            ),
            None => ().into_any(),
        },
        Standing::Removed | Standing::NeverConfirmed => removed(stored, remembered, listed),
    }
}

fn profile_card(
    stored: &StoredProfile,
    known: DeviceProfile,
    badge: AnyView,
    remark: Option<String>,
    action: RwSignal<Option<Action>, LocalStorage>,
) -> AnyView {
    let for_rename = (stored.clone(), known.name.clone());
    let for_give_up = (stored.clone(), known.name.clone());
    view! {
        <li class="profile">
            <div class="profile__text">
                <h2 class="profile__account">{known.account.display_name}</h2>
                <p class="muted">{known.issuer.name} " · " {known.account.user_name}</p>
                <p class="profile__facts">
                    {badge}
                    <span>{known.name.clone()}</span>
                    <span>{text!("profile-added")} " " <RelativeTime at=known.created_at/></span>
                </p>
                {remark.map(|remark| view! { <p class="profile__remark">{remark}</p> })}
            </div>
            <Menu label=text!("profile-menu", name = known.name) icon=IconName::More>
                <MenuItem
                    icon=IconName::Edit
                    on_choose=move |()| {
                        action.set(Some(Action::Rename(for_rename.0.clone(), for_rename.1.clone())));
                    }
                >
                    {text!("rename")}
                </MenuItem>
                <MenuItem
                    icon=IconName::Trash
                    danger=true
                    on_choose=move |()| {
                        action.set(Some(Action::GiveUp(for_give_up.0.clone(), for_give_up.1.clone())));
                    }
                >
                    {text!("profile-give-up")}
                </MenuItem>
            </Menu>
        </li>
    }
    .into_any()
}

fn removed(stored: StoredProfile, remembered: Option<DeviceProfile>, listed: Listed) -> AnyView {
    let title = match remembered {
        Some(known) => text!(
            "profile-removed-title-of",
            account = known.account.display_name
        ),
        None => text!("profile-removed-title"),
    };
    let forget = move |()| {
        let place = stored.place.clone();
        spawn_local(async move {
            // Whether it was still there or not: the list is read again.
            let _ = key_store::remove(&place).await;
            load(listed);
        });
    };
    view! {
        <li>
            <Notice tone=Tone::Warning title>
                <p>{text!("profile-removed-body")}</p>
                <div class="notice__actions">
                    <Button on_press=forget>{text!("profile-forget")}</Button>
                </div>
            </Notice>
        </li>
    }
    .into_any()
}

/// A claim that waits for its digits, for instance after the page was closed meanwhile.
fn unconfirmed(stored: StoredProfile, listed: Listed) -> AnyView {
    let step = RwSignal::new(Step::Looking);
    let claim_id = stored.local.claim_id;
    let kept = StoredValue::new_local(Some(stored));
    spawn_local(async move {
        let Some(Some(stored)) = kept.try_get_value() else {
            return;
        };
        let Some(id) = claim_id else { return };
        let answer = api::device::get_claim(&stored.key, id).await;
        let _left_meanwhile = step.try_set(after_claim(answer));
    });
    Effect::new(move |_| {
        if matches!(step.get(), Step::Done(_)) {
            load(listed);
        }
    });
    let content = move || match step.get() {
        Step::Confirm(claim) => view! { <Confirm step stored=kept claim=*claim/> }.into_any(),
        Step::Unusable | Step::TurnedAway => match kept.get_value() {
            Some(stored) => removed(stored, None, listed),
            None => ().into_any(),
        },
        Step::Failed(failure) => {
            view! { <FailureView failure on_retry=move |()| load(listed)/> }.into_any()
        }
        _ => view! { <Skeleton lines=2/> }.into_any(),
    };
    view! { <li>{content}</li> }.into_any()
}

/// The code of somebody who cannot scan, typed by hand.
#[component]
fn TypedCode(on_typed: Callback<String>) -> impl IntoView {
    let code = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let submit = move |()| {
        let typed = code.get_untracked();
        // A pasted link is as good as its code.
        let secret: String = typed
            .rsplit('#')
            .next()
            .unwrap_or_default()
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect();
        if secret.len() < SECRET_CHARACTERS_MIN {
            error.set(Some(text!("typed-code-short")));
        } else {
            on_typed.run(secret);
        }
    };
    view! {
        <details class="more">
            <summary>
                <Icon name=IconName::Add/>
                {text!("typed-code-title")}
            </summary>
            <Card>
                <Form on_submit=submit>
                    <TextField
                        label=text!("typed-code-label")
                        hint=text!("typed-code-hint")
                        value=code
                        max_length=200
                        error=Signal::derive(move || error.get())
                    />
                    <Button kind=ButtonKind::Submit>{text!("typed-code-submit")}</Button>
                </Form>
            </Card>
        </details>
    }
}
