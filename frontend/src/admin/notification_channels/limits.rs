//! How many messages may leave: the form, and what is used of the budget for text messages.

use anteroom_api_types::notifications::limits::NotificationLimitsAnswer;
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;

use super::limits_state::{LimitsDraft, used_percent};
use crate::admin::conflict::{Conflict, ConflictNotice, is_conflict};
use crate::admin::difference::differences;
use crate::admin::form::{FormErrors, field_id};
use crate::admin::guard::{self, use_guarded};
use crate::admin::session::may;
use crate::admin::signals::signals;
use crate::api::{self, Versioned};
use crate::kit::{
    Card, ErrorSummary, Form, LoadedView, Loader, Notice, SaveBar, TextField, TextKind, Tone, toast,
};

type Stored = Versioned<NotificationLimitsAnswer>;

const CONTROLS: &[&str] = &[
    "/per_user_per_hour",
    "/per_address_per_hour",
    "/sms_segments_per_day",
];

signals! {
    /// A signal per field.
    LimitsFields of LimitsDraft {
        per_user_per_hour: String,
        per_address_per_hour: String,
        sms_segments_per_day: String,
    }
}

#[component]
pub fn LimitsPart() -> impl IntoView {
    let loader = use_guarded(api::notification_limits::get);
    let content = move |stored| view! { <LimitsForm stored loader/> }.into_any();
    view! { <LoadedView loader view=content/> }
}

#[component]
fn LimitsForm(stored: Stored, loader: Loader<Stored>) -> impl IntoView {
    let draft_of = |stored: &Stored| LimitsDraft::from_limits(&stored.value.limits);
    let fields = LimitsFields::new(draft_of(&stored));
    let used = budget(&stored.value);
    let base = RwSignal::new(stored);
    let conflict = Conflict::none();
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    let dirty = Signal::derive(move || base.with(|base| fields.draft() != draft_of(base)));
    let save = move |()| {
        let limits = match untrack(|| fields.draft()).to_limits() {
            Ok(limits) => limits,
            Err(wrong) => return errors.set_found(wrong),
        };
        errors.clear();
        let etag = base.with_untracked(|base| base.etag.clone());
        guard::run_or(
            busy,
            async move { api::notification_limits::put(&limits, &etag).await },
            move |saved: Stored| {
                toast::show(Tone::Success, text!("saved"));
                loader.set(saved);
            },
            move |failure| {
                if is_conflict(&failure) {
                    conflict.find(busy, api::notification_limits::get());
                } else {
                    errors.take(&failure, None);
                }
            },
        );
    };
    let compared = Signal::derive(move || {
        let newer = conflict.newer()?;
        Some(differences(
            labelled(&fields.draft()),
            labelled(&draft_of(&newer)),
        ))
    });
    let keep_mine = conflict.keep_mine(move |newer| {
        base.set(newer);
        save(());
    });
    let take_theirs = conflict.take_theirs(move |newer| loader.set(newer));
    let discard = move |()| {
        errors.clear();
        fields.fill(base.with_untracked(draft_of));
    };
    let can_write = may(Permission::NotificationsWrite);
    let end = if can_write {
        view! { <SaveBar dirty busy on_discard=discard/> }.into_any()
    } else {
        view! { <Notice tone=Tone::Info><p>{text!("read-only")}</p></Notice> }.into_any()
    };
    view! {
        <Form on_submit=save label=text!("channels-tab-limits")>
            <ConflictNotice differences=compared on_keep_mine=keep_mine on_take_theirs=take_theirs/>
            <ErrorSummary errors=errors.summary(CONTROLS)/>
            <fieldset class="stack stack--loose" disabled=!can_write>{cards(fields, errors, used)}</fieldset>
            {end}
        </Form>
    }
    .into_any()
}

fn cards(fields: LimitsFields, errors: FormErrors, used: AnyView) -> AnyView {
    let number = move |label: String,
                       value: RwSignal<String>,
                       pointer: &'static str,
                       hint: String,
                       max_length: u32| {
        view! {
            <TextField
                label
                value
                kind=TextKind::Number
                id=field_id(pointer)
                error=errors.of(pointer)
                hint
                max_length
            />
        }
    };
    view! {
        <Card title=text!("limits-flood") description=text!("limits-flood-description")>
            <div class="form__columns">
                {number(
                    text!("limits-per-user"),
                    fields.per_user_per_hour,
                    "/per_user_per_hour",
                    text!("limits-per-hour-hint"),
                    4,
                )}
                {number(
                    text!("limits-per-address"),
                    fields.per_address_per_hour,
                    "/per_address_per_hour",
                    text!("limits-per-hour-hint"),
                    4,
                )}
            </div>
        </Card>
        <Card title=text!("limits-budget") description=text!("limits-budget-description")>
            {used}
            <div class="form__columns">
                {number(
                    text!("limits-segments"),
                    fields.sms_segments_per_day,
                    "/sms_segments_per_day",
                    text!("limits-segments-hint"),
                    7,
                )}
            </div>
        </Card>
    }
    .into_any()
}

/// What is used of the budget, as a sentence and a bar.
fn budget(answer: &NotificationLimitsAnswer) -> AnyView {
    let sentence = text!(
        "limits-used",
        used = answer.sms_segments_last_day,
        budget = answer.limits.sms_segments_per_day
    );
    let bar = used_percent(answer).map(|percent| {
        view! {
            <meter
                class="budget__bar"
                min="0"
                max="100"
                high="80"
                optimum="0"
                value=percent.to_string()
                aria-label=text!("limits-budget")
            ></meter>
        }
    });
    view! { <div class="budget"><p>{sentence}</p>{bar}</div> }.into_any()
}

fn labelled(draft: &LimitsDraft) -> Vec<(String, String)> {
    vec![
        (text!("limits-per-user"), draft.per_user_per_hour.clone()),
        (
            text!("limits-per-address"),
            draft.per_address_per_hour.clone(),
        ),
        (text!("limits-segments"), draft.sms_segments_per_day.clone()),
    ]
}
