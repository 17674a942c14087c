//! The fields of a gateway that takes an HTTP request: the request, what counts as success, and delivery reports.

use anteroom_api_types::notifications::sms::{HttpAuthorization, HttpMethod};
use leptos::prelude::*;

use super::gateway_fields::GatewayFields;
use super::named_rows::NamedRows;
use crate::admin::form::{FormErrors, field_id};
use crate::admin::words::{options, wire_name};
use crate::kit::{Card, CheckField, SelectField, SelectOption, TextArea, TextField, TextKind};
use crate::text::t;

const HEADERS_MAX: usize = 20;
const FIELDS_MAX: usize = 30;

/// A line of text at a pointer.
fn line(
    label: &str,
    value: RwSignal<String>,
    errors: FormErrors,
    pointer: &'static str,
    hint: Option<&str>,
) -> AnyView {
    let hint = hint.map(t).unwrap_or_default();
    view! {
        <TextField
            label=t(label)
            value
            id=field_id(pointer)
            error=errors.of(pointer)
            hint
            autocomplete="off"
            max_length=200
        />
    }
    .into_any()
}

/// What is sent, and where.
pub fn request(stored: StoredValue<GatewayFields>, errors: FormErrors) -> AnyView {
    let fields = stored.get_value();
    let methods = [HttpMethod::Post, HttpMethod::Put, HttpMethod::Get]
        .map(|method| {
            let name = wire_name(&method);
            SelectOption::new(name.clone(), name.to_uppercase())
        })
        .to_vec();
    let authorizations = [
        HttpAuthorization::Basic,
        HttpAuthorization::Bearer,
        HttpAuthorization::None,
    ];
    view! {
        <Card title=text!("gateway-request") description=text!("gateway-request-description")>
            <div class="request-line">
                <SelectField label=text!("gateway-method") value=fields.method options=methods/>
                <TextField
                    label=text!("gateway-url")
                    value=fields.url
                    id=field_id("/transport/url")
                    error=errors.of("/transport/url")
                    autocomplete="off"
                    max_length=2000
                    required=true
                />
            </div>
            <SelectField
                label=text!("gateway-authorization")
                value=fields.authorization
                options=options("http-authorization", &authorizations)
                id=field_id("/transport/authorization")
                error=errors.of("/transport/authorization")
            />
            <NamedRows
                legend=text!("gateway-headers")
                add_label=text!("gateway-add-header")
                value=fields.headers
                pointer="/transport/headers"
                errors
                count_max=HEADERS_MAX
            />
            {body(stored, errors)}
            {placeholders()}
        </Card>
    }
    .into_any()
}

fn body(fields: StoredValue<GatewayFields>, errors: FormErrors) -> AnyView {
    let fields = fields.get_value();
    let formats = ["form", "json", "none"]
        .map(|name| SelectOption::new(name, t(&format!("http-body-{name}"))))
        .to_vec();
    let (body, form_fields, template) = (fields.body, fields.form_fields, fields.template);
    let format = Memo::new(move |_| body.get());
    let content = move || match format.get().as_str() {
        "form" => view! {
            <NamedRows
                legend=text!("gateway-form-fields")
                add_label=text!("gateway-add-field")
                value=form_fields
                pointer="/transport/body/fields"
                errors
                count_max=FIELDS_MAX
            />
        }
        .into_any(),
        "json" => view! {
            <div class="code-area">
                <TextArea
                    label=text!("gateway-json")
                    value=template
                    id=field_id("/transport/body/template")
                    error=errors.of("/transport/body/template")
                    hint=text!("gateway-json-hint")
                    max_length=10_000
                    rows=6
                />
            </div>
        }
        .into_any(),
        _ => ().into_any(),
    };
    view! {
        <SelectField label=text!("gateway-body") value=body options=formats/>
        {content}
    }
    .into_any()
}

/// What may stand between double braces.
fn placeholders() -> AnyView {
    let names = [
        "to",
        "to_digits",
        "text",
        "sender",
        "user_name",
        "secret",
        "message_id",
    ]
    .map(|name| {
        view! {
            <div class="definitions__row">
                <dt><code>{format!("{{{{ {name} }}}}")}</code></dt>
                <dd>{t(&format!("gateway-placeholder-{name}"))}</dd>
            </div>
        }
    })
    .collect_view();
    view! {
        <details class="more">
            <summary>{text!("gateway-placeholders")}</summary>
            <dl class="definitions">{names}</dl>
        </details>
    }
    .into_any()
}

/// Which answers count as success, and where the id of the message stands in them.
pub fn answer(fields: StoredValue<GatewayFields>, errors: FormErrors) -> AnyView {
    let fields = fields.get_value();
    let number = move |label: String, value: RwSignal<String>, pointer: &'static str| {
        view! {
            <TextField
                label
                value
                kind=TextKind::Number
                id=field_id(pointer)
                error=errors.of(pointer)
                hint=text!("gateway-status-hint")
                max_length=3
            />
        }
    };
    view! {
        <Card title=text!("gateway-answer") description=text!("gateway-answer-description")>
            <div class="form__columns">
                {number(
                    text!("gateway-status-min"),
                    fields.status_min,
                    "/transport/success/status_min",
                )}
                {number(
                    text!("gateway-status-max"),
                    fields.status_max,
                    "/transport/success/status_max",
                )}
                {line(
                    "gateway-pointer",
                    fields.pointer,
                    errors,
                    "/transport/success/pointer",
                    Some("gateway-pointer-hint"),
                )}
                {line(
                    "gateway-equals",
                    fields.equals,
                    errors,
                    "/transport/success/equals",
                    Some("gateway-equals-hint"),
                )}
                {line(
                    "gateway-message-id",
                    fields.message_id_pointer,
                    errors,
                    "/transport/message_id_pointer",
                    Some("gateway-message-id-hint"),
                )}
            </div>
        </Card>
    }
    .into_any()
}

/// Whether and how the provider reports what became of a message.
pub fn receipts(fields: StoredValue<GatewayFields>, errors: FormErrors) -> AnyView {
    let is_on = fields.with_value(|fields| fields.receipts);
    view! {
        <Card title=text!("gateway-receipts") description=text!("gateway-receipts-description")>
            <CheckField label=text!("gateway-receipts-on") value=is_on/>
            <Show when=move || is_on.get()>
                {receipt_lines(fields, errors)}
            </Show>
        </Card>
    }
    .into_any()
}

fn receipt_lines(fields: StoredValue<GatewayFields>, errors: FormErrors) -> AnyView {
    let fields = fields.get_value();
    view! {
                <div class="form__columns">
                    {line(
                        "gateway-receipt-message-id",
                        fields.receipt_message_id,
                        errors,
                        "/transport/receipts/message_id_pointer",
                        Some("gateway-receipt-pointer-hint"),
                    )}
                    {line(
                        "gateway-receipt-status",
                        fields.receipt_status,
                        errors,
                        "/transport/receipts/status_pointer",
                        Some("gateway-receipt-pointer-hint"),
                    )}
                    {line(
                        "gateway-receipt-delivered",
                        fields.receipt_delivered,
                        errors,
                        "/transport/receipts/delivered",
                        Some("gateway-receipt-states-hint"),
                    )}
                    {line(
                        "gateway-receipt-undelivered",
                        fields.receipt_undelivered,
                        errors,
                        "/transport/receipts/undelivered",
                        Some("gateway-receipt-states-hint"),
                    )}
                </div>
    }
    .into_any()
}
