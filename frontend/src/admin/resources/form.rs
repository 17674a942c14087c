//! The form of a resource, new or known.

use anteroom_api_types::access_rules::Requirement;
use anteroom_api_types::resources::Resource;
use leptos::prelude::*;

use super::fields::{AuthorizationCard, CONTROLS, PlaceCard, PortalCard, ResourceFields};
use super::resource_state::ResourceDraft;
use crate::admin::access_rules::{Editor, RequirementTree};
use crate::admin::conflict::{Conflict, ConflictNotice, is_conflict};
use crate::admin::difference::{Difference, differences};
use crate::admin::form::FormErrors;
use crate::admin::guard;
use crate::api::{self, ApiFailure, Versioned};
use crate::kit::{ErrorSummary, Form, SaveBar, Tone, toast};
use crate::{router, routes};

type Stored = Versioned<Resource>;

#[derive(Clone, Copy)]
struct ResourceForm {
    fields: ResourceFields,
    editor: Editor,
    errors: FormErrors,
    busy: RwSignal<bool>,
    base: RwSignal<Option<Stored>>,
    conflict: Conflict<Resource>,
}

fn content_of(stored: Option<&Stored>) -> (ResourceDraft, RequirementTree) {
    let draft = stored.map_or_else(ResourceDraft::new, |stored| {
        ResourceDraft::from_resource(&stored.value)
    });
    let requirement = stored.and_then(|stored| stored.value.authorization.requirement.as_ref());
    let tree = requirement.map_or_else(RequirementTree::empty, RequirementTree::from_requirement);
    (draft, tree)
}

impl ResourceForm {
    fn new(stored: Option<Stored>) -> Self {
        let (draft, tree) = content_of(stored.as_ref());
        Self {
            fields: ResourceFields::new(draft),
            editor: Editor::new(tree),
            errors: FormErrors::new(),
            busy: RwSignal::new(false),
            base: RwSignal::new(stored),
            conflict: Conflict::none(),
        }
    }

    fn is_dirty(self) -> bool {
        let (stored, tree) = self.base.with(|base| content_of(base.as_ref()));
        let draft = self.fields.draft();
        let tree_counts = draft.uses_tree() && stored.uses_tree();
        let other_tree =
            || self.editor.with(RequirementTree::to_requirement).ok() != tree.to_requirement().ok();
        draft != stored || (tree_counts && other_tree())
    }

    fn reset(self) {
        self.errors.clear();
        let (draft, tree) = self.base.with_untracked(|base| content_of(base.as_ref()));
        self.fields.fill(draft);
        self.editor.fill(tree);
    }

    /// What is to be sent, or nothing with the errors shown.
    fn checked(self) -> Option<(ResourceDraft, Option<Requirement>)> {
        self.editor.clear_messages();
        let draft = untrack(|| self.fields.draft());
        self.errors.set_found(draft.problems());
        let tree_wrong = if draft.uses_tree() {
            match self.editor.peek(RequirementTree::to_requirement) {
                Ok(requirement) => Ok(Some(requirement)),
                Err(problems) => Err(problems),
            }
        } else {
            Ok(None)
        };
        match tree_wrong {
            Ok(requirement) if untrack(|| self.errors.all()).is_empty() => {
                Some((draft, requirement))
            }
            Ok(_) => None,
            Err(problems) => {
                self.editor.show_problems(&problems);
                None
            }
        }
    }

    fn refuse(self, failure: &ApiFailure) {
        self.errors.take(failure, Some("/name"));
        let others = self
            .editor
            .take(untrack(|| self.errors.all()), "/authorization/requirement");
        self.errors.set(others);
    }

    fn summary(self) -> Signal<Vec<(String, String)>> {
        let fields = self.errors.summary(CONTROLS);
        Signal::derive(move || {
            let mut lines = fields.get();
            lines.extend(self.editor.summary());
            lines
        })
    }

    fn compared(self) -> Option<Vec<Difference>> {
        let newer = self.conflict.newer()?.value;
        let theirs = ResourceDraft::from_resource(&newer);
        let mine = self.fields.draft();
        let same_tree = newer
            .authorization
            .requirement
            .as_ref()
            .map(|requirement| RequirementTree::from_requirement(requirement).to_requirement())
            == Some(self.editor.with(RequirementTree::to_requirement));
        let own = if same_tree || !mine.uses_tree() {
            newer.sentence.clone()
        } else {
            text!("conflict-your-requirement")
        };
        Some(differences(
            labelled(&mine, own),
            labelled(&theirs, newer.sentence),
        ))
    }
}

fn labelled(draft: &ResourceDraft, asks_for: String) -> Vec<(String, String)> {
    let switch = |on: bool| if on { text!("on") } else { text!("off") };
    let authorization = if draft.inherit {
        text!("resource-inherits")
    } else {
        text!("resource-own")
    };
    vec![
        (text!("resource-name"), draft.name.clone()),
        (text!("resource-host"), draft.host.clone()),
        (text!("resource-path"), draft.path.clone()),
        (text!("resource-authorization"), authorization),
        (
            text!("resource-general-rules"),
            draft.general_rules.len().to_string(),
        ),
        (text!("resource-asks-for"), asks_for),
        (text!("resource-public"), switch(draft.public)),
        (
            text!("resource-portal-visible"),
            switch(draft.portal_visible),
        ),
        (text!("resource-portal-title"), draft.portal_title.clone()),
        (
            text!("resource-portal-text"),
            draft.portal_description.clone(),
        ),
    ]
}

/// The form. Without `stored` it adds a resource; `on_saved` gets a changed one.
#[component]
pub fn ResourceFormView(
    #[prop(optional)] stored: Option<Stored>,
    #[prop(optional, into)] on_saved: Option<Callback<Stored>>,
) -> impl IntoView {
    let is_new = stored.is_none();
    let built_in = stored.as_ref().is_some_and(|stored| stored.value.built_in);
    let form = ResourceForm::new(stored);
    let save = move |()| {
        if let Some((draft, requirement)) = form.checked() {
            send(form, draft, requirement, on_saved);
        }
    };
    let keep_mine = form.conflict.keep_mine(move |newer| {
        form.base.set(Some(newer));
        save(());
    });
    let take_theirs = form.conflict.take_theirs(move |newer| {
        if let Some(on_saved) = on_saved {
            on_saved.run(newer);
        }
    });
    let verb = if is_new {
        text!("resource-add")
    } else {
        text!("save")
    };
    view! {
        <Form on_submit=save>
            <ConflictNotice
                differences=Signal::derive(move || form.compared())
                on_keep_mine=keep_mine
                on_take_theirs=take_theirs
            />
            <ErrorSummary errors=form.summary()/>
            <PlaceCard fields=form.fields errors=form.errors built_in/>
            <AuthorizationCard fields=form.fields editor=form.editor/>
            <PortalCard fields=form.fields errors=form.errors/>
            <SaveBar
                dirty=Signal::derive(move || form.is_dirty())
                busy=form.busy
                verb
                on_discard=move |()| form.reset()
            />
        </Form>
    }
    .into_any()
}

fn send(
    form: ResourceForm,
    draft: ResourceDraft,
    requirement: Option<Requirement>,
    on_saved: Option<Callback<Stored>>,
) {
    let base = form.base.get_untracked();
    let conflicting = base.as_ref().map(|base| base.value.id);
    let refused = move |failure: ApiFailure| match conflicting {
        Some(id) if is_conflict(&failure) => {
            form.conflict.find(form.busy, api::resources::get(id));
        }
        _ => form.refuse(&failure),
    };
    match base {
        None => guard::run_or(
            form.busy,
            async move { api::resources::create(&draft.to_create(requirement)).await },
            move |resource| {
                form.reset();
                toast::show(Tone::Success, text!("resource-added", name = resource.name));
                router::replace(&routes::admin::resource(resource.id));
            },
            refused,
        ),
        Some(base) => guard::run_or(
            form.busy,
            async move {
                let change = draft.to_update(requirement, &base.value);
                api::resources::update(base.value.id, &change, &base.etag).await
            },
            move |saved| {
                toast::show(Tone::Success, text!("saved"));
                if let Some(on_saved) = on_saved {
                    on_saved.run(saved);
                }
            },
            refused,
        ),
    }
}
