//! The form of a rule, new or known.

use anteroom_api_types::access_rules::{AccessRule, RuleScope};
use leptos::prelude::*;

use super::editor::{Editor, RequirementEditor};
use super::requirement_state::RequirementTree;
use super::rule_state::RuleDraft;
use crate::admin::conflict::{Conflict, ConflictNotice, is_conflict};
use crate::admin::difference::differences;
use crate::admin::form::{FormError, FormErrors, field_id};
use crate::admin::guard;
use crate::admin::words::wire_name;
use crate::api::{self, ApiFailure, Versioned};
use crate::kit::{
    Card, Choice, ChoiceCards, ErrorSummary, Form, IconName, SaveBar, TextArea, TextField, Tone,
    toast,
};
use crate::text::t;
use crate::{router, routes};
use anteroom_api_types::access_rules::Requirement;

const CONTROLS: &[&str] = &["/name", "/description"];

type Stored = Versioned<AccessRule>;

/// The signals of the form.
#[derive(Clone, Copy)]
struct RuleForm {
    name: RwSignal<String>,
    description: RwSignal<String>,
    scope: RwSignal<String>,
    editor: Editor,
    errors: FormErrors,
    busy: RwSignal<bool>,
    base: RwSignal<Option<Stored>>,
    conflict: Conflict<AccessRule>,
}

impl RuleForm {
    fn new(stored: Option<Stored>) -> Self {
        let (draft, tree) = content_of(stored.as_ref());
        Self {
            name: RwSignal::new(draft.name),
            description: RwSignal::new(draft.description),
            scope: RwSignal::new(draft.scope),
            editor: Editor::new(tree),
            errors: FormErrors::new(),
            busy: RwSignal::new(false),
            base: RwSignal::new(stored),
            conflict: Conflict::none(),
        }
    }

    fn draft(self) -> RuleDraft {
        RuleDraft {
            name: self.name.get(),
            description: self.description.get(),
            scope: self.scope.get(),
        }
    }

    fn is_dirty(self) -> bool {
        let (draft, tree) = self.base.with(|base| content_of(base.as_ref()));
        let same_tree = match (
            self.editor.with(RequirementTree::to_requirement),
            tree.to_requirement(),
        ) {
            (Ok(mine), Ok(stored)) => mine == stored,
            // Both empty, as a new rule is at first; or something that cannot be sent yet.
            (Err(_), Err(_)) => self.editor.with(RequirementTree::is_empty),
            _ => false,
        };
        self.draft() != draft || !same_tree
    }

    fn reset(self) {
        self.errors.clear();
        let (draft, tree) = self.base.with_untracked(|base| content_of(base.as_ref()));
        self.name.set(draft.name);
        self.description.set(draft.description);
        self.scope.set(draft.scope);
        self.editor.fill(tree);
    }

    /// The requirement, or nothing with the errors shown.
    fn checked(self) -> Option<(RuleDraft, Requirement)> {
        self.errors.clear();
        self.editor.clear_messages();
        let draft = untrack(|| self.draft());
        let requirement = self.editor.peek(RequirementTree::to_requirement);
        if draft.name.trim().is_empty() {
            self.errors.set(vec![FormError::found("/name", "empty")]);
        }
        match requirement {
            Ok(requirement) if !draft.name.trim().is_empty() => Some((draft, requirement)),
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
            .take(untrack(|| self.errors.all()), "/requirement");
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
}

fn content_of(stored: Option<&Stored>) -> (RuleDraft, RequirementTree) {
    match stored {
        Some(stored) => (
            RuleDraft::from_rule(&stored.value),
            RequirementTree::from_requirement(&stored.value.requirement),
        ),
        None => (RuleDraft::new(), RequirementTree::empty()),
    }
}

/// The form. Without `stored` it adds a rule; `on_saved` gets a changed one.
#[component]
pub fn RuleFormView(
    #[prop(optional)] stored: Option<Stored>,
    #[prop(optional, into)] on_saved: Option<Callback<Stored>>,
) -> impl IntoView {
    let is_new = stored.is_none();
    let form = RuleForm::new(stored);
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
        text!("rule-add-rule")
    } else {
        text!("save")
    };
    let dirty = Signal::derive(move || form.is_dirty());
    view! {
        <Form on_submit=save>
            <ConflictNotice differences=compared(form) on_keep_mine=keep_mine on_take_theirs=take_theirs/>
            <ErrorSummary errors=form.summary()/>
            {fields(form)}
            <Card title=text!("rule-requirement") description=text!("rule-requirement-description")>
                <RequirementEditor editor=form.editor/>
            </Card>
            <SaveBar dirty busy=form.busy verb on_discard=move |()| form.reset()/>
        </Form>
    }
    .into_any()
}

fn fields(form: RuleForm) -> AnyView {
    view! {
        <Card>
            <TextField
                label=text!("rule-name")
                value=form.name
                id=field_id("/name")
                error=form.errors.of("/name")
                autocomplete="off"
                max_length=100
                required=true
            />
            <TextArea
                label=text!("rule-description")
                value=form.description
                id=field_id("/description")
                error=form.errors.of("/description")
                max_length=500
                rows=2
            />
            <ChoiceCards
                legend=text!("rule-scope")
                value=form.scope
                choices=vec![
                    scope_choice(RuleScope::General, IconName::Rule),
                    scope_choice(RuleScope::Global, IconName::Globe),
                ]
            />
        </Card>
    }
    .into_any()
}

fn scope_choice(scope: RuleScope, icon: IconName) -> Choice {
    let value = wire_name(&scope);
    Choice {
        title: t(&format!("rule-scope-{value}")),
        description: t(&format!("rule-scope-{value}-description")),
        icon,
        value,
        unavailable: None,
    }
}

fn compared(form: RuleForm) -> Signal<Option<Vec<crate::admin::difference::Difference>>> {
    let labelled = |draft: RuleDraft, requirement: String| {
        vec![
            (text!("rule-name"), draft.name),
            (text!("rule-description"), draft.description),
            (
                text!("rule-scope"),
                t(&format!("rule-scope-{}", draft.scope)),
            ),
            (text!("rule-requirement"), requirement),
        ]
    };
    Signal::derive(move || {
        let newer = form.conflict.newer()?.value;
        let theirs = RequirementTree::from_requirement(&newer.requirement).to_requirement();
        // What is typed has no sentence yet; whether it is the same can be told without one.
        let mine = if form.editor.with(RequirementTree::to_requirement) == theirs {
            newer.sentence.clone()
        } else {
            text!("conflict-your-requirement")
        };
        Some(differences(
            labelled(form.draft(), mine),
            labelled(RuleDraft::from_rule(&newer), newer.sentence),
        ))
    })
}

fn send(
    form: RuleForm,
    draft: RuleDraft,
    requirement: Requirement,
    on_saved: Option<Callback<Stored>>,
) {
    let base = form.base.get_untracked();
    let conflicting = base.as_ref().map(|base| base.value.id);
    let refused = move |failure: ApiFailure| match conflicting {
        Some(id) if is_conflict(&failure) => {
            form.conflict.find(form.busy, api::access_rules::get(id));
        }
        _ => form.refuse(&failure),
    };
    match base {
        None => guard::run_or(
            form.busy,
            async move { api::access_rules::create(&draft.to_create(requirement)).await },
            move |rule| {
                form.reset();
                toast::show(Tone::Success, text!("rule-added", name = rule.name));
                router::replace(&routes::admin::access_rule(rule.id));
            },
            refused,
        ),
        Some(base) => guard::run_or(
            form.busy,
            async move {
                let change = draft.to_update(requirement, &base.value);
                api::access_rules::update(base.value.id, &change, &base.etag).await
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
