//! The form for a known user, inside of the user's page.

use anteroom_api_types::users::User;
use leptos::prelude::*;

use super::fields::{CONTROLS, UserFieldSet, UserFields};
use super::user_state::UserDraft;
use crate::admin::conflict::{Conflict, ConflictNotice, is_conflict};
use crate::admin::difference::{Difference, differences};
use crate::admin::form::FormErrors;
use crate::admin::guard;
use crate::api::{self, Versioned};
use crate::kit::{Card, ErrorSummary, Form, Loader, SaveBar, Tone, toast};

/// The form. It starts from `stored`, and hands what was saved to `loader`.
#[component]
pub fn EditUser(stored: Versioned<User>, loader: Loader<Versioned<User>>) -> impl IntoView {
    let known_groups = stored.value.groups.clone();
    let id = stored.value.id;
    let fields = UserFields::new(UserDraft::from_user(&stored.value));
    let base = RwSignal::new(stored);
    let conflict = Conflict::none();
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    let dirty = Signal::derive(move || base.with(|base| fields.draft().differs_from(&base.value)));
    let save = move |()| {
        let draft = untrack(|| fields.draft());
        let problems = draft.problems();
        let complete = problems.is_empty();
        errors.set_found(problems);
        if !complete {
            return;
        }
        let before = base.get_untracked();
        guard::run_or(
            busy,
            async move { api::users::update(id, &draft.to_update(&before.value), &before.etag).await },
            move |saved: Versioned<User>| {
                toast::show(Tone::Success, text!("saved"));
                loader.set(saved);
            },
            move |failure| {
                if is_conflict(&failure) {
                    conflict.find(busy, api::users::get(id));
                } else {
                    errors.take(&failure, Some("/user_name"));
                }
            },
        );
    };
    let compared = Signal::derive(move || {
        conflict
            .newer()
            .map(|newer| compare(&fields.draft(), &UserDraft::from_user(&newer.value)))
    });
    let keep_mine = conflict.keep_mine(move |newer| {
        base.set(newer);
        save(());
    });
    let take_theirs = conflict.take_theirs(move |newer| loader.set(newer));
    let discard = move |()| {
        errors.clear();
        fields.fill(UserDraft::from_user(&base.get_untracked().value));
    };
    view! {
        <Form on_submit=save>
            <ConflictNotice differences=compared on_keep_mine=keep_mine on_take_theirs=take_theirs/>
            <ErrorSummary errors=errors.summary(CONTROLS)/>
            <Card>
                <UserFieldSet
                    fields
                    errors
                    known_groups
                    password_label=text!("user-new-password")
                    password_hint=text!("user-new-password-hint")
                />
            </Card>
            <SaveBar dirty busy on_discard=discard/>
        </Form>
    }
    .into_any()
}

fn compare(mine: &UserDraft, theirs: &UserDraft) -> Vec<Difference> {
    differences(labelled(mine), labelled(theirs))
}

fn labelled(draft: &UserDraft) -> Vec<(String, String)> {
    vec![
        (text!("user-user-name"), draft.user_name.clone()),
        (text!("user-display-name"), draft.display_name.clone()),
        (text!("user-email"), draft.email.clone()),
        (text!("user-phone-number"), draft.phone_number.clone()),
        (text!("user-language"), draft.language.clone()),
        (
            text!("user-groups"),
            text!("user-groups-count", count = draft.groups.len()),
        ),
    ]
}
