//! The form for a new user.

use leptos::prelude::*;

use super::fields::{CONTROLS, UserFieldSet, UserFields};
use super::user_state::UserDraft;
use crate::admin::form::FormErrors;
use crate::admin::guard;
use crate::admin::session::may;
use crate::api;
use crate::kit::{Card, ErrorSummary, Form, Notice, PageHeader, SaveBar, Tone, toast};
use crate::{router, routes};
use anteroom_api_types::sessions::Permission;

#[component]
pub fn NewUserPage() -> impl IntoView {
    let fields = UserFields::new(UserDraft::default());
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    let dirty = Signal::derive(move || fields.draft() != UserDraft::default());
    let submit = move |()| {
        let draft = untrack(|| fields.draft());
        let problems = draft.problems();
        let complete = problems.is_empty();
        errors.set_found(problems);
        if !complete {
            return;
        }
        guard::run_or(
            busy,
            async move { api::users::create(&draft.to_create()).await },
            move |user| {
                fields.fill(UserDraft::default());
                toast::show(Tone::Success, text!("user-added", name = user.display_name));
                router::replace(&routes::admin::user(user.id));
            },
            move |failure| errors.take(&failure, Some("/user_name")),
        );
    };
    let form = may(Permission::UsersWrite).then(|| {
        view! {
            <Form on_submit=submit>
                <ErrorSummary errors=errors.summary(CONTROLS)/>
                <Card>
                    <UserFieldSet
                        fields
                        errors
                        password_label=text!("user-first-password")
                        password_hint=text!("user-first-password-hint")
                    />
                </Card>
                <SaveBar dirty busy verb=text!("user-add")/>
            </Form>
        }
    });
    view! {
        <PageHeader title=text!("user-new-title") description=text!("user-new-description")/>
        {form.map_or_else(
            || view! { <Notice tone=Tone::Warning title=text!("forbidden-title")><p>{text!("problem-forbidden")}</p></Notice> }.into_any(),
            IntoAny::into_any,
        )}
    }
    .into_any()
}
