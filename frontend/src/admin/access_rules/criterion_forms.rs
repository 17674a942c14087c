//! A form per criterion. Each keeps its own fields and writes what they hold into the tree.

use leptos::prelude::*;
use uuid::Uuid;

use super::criterion_state::{CriterionDraft, MethodDraft, WindowDraft};
use super::editor::Editor;
use super::requirement_state::NodeId;
use crate::admin::pickers::{EntityPicker, Picked};
use crate::admin::words::{METHODS, options};
use crate::kit::{
    CheckGroup, DurationField, SelectField, SelectOption, TextArea, TextField, TextKind,
};
use anteroom_api_types::access_rules::Weekday;

/// The form of a criterion as it is now.
pub fn criterion_form(editor: Editor, id: NodeId, criterion: CriterionDraft) -> AnyView {
    match criterion {
        CriterionDraft::AuthenticationMethod(draft) => method_form(editor, id, draft),
        CriterionDraft::UserGroup { groups, all } => group_form(editor, id, groups, all),
        CriterionDraft::User { users } => user_form(editor, id, users),
        CriterionDraft::ClientNetwork { networks } => network_form(editor, id, networks),
        CriterionDraft::TimeWindow(draft) => window_form(editor, id, draft),
    }
}

/// Writes what the fields hold into the tree whenever one of them changes.
fn keep(editor: Editor, id: NodeId, held: impl Fn() -> CriterionDraft + 'static) {
    Effect::new(move |before: Option<CriterionDraft>| {
        let now = held();
        if before.is_some_and(|before| before != now) {
            editor.set_criterion(id, now.clone());
        }
        now
    });
}

/// One of them, or all of them.
fn match_select(label: String, value: RwSignal<String>) -> AnyView {
    let options = vec![
        SelectOption::new("any", text!("match-any")),
        SelectOption::new("all", text!("match-all")),
    ];
    view! { <SelectField label value options/> }.into_any()
}

fn match_signal(all: bool) -> RwSignal<String> {
    RwSignal::new(if all { "all" } else { "any" }.to_owned())
}

fn method_form(editor: Editor, id: NodeId, draft: MethodDraft) -> AnyView {
    let methods = RwSignal::new(draft.methods);
    let matching = match_signal(draft.all);
    let age_amount = RwSignal::new(draft.age_amount);
    let age_unit = RwSignal::new(draft.age_unit);
    keep(editor, id, move || {
        CriterionDraft::AuthenticationMethod(MethodDraft {
            methods: methods.get(),
            all: matching.get() == "all",
            age_amount: age_amount.get(),
            age_unit: age_unit.get(),
        })
    });
    view! {
        <CheckGroup
            legend=text!("criterion-methods")
            value=methods
            options=options("method", &METHODS)
            hint=text!("criterion-methods-hint")
            error=editor.message(id, "methods")
            numbered=true
        />
        <div class="form__columns">
            {match_select(text!("criterion-match-methods"), matching)}
            <DurationField
                label=text!("criterion-age")
                amount=age_amount
                unit=age_unit
                hint=text!("criterion-age-hint")
                error=editor.message(id, "max_age_seconds")
            />
        </div>
    }
    .into_any()
}

fn group_form(editor: Editor, id: NodeId, groups: Vec<Uuid>, all: bool) -> AnyView {
    let groups = RwSignal::new(groups);
    let matching = match_signal(all);
    keep(editor, id, move || CriterionDraft::UserGroup {
        groups: groups.get(),
        all: matching.get() == "all",
    });
    view! {
        <EntityPicker
            label=text!("criterion-groups")
            picked=Picked::Groups
            chosen=groups
            error=editor.message(id, "groups")
        />
        {match_select(text!("criterion-match-groups"), matching)}
    }
    .into_any()
}

fn user_form(editor: Editor, id: NodeId, users: Vec<Uuid>) -> AnyView {
    let users = RwSignal::new(users);
    keep(editor, id, move || CriterionDraft::User {
        users: users.get(),
    });
    view! {
        <EntityPicker
            label=text!("criterion-users")
            picked=Picked::Users
            chosen=users
            error=editor.message(id, "users")
        />
    }
    .into_any()
}

fn network_form(editor: Editor, id: NodeId, networks: String) -> AnyView {
    let networks = RwSignal::new(networks);
    keep(editor, id, move || CriterionDraft::ClientNetwork {
        networks: networks.get(),
    });
    view! {
        <TextArea
            label=text!("criterion-networks")
            value=networks
            hint=text!("criterion-networks-hint")
            error=editor.message(id, "networks")
        />
    }
    .into_any()
}

fn window_form(editor: Editor, id: NodeId, draft: WindowDraft) -> AnyView {
    let zone = RwSignal::new(draft.zone);
    let days = RwSignal::new(draft.days);
    let from = RwSignal::new(draft.from);
    let to = RwSignal::new(draft.to);
    let first_date = RwSignal::new(draft.first_date);
    let last_date = RwSignal::new(draft.last_date);
    keep(editor, id, move || {
        CriterionDraft::TimeWindow(WindowDraft {
            zone: zone.get(),
            days: days.get(),
            from: from.get(),
            to: to.get(),
            first_date: first_date.get(),
            last_date: last_date.get(),
        })
    });
    view! {
        <CheckGroup
            legend=text!("criterion-days")
            value=days
            options=options("weekday", &WEEKDAYS)
            error=editor.message(id, "days")
        />
        <div class="form__columns">
            <TextField
                label=text!("criterion-from")
                value=from
                hint=text!("criterion-from-hint")
                error=editor.message(id, "from")
                max_length=5
            />
            <TextField
                label=text!("criterion-to")
                value=to
                hint=text!("criterion-to-hint")
                error=editor.message(id, "to")
                max_length=5
            />
            <TextField
                label=text!("criterion-zone")
                value=zone
                hint=text!("criterion-zone-hint")
                error=editor.message(id, "zone")
                max_length=64
            />
        </div>
        <details class="more">
            <summary>{text!("criterion-dates")}</summary>
            <div class="form__columns">
                <TextField
                    label=text!("criterion-first-date")
                    value=first_date
                    kind=TextKind::Date
                    error=editor.message(id, "first_date")
                />
                <TextField
                    label=text!("criterion-last-date")
                    value=last_date
                    kind=TextKind::Date
                    error=editor.message(id, "last_date")
                />
            </div>
        </details>
    }
    .into_any()
}

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];
