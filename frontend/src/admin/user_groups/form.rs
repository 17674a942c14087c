//! The form of a group, new or known.

use anteroom_api_types::user_groups::{CreateUserGroup, UpdateUserGroup, UserGroup};
use leptos::prelude::*;

use crate::admin::conflict::{ConflictNotice, is_conflict};
use crate::admin::difference::differences;
use crate::admin::form::{FormError, FormErrors, field_id};
use crate::admin::guard;
use crate::api::{self, ApiFailure, Versioned};
use crate::kit::{Card, ErrorSummary, Form, SaveBar, TextArea, TextField, Tone, toast};
use crate::{router, routes};

const CONTROLS: &[&str] = &["/name", "/description"];

/// What was saved.
enum Saved {
    Created(UserGroup),
    Changed(Versioned<UserGroup>),
}

async fn send(
    base: Option<Versioned<UserGroup>>,
    name: String,
    description: String,
) -> Result<Saved, ApiFailure> {
    match base {
        None => {
            let group = CreateUserGroup { name, description };
            Ok(Saved::Created(api::user_groups::create(&group).await?))
        }
        Some(base) => {
            let change = UpdateUserGroup {
                name: (name != base.value.name).then_some(name),
                description: (description != base.value.description).then_some(description),
            };
            let saved = api::user_groups::update(base.value.id, &change, &base.etag).await?;
            Ok(Saved::Changed(saved))
        }
    }
}

/// The form. Without `stored` it adds a group; `on_saved` gets a changed one.
#[component]
pub fn GroupForm(
    #[prop(optional)] stored: Option<Versioned<UserGroup>>,
    #[prop(optional, into)] on_saved: Option<Callback<Versioned<UserGroup>>>,
) -> impl IntoView {
    let of = |stored: &Option<Versioned<UserGroup>>| {
        stored.as_ref().map_or_else(
            || (String::new(), String::new()),
            |stored| (stored.value.name.clone(), stored.value.description.clone()),
        )
    };
    let (name, description) = of(&stored);
    let is_new = stored.is_none();
    let name = RwSignal::new(name);
    let description = RwSignal::new(description);
    let base = RwSignal::new(stored);
    let theirs = RwSignal::new(None::<Versioned<UserGroup>>);
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    let dirty = Signal::derive(move || (name.get(), description.get()) != base.with(of));
    let save = move |()| {
        let typed = name.get_untracked().trim().to_owned();
        if typed.is_empty() {
            errors.set(vec![FormError::found("/name", "empty")]);
            return;
        }
        errors.clear();
        guard::run_or(
            busy,
            send(base.get_untracked(), typed, description.get_untracked()),
            move |saved| match saved {
                Saved::Created(group) => {
                    name.set(String::new());
                    description.set(String::new());
                    toast::show(Tone::Success, text!("group-added", name = group.name));
                    router::replace(&routes::admin::user_group(group.id));
                }
                Saved::Changed(saved) => {
                    toast::show(Tone::Success, text!("saved"));
                    if let Some(on_saved) = on_saved {
                        on_saved.run(saved);
                    }
                }
            },
            move |failure| match base.get_untracked() {
                Some(base) if is_conflict(&failure) => {
                    guard::run(busy, api::user_groups::get(base.value.id), move |newer| {
                        theirs.set(Some(newer));
                    });
                }
                _ => errors.take(&failure, Some("/name")),
            },
        );
    };
    let compared = Signal::derive(move || {
        let newer = theirs.get()?.value;
        let pairs = |name: String, description: String| {
            vec![
                (text!("group-name"), name),
                (text!("group-description"), description),
            ]
        };
        Some(differences(
            pairs(name.get(), description.get()),
            pairs(newer.name, newer.description),
        ))
    });
    let keep_mine = move |()| {
        if let Some(newer) = theirs.get_untracked() {
            base.set(Some(newer));
            theirs.set(None);
            save(());
        }
    };
    let take_theirs = move |()| {
        if let (Some(newer), Some(on_saved)) = (theirs.get_untracked(), on_saved) {
            on_saved.run(newer);
        }
    };
    let discard = move |()| {
        errors.clear();
        let (stored_name, stored_description) = base.with_untracked(of);
        name.set(stored_name);
        description.set(stored_description);
    };
    let verb = if is_new {
        text!("group-add")
    } else {
        text!("save")
    };
    view! {
        <Form on_submit=save>
            <ConflictNotice differences=compared on_keep_mine=keep_mine on_take_theirs=take_theirs/>
            <ErrorSummary errors=errors.summary(CONTROLS)/>
            <Card>
                <TextField
                    label=text!("group-name")
                    value=name
                    id=field_id("/name")
                    error=errors.of("/name")
                    autocomplete="off"
                    max_length=100
                    required=true
                />
                <TextArea
                    label=text!("group-description")
                    value=description
                    id=field_id("/description")
                    error=errors.of("/description")
                    hint=text!("group-description-hint")
                    max_length=500
                />
            </Card>
            <SaveBar dirty busy verb on_discard=discard/>
        </Form>
    }
    .into_any()
}
