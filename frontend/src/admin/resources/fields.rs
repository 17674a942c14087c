//! The fields of a resource: where it is, what it asks for, and how it stands in the portal.

use anteroom_api_types::access_rules::{AccessRule, RuleScope};
use leptos::prelude::*;
use uuid::Uuid;

use super::resource_state::ResourceDraft;
use crate::admin::access_rules::{Editor, RequirementEditor};
use crate::admin::form::{FormErrors, field_id};
use crate::admin::guard::use_guarded;
use crate::api;
use crate::kit::{
    Card, Choice, ChoiceCards, IconName, LoadedView, SelectField, SelectOption, SwitchField,
    TextField,
};
use crate::routes;
use crate::text::t;
use anteroom_api_types::page::Page;

/// The pointers that have a control, for the summary of errors.
pub const CONTROLS: &[&str] = &[
    "/name",
    "/host",
    "/path",
    "/portal/title",
    "/portal/description",
    "/portal/icon",
];

const OWN: &str = "own";
const INHERIT: &str = "inherit";
/// The icons that the portal draws.
const ICONS: [&str; 6] = ["phone", "user", "shield", "key", "globe", "home"];

/// A signal per field.
#[derive(Clone, Copy)]
pub struct ResourceFields {
    pub name: RwSignal<String>,
    pub host: RwSignal<String>,
    pub path: RwSignal<String>,
    pub public: RwSignal<bool>,
    pub portal_visible: RwSignal<bool>,
    pub portal_title: RwSignal<String>,
    pub portal_description: RwSignal<String>,
    pub portal_icon: RwSignal<String>,
    /// `own` or `inherit`.
    pub authorization: RwSignal<String>,
    pub general_rules: RwSignal<Vec<Uuid>>,
    pub own_requirement: RwSignal<bool>,
}

fn authorization_name(inherit: bool) -> String {
    if inherit { INHERIT } else { OWN }.to_owned()
}

impl ResourceFields {
    pub fn new(draft: ResourceDraft) -> Self {
        Self {
            name: RwSignal::new(draft.name),
            host: RwSignal::new(draft.host),
            path: RwSignal::new(draft.path),
            public: RwSignal::new(draft.public),
            portal_visible: RwSignal::new(draft.portal_visible),
            portal_title: RwSignal::new(draft.portal_title),
            portal_description: RwSignal::new(draft.portal_description),
            portal_icon: RwSignal::new(draft.portal_icon),
            authorization: RwSignal::new(authorization_name(draft.inherit)),
            general_rules: RwSignal::new(draft.general_rules),
            own_requirement: RwSignal::new(draft.own_requirement),
        }
    }

    /// What the fields hold, reactively.
    pub fn draft(self) -> ResourceDraft {
        ResourceDraft {
            name: self.name.get(),
            host: self.host.get(),
            path: self.path.get(),
            public: self.public.get(),
            portal_visible: self.portal_visible.get(),
            portal_title: self.portal_title.get(),
            portal_description: self.portal_description.get(),
            portal_icon: self.portal_icon.get(),
            inherit: self.authorization.get() == INHERIT,
            general_rules: self.general_rules.get(),
            own_requirement: self.own_requirement.get(),
        }
    }

    /// Puts other values into the fields.
    pub fn fill(self, draft: ResourceDraft) {
        self.name.set(draft.name);
        self.host.set(draft.host);
        self.path.set(draft.path);
        self.public.set(draft.public);
        self.portal_visible.set(draft.portal_visible);
        self.portal_title.set(draft.portal_title);
        self.portal_description.set(draft.portal_description);
        self.portal_icon.set(draft.portal_icon);
        self.authorization.set(authorization_name(draft.inherit));
        self.general_rules.set(draft.general_rules);
        self.own_requirement.set(draft.own_requirement);
    }
}

/// Name, host and path. Those of a built-in resource stay where they are.
#[component]
pub fn PlaceCard(fields: ResourceFields, errors: FormErrors, built_in: bool) -> impl IntoView {
    let path_hint = if built_in {
        text!("resource-path-built-in")
    } else {
        text!("resource-path-hint")
    };
    let host = (!built_in).then(|| {
        view! {
            <TextField
                label=text!("resource-host")
                value=fields.host
                id=field_id("/host")
                error=errors.of("/host")
                hint=text!("resource-host-hint")
                max_length=253
            />
        }
    });
    view! {
        <Card>
            <TextField
                label=text!("resource-name")
                value=fields.name
                id=field_id("/name")
                error=errors.of("/name")
                autocomplete="off"
                max_length=100
                required=true
            />
            <div class="form__columns">
                {host}
                <TextField
                    label=text!("resource-path")
                    value=fields.path
                    id=field_id("/path")
                    error=errors.of("/path")
                    hint=path_hint
                    readonly=built_in
                    max_length=500
                    required=true
                />
            </div>
        </Card>
    }
    .into_any()
}

/// Inherit, or own: general rules and a requirement of its own.
#[component]
pub fn AuthorizationCard(fields: ResourceFields, editor: Editor) -> impl IntoView {
    let choice = |value: &str, icon: IconName| Choice {
        value: value.to_owned(),
        icon,
        title: t(&format!("resource-authorization-{value}")),
        description: t(&format!("resource-authorization-{value}-description")),
        unavailable: None,
    };
    let is_own = Memo::new(move |_| fields.authorization.get() == OWN);
    view! {
        <Card title=text!("resource-authorization") description=text!("resource-authorization-description")>
            <ChoiceCards
                legend=text!("resource-authorization-choice")
                value=fields.authorization
                choices=vec![choice(INHERIT, IconName::Tree), choice(OWN, IconName::Lock)]
            />
            <Show when=move || is_own.get()>
                <GeneralRules chosen=fields.general_rules/>
                <SwitchField
                    label=text!("resource-own-requirement")
                    value=fields.own_requirement
                    hint=text!("resource-own-requirement-hint")
                />
                <Show when=move || fields.own_requirement.get()>
                    <RequirementEditor editor/>
                </Show>
            </Show>
            <SwitchField
                label=text!("resource-public")
                value=fields.public
                hint=text!("resource-public-hint")
            />
        </Card>
    }
    .into_any()
}

/// The general rules that can be chosen, each with its sentence.
#[component]
fn GeneralRules(chosen: RwSignal<Vec<Uuid>>) -> impl IntoView {
    let general = crate::admin::words::wire_name(&RuleScope::General);
    let loader = use_guarded(move || {
        let general = general.clone();
        async move { api::access_rules::list(None, Some(&general), None).await }
    });
    let show = move |page: Page<AccessRule>| {
        if page.items.is_empty() {
            return view! {
                <p class="muted">
                    {text!("resource-no-rules")} " "
                    <a href=routes::admin::new_access_rule()>{text!("rule-new")}</a>
                </p>
            }
            .into_any();
        }
        page.items
            .into_iter()
            .map(|rule| rule_box(rule, chosen))
            .collect_view()
            .into_any()
    };
    view! {
        <fieldset class="check-group">
            <legend class="field__label">{text!("resource-general-rules")}</legend>
            <LoadedView loader skeleton_lines=2 view=show/>
        </fieldset>
    }
    .into_any()
}

fn rule_box(rule: AccessRule, chosen: RwSignal<Vec<Uuid>>) -> AnyView {
    let id = rule.id;
    let change = move |checked: bool| {
        chosen.update(|chosen| {
            chosen.retain(|other| *other != id);
            if checked {
                chosen.push(id);
            }
        });
    };
    view! {
        <label class="check-group__box check-group__box--described">
            <input
                class="checkbox"
                type="checkbox"
                prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                on:change:target=move |event| change(event.target().checked())
            />
            <span>
                <strong>{rule.name}</strong>
                <span class="cell__second">{rule.sentence}</span>
            </span>
        </label>
    }
    .into_any()
}

/// How it stands in the portal.
#[component]
pub fn PortalCard(fields: ResourceFields, errors: FormErrors) -> impl IntoView {
    let mut icons = vec![SelectOption::new("", text!("resource-icon-none"))];
    icons.extend(
        ICONS
            .iter()
            .map(|name| SelectOption::new(*name, t(&format!("icon-{name}")))),
    );
    let visible = move || fields.portal_visible.get();
    let icons = StoredValue::new(icons);
    view! {
        <Card title=text!("resource-portal") description=text!("resource-portal-description")>
            <SwitchField
                label=text!("resource-portal-visible")
                value=fields.portal_visible
                hint=text!("resource-portal-visible-hint")
            />
            <Show when=visible>
                <div class="form__columns">
                    <TextField
                        label=text!("resource-portal-title")
                        value=fields.portal_title
                        id=field_id("/portal/title")
                        error=errors.of("/portal/title")
                        hint=text!("resource-portal-title-hint")
                        max_length=100
                    />
                    <SelectField
                        label=text!("resource-portal-icon")
                        value=fields.portal_icon
                        options=icons.get_value()
                        id=field_id("/portal/icon")
                        error=errors.of("/portal/icon")
                    />
                </div>
                <TextField
                    label=text!("resource-portal-text")
                    value=fields.portal_description
                    id=field_id("/portal/description")
                    error=errors.of("/portal/description")
                    max_length=300
                />
            </Show>
        </Card>
    }
    .into_any()
}
