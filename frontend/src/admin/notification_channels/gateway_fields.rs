//! The fields of an SMS gateway, in their cards.

use anteroom_api_types::notifications::sms::NamedValue;
use leptos::prelude::*;

use super::gateway_state::GatewayDraft;
use super::http_fields;
use crate::admin::form::{FormErrors, field_id};
use crate::admin::secret::{SecretEdit, SecretField};
use crate::admin::signals::signals;
use crate::kit::{Card, SelectField, SelectOption, SwitchField, TextField};
use crate::text::t;

/// The pointers that have a control, for the summary of errors.
pub const CONTROLS: &[&str] = &[
    "/name",
    "/enabled",
    "/sender",
    "/user_name",
    "/secret",
    "/transport/url",
    "/transport/authorization",
    "/transport/headers",
    "/transport/body/fields",
    "/transport/body/template",
    "/transport/success/status_min",
    "/transport/success/status_max",
    "/transport/success/pointer",
    "/transport/success/equals",
    "/transport/message_id_pointer",
    "/transport/receipts/message_id_pointer",
    "/transport/receipts/status_pointer",
    "/transport/receipts/delivered",
    "/transport/receipts/undelivered",
    "/transport/address",
    "/transport/subject",
];

signals! {
    /// A signal per field.
    GatewayFields of GatewayDraft {
        name: String,
        enabled: bool,
        sender: String,
        user_name: String,
        secret: SecretEdit,
        kind: String,
        method: String,
        url: String,
        authorization: String,
        headers: Vec<NamedValue>,
        body: String,
        form_fields: Vec<NamedValue>,
        template: String,
        status_min: String,
        status_max: String,
        pointer: String,
        equals: String,
        message_id_pointer: String,
        receipts: bool,
        receipt_message_id: String,
        receipt_status: String,
        receipt_delivered: String,
        receipt_undelivered: String,
        mail_address: String,
        mail_subject: String,
    }
}

/// What a provider calls user name and secret; its own words where a preset has them.
#[derive(Clone, Debug)]
pub struct AccountLabels {
    pub user_name: String,
    pub secret: String,
}

impl AccountLabels {
    /// The words that fit every provider.
    pub fn usual() -> Self {
        Self {
            user_name: text!("gateway-user-name"),
            secret: text!("gateway-secret"),
        }
    }
}

/// All cards. `has_secret` says whether a secret is stored, `warning` whether it cannot be used any more.
pub fn cards(
    fields: StoredValue<GatewayFields>,
    errors: FormErrors,
    labels: AccountLabels,
    has_secret: Signal<bool>,
    warning: MaybeProp<String>,
) -> AnyView {
    let chosen = fields.with_value(|fields| fields.kind);
    let kind = Memo::new(move |_| chosen.get());
    let by_kind = move || match kind.get().as_str() {
        "http" => view! {
            {account(fields, errors, labels.clone(), has_secret, warning)}
            {http_fields::request(fields, errors)}
            {http_fields::answer(fields, errors)}
            {http_fields::receipts(fields, errors)}
        }
        .into_any(),
        "smtp" => mail(fields, errors),
        _ => ().into_any(),
    };
    view! {
        {general(fields, errors)}
        {by_kind}
    }
    .into_any()
}

fn general(fields: StoredValue<GatewayFields>, errors: FormErrors) -> AnyView {
    let fields = fields.get_value();
    let kinds = ["http", "smtp", "file"]
        .map(|name| SelectOption::new(name, t(&format!("gateway-kind-{name}"))))
        .to_vec();
    view! {
        <Card>
            <SwitchField
                label=text!("gateway-enabled")
                value=fields.enabled
                hint=text!("gateway-enabled-hint")
                id=field_id("/enabled")
                error=errors.of("/enabled")
            />
            <div class="form__columns">
                <TextField
                    label=text!("gateway-name")
                    value=fields.name
                    id=field_id("/name")
                    error=errors.of("/name")
                    autocomplete="off"
                    max_length=100
                    required=true
                />
                <TextField
                    label=text!("gateway-sender")
                    value=fields.sender
                    id=field_id("/sender")
                    error=errors.of("/sender")
                    hint=text!("gateway-sender-hint")
                    autocomplete="off"
                    max_length=20
                />
                <SelectField label=text!("gateway-kind") value=fields.kind options=kinds/>
            </div>
        </Card>
    }
    .into_any()
}

fn account(
    fields: StoredValue<GatewayFields>,
    errors: FormErrors,
    labels: AccountLabels,
    has_secret: Signal<bool>,
    warning: MaybeProp<String>,
) -> AnyView {
    let fields = fields.get_value();
    view! {
        <Card title=text!("gateway-account") description=text!("gateway-account-description")>
            <div class="form__columns">
                <TextField
                    label=labels.user_name
                    value=fields.user_name
                    id=field_id("/user_name")
                    error=errors.of("/user_name")
                    autocomplete="off"
                    max_length=200
                />
                <SecretField
                    label=labels.secret
                    edit=fields.secret
                    stored=has_secret
                    pointer="/secret"
                    error=errors.of("/secret")
                    warning
                />
            </div>
        </Card>
    }
    .into_any()
}

fn mail(fields: StoredValue<GatewayFields>, errors: FormErrors) -> AnyView {
    let fields = fields.get_value();
    view! {
        <Card title=text!("gateway-mail") description=text!("gateway-mail-description")>
            <div class="form__columns">
                <TextField
                    label=text!("gateway-mail-address")
                    value=fields.mail_address
                    id=field_id("/transport/address")
                    error=errors.of("/transport/address")
                    hint=text!("gateway-mail-address-hint")
                    autocomplete="off"
                    max_length=254
                    required=true
                />
                <TextField
                    label=text!("gateway-mail-subject")
                    value=fields.mail_subject
                    id=field_id("/transport/subject")
                    error=errors.of("/transport/subject")
                    hint=text!("gateway-mail-subject-hint")
                    autocomplete="off"
                    max_length=200
                />
            </div>
        </Card>
    }
    .into_any()
}
