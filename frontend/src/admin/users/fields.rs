//! The fields of a user, as the forms for a new and for a known user show them.

use anteroom_api_types::users::{Language, NamedRef};
use leptos::prelude::*;
use uuid::Uuid;

use super::user_state::UserDraft;
use crate::admin::form::{FormErrors, field_id};
use crate::admin::pickers::{EntityPicker, Picked};
use crate::admin::words::wire_name;
use crate::kit::{PasswordField, SelectField, SelectOption, TextField, TextKind};
use crate::text::Language as PageLanguage;

/// The pointers that have a control, for the summary of errors.
pub const CONTROLS: &[&str] = &[
    "/user_name",
    "/display_name",
    "/email",
    "/phone_number",
    "/language",
    "/password",
    "/groups",
];

/// A signal per field.
#[derive(Clone, Copy)]
pub struct UserFields {
    user_name: RwSignal<String>,
    display_name: RwSignal<String>,
    email: RwSignal<String>,
    phone_number: RwSignal<String>,
    language: RwSignal<String>,
    password: RwSignal<String>,
    groups: RwSignal<Vec<Uuid>>,
}

impl UserFields {
    pub fn new(draft: UserDraft) -> Self {
        Self {
            user_name: RwSignal::new(draft.user_name),
            display_name: RwSignal::new(draft.display_name),
            email: RwSignal::new(draft.email),
            phone_number: RwSignal::new(draft.phone_number),
            language: RwSignal::new(draft.language),
            password: RwSignal::new(draft.password),
            groups: RwSignal::new(draft.groups),
        }
    }

    /// What the fields hold, reactively.
    pub fn draft(self) -> UserDraft {
        UserDraft {
            user_name: self.user_name.get(),
            display_name: self.display_name.get(),
            email: self.email.get(),
            phone_number: self.phone_number.get(),
            language: self.language.get(),
            password: self.password.get(),
            groups: self.groups.get(),
        }
    }

    /// Puts other values into the fields.
    pub fn fill(self, draft: UserDraft) {
        self.user_name.set(draft.user_name);
        self.display_name.set(draft.display_name);
        self.email.set(draft.email);
        self.phone_number.set(draft.phone_number);
        self.language.set(draft.language);
        self.password.set(draft.password);
        self.groups.set(draft.groups);
    }
}

/// The fields. `known_groups` are the groups of the stored user, with their names.
#[component]
pub fn UserFieldSet(
    fields: UserFields,
    errors: FormErrors,
    #[prop(optional)] known_groups: Vec<NamedRef>,
    #[prop(into)] password_label: String,
    #[prop(into)] password_hint: String,
) -> impl IntoView {
    view! {
        <div class="form__columns">
            {name_fields(fields, errors)}
            {address_fields(fields, errors)}
            <SelectField
                label=text!("user-language")
                value=fields.language
                options=language_options()
                id=field_id("/language")
                error=errors.of("/language")
            />
            <PasswordField
                label=password_label
                value=fields.password
                autocomplete="new-password"
                id=field_id("/password")
                error=errors.of("/password")
                hint=password_hint
            />
        </div>
        <EntityPicker
            label=text!("user-groups")
            picked=Picked::Groups
            chosen=fields.groups
            known=known_groups
            id=field_id("/groups")
            error=errors.of("/groups")
            hint=text!("user-groups-hint")
        />
    }
    .into_any()
}

fn name_fields(fields: UserFields, errors: FormErrors) -> impl IntoView {
    view! {
            <TextField
                label=text!("user-user-name")
                value=fields.user_name
                id=field_id("/user_name")
                error=errors.of("/user_name")
                hint=text!("user-user-name-hint")
                autocomplete="off"
                max_length=100
                required=true
            />
            <TextField
                label=text!("user-display-name")
                value=fields.display_name
                id=field_id("/display_name")
                error=errors.of("/display_name")
                hint=text!("user-display-name-hint")
                autocomplete="off"
                max_length=200
                required=true
            />
    }
}

fn address_fields(fields: UserFields, errors: FormErrors) -> impl IntoView {
    view! {
            <TextField
                label=text!("user-email")
                value=fields.email
                kind=TextKind::Email
                id=field_id("/email")
                error=errors.of("/email")
                hint=text!("user-email-hint")
                autocomplete="off"
                max_length=254
            />
            <TextField
                label=text!("user-phone-number")
                value=fields.phone_number
                kind=TextKind::Telephone
                id=field_id("/phone_number")
                error=errors.of("/phone_number")
                hint=text!("user-phone-number-hint")
                autocomplete="off"
                max_length=30
            />
    }
}

fn language_options() -> Vec<SelectOption> {
    let languages = [Language::En, Language::Sv, Language::De];
    let mut options = vec![SelectOption::new("", text!("user-language-none"))];
    options.extend(
        languages
            .iter()
            .zip(PageLanguage::ALL)
            .map(|(language, page_language)| {
                SelectOption::new(wire_name(language), page_language.own_name())
            }),
    );
    options
}
