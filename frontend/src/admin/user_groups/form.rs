//! The form of a group, new or known.

use anteroom_api_types::user_groups::{CreateUserGroup, UpdateUserGroup, UserGroup};
use leptos::prelude::*;

use crate::admin::conflict::{Conflict, ConflictNotice, is_conflict};
use crate::admin::difference::{Difference, differences};
use crate::admin::form::{FormErrors, field_id};
use crate::admin::guard;
use crate::api::{self, ApiFailure, Versioned};
use crate::kit::{Card, ErrorSummary, Form, SaveBar, TextArea, TextField, Tone, toast};
use crate::{router, routes};

const CONTROLS: &[&str] = &["/name", "/description"];

type Stored = Versioned<UserGroup>;

/// What was saved.
enum Saved {
    Created(UserGroup),
    Changed(Stored),
}

async fn send(
    base: Option<Stored>,
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

/// The signals of the form.
#[derive(Clone, Copy)]
struct GroupFields {
    name: RwSignal<String>,
    description: RwSignal<String>,
    base: RwSignal<Option<Stored>>,
    conflict: Conflict<UserGroup>,
    errors: FormErrors,
    busy: RwSignal<bool>,
}

/// Name and description, empty for a new group.
fn content_of(stored: Option<&Stored>) -> (String, String) {
    stored
        .map(|stored| (stored.value.name.clone(), stored.value.description.clone()))
        .unwrap_or_default()
}

impl GroupFields {
    fn new(stored: Option<Stored>) -> Self {
        let (name, description) = content_of(stored.as_ref());
        Self {
            name: RwSignal::new(name),
            description: RwSignal::new(description),
            base: RwSignal::new(stored),
            conflict: Conflict::none(),
            errors: FormErrors::new(),
            busy: RwSignal::new(false),
        }
    }

    fn is_dirty(self) -> bool {
        let typed = (self.name.get(), self.description.get());
        self.base.with(|base| typed != content_of(base.as_ref()))
    }

    fn reset(self) {
        self.errors.clear();
        let (name, description) = self.base.with_untracked(|base| content_of(base.as_ref()));
        self.name.set(name);
        self.description.set(description);
    }

    /// What differs from the version that somebody else saved.
    fn compared(self) -> Option<Vec<Difference>> {
        let newer = self.conflict.newer()?.value;
        let pairs = |name: String, description: String| {
            vec![
                (text!("group-name"), name),
                (text!("group-description"), description),
            ]
        };
        Some(differences(
            pairs(self.name.get(), self.description.get()),
            pairs(newer.name, newer.description),
        ))
    }

    fn save(self, on_saved: Option<Callback<Stored>>) {
        let name = self.name.get_untracked().trim().to_owned();
        if name.is_empty() {
            self.errors.set_found(vec![("/name", "empty")]);
            return;
        }
        self.errors.clear();
        let description = self.description.get_untracked();
        guard::run_or(
            self.busy,
            send(self.base.get_untracked(), name, description),
            move |saved| match saved {
                Saved::Created(group) => {
                    // Nothing is left to lose, so that the guard of unsaved changes lets the page go.
                    self.name.set(String::new());
                    self.description.set(String::new());
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
            move |failure| match self.base.get_untracked() {
                Some(base) if is_conflict(&failure) => {
                    self.conflict
                        .find(self.busy, api::user_groups::get(base.value.id));
                }
                _ => self.errors.take(&failure, Some("/name")),
            },
        );
    }
}

/// The form. Without `stored` it adds a group; `on_saved` gets a changed one.
#[component]
pub fn GroupForm(
    #[prop(optional)] stored: Option<Stored>,
    #[prop(optional, into)] on_saved: Option<Callback<Stored>>,
) -> impl IntoView {
    let verb = if stored.is_none() {
        text!("group-add")
    } else {
        text!("save")
    };
    let fields = GroupFields::new(stored);
    let errors = fields.errors;
    let keep_mine = fields.conflict.keep_mine(move |newer| {
        fields.base.set(Some(newer));
        fields.save(on_saved);
    });
    let take_theirs = fields.conflict.take_theirs(move |newer| {
        if let Some(on_saved) = on_saved {
            on_saved.run(newer);
        }
    });
    view! {
        <Form on_submit=move |()| fields.save(on_saved)>
            <ConflictNotice
                differences=Signal::derive(move || fields.compared())
                on_keep_mine=keep_mine
                on_take_theirs=take_theirs
            />
            <ErrorSummary errors=errors.summary(CONTROLS)/>
            <Card>
                <TextField
                    label=text!("group-name")
                    value=fields.name
                    id=field_id("/name")
                    error=errors.of("/name")
                    autocomplete="off"
                    max_length=100
                    required=true
                />
                <TextArea
                    label=text!("group-description")
                    value=fields.description
                    id=field_id("/description")
                    error=errors.of("/description")
                    hint=text!("group-description-hint")
                    max_length=500
                />
            </Card>
            <SaveBar
                dirty=Signal::derive(move || fields.is_dirty())
                busy=fields.busy
                verb
                on_discard=move |()| fields.reset()
            />
        </Form>
    }
    .into_any()
}
