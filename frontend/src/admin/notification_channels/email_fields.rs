//! The fields of the e-mail channel, in their cards.

use anteroom_api_types::notifications::email::{EmailTransport, SmtpSecurity};
use leptos::prelude::*;

use super::email_state::{EmailDraft, port_for};
use crate::admin::form::{FormErrors, field_id};
use crate::admin::secret::{SecretEdit, SecretField};
use crate::admin::signals::signals;
use crate::admin::words::{options, wire_name, word};
use crate::kit::{
    Card, Choice, ChoiceCards, IconName, SelectField, SwitchField, TextArea, TextField, TextKind,
};

/// The pointers that have a control, for the summary of errors.
pub const CONTROLS: &[&str] = &[
    "/enabled",
    "/host",
    "/port",
    "/security",
    "/user_name",
    "/password",
    "/sender_name",
    "/sender_address",
    "/reply_to",
    "/ehlo_name",
    "/ca_certificates",
    "/timeout_seconds",
];

signals! {
    /// A signal per field.
    EmailFields of EmailDraft {
        enabled: bool,
        transport: String,
        host: String,
        port: String,
        security: String,
        user_name: String,
        password: SecretEdit,
        sender_name: String,
        sender_address: String,
        reply_to: String,
        ehlo_name: String,
        ca_certificates: String,
        timeout_seconds: String,
    }
}

impl EmailFields {
    fn is_smtp(self) -> bool {
        self.transport
            .with(|transport| *transport == wire_name(&EmailTransport::Smtp))
    }
}

/// The switch, and where mails go.
pub fn sending(fields: EmailFields, errors: FormErrors) -> AnyView {
    let choice = |transport: EmailTransport, icon: IconName| Choice {
        value: wire_name(&transport),
        icon,
        title: word("email-transport", &transport),
        description: word("email-transport-description", &transport),
        unavailable: None,
    };
    let choices = vec![
        choice(EmailTransport::Smtp, IconName::Send),
        choice(EmailTransport::File, IconName::Inbox),
    ];
    view! {
        <Card>
            <SwitchField
                label=text!("email-enabled")
                value=fields.enabled
                hint=text!("email-enabled-hint")
                id=field_id("/enabled")
                error=errors.of("/enabled")
            />
            <ChoiceCards legend=text!("email-transport") value=fields.transport choices/>
        </Card>
    }
    .into_any()
}

/// The server and how to sign in there; nothing where mails go into the folder.
pub fn server(
    fields: EmailFields,
    errors: FormErrors,
    has_password: Signal<bool>,
    password_warning: MaybeProp<String>,
) -> AnyView {
    let smtp = Memo::new(move |_| fields.is_smtp());
    view! {
        <Show when=move || smtp.get()>
            <Card title=text!("email-server") description=text!("email-server-description")>
                {server_fields(fields, errors)}
                {special_fields(fields, errors)}
            </Card>
            <Card title=text!("email-sign-in") description=text!("email-sign-in-description")>
                <div class="form__columns">
                    <TextField
                        label=text!("email-user-name")
                        value=fields.user_name
                        id=field_id("/user_name")
                        error=errors.of("/user_name")
                        autocomplete="off"
                        max_length=200
                    />
                    <SecretField
                        label=text!("email-password")
                        edit=fields.password
                        stored=has_password
                        pointer="/password"
                        error=errors.of("/password")
                        warning=password_warning
                    />
                </div>
            </Card>
        </Show>
    }
    .into_any()
}

fn server_fields(fields: EmailFields, errors: FormErrors) -> AnyView {
    let follow = move |security: String| {
        fields.port.update(|port| *port = port_for(&security, port));
    };
    let protections = [
        SmtpSecurity::Starttls,
        SmtpSecurity::Tls,
        SmtpSecurity::None,
    ];
    view! {
        <div class="form__columns">
            <TextField
                label=text!("email-host")
                value=fields.host
                id=field_id("/host")
                error=errors.of("/host")
                hint=text!("email-host-hint")
                autocomplete="off"
                max_length=253
                required=true
            />
            <SelectField
                label=text!("email-security")
                value=fields.security
                options=options("smtp-security", &protections)
                id=field_id("/security")
                error=errors.of("/security")
                hint=text!("email-security-hint")
                on_change=Callback::new(follow)
            />
            <TextField
                label=text!("email-port")
                value=fields.port
                kind=TextKind::Number
                id=field_id("/port")
                error=errors.of("/port")
                hint=text!("email-port-hint")
                max_length=5
                required=true
            />
        </div>
    }
    .into_any()
}

/// What few need.
fn special_fields(fields: EmailFields, errors: FormErrors) -> AnyView {
    let used = fields.ehlo_name.with_untracked(|text| !text.is_empty())
        || fields
            .ca_certificates
            .with_untracked(|text| !text.is_empty());
    view! {
        <details class="more" open=used>
            <summary>{text!("email-special")}</summary>
            <div class="stack">
                <div class="form__columns">
                    <TextField
                        label=text!("email-timeout")
                        value=fields.timeout_seconds
                        kind=TextKind::Number
                        id=field_id("/timeout_seconds")
                        error=errors.of("/timeout_seconds")
                        hint=text!("email-timeout-hint")
                        suffix=text!("unit-seconds")
                        max_length=2
                    />
                    <TextField
                        label=text!("email-ehlo")
                        value=fields.ehlo_name
                        id=field_id("/ehlo_name")
                        error=errors.of("/ehlo_name")
                        hint=text!("email-ehlo-hint")
                        autocomplete="off"
                        max_length=253
                    />
                </div>
                <div class="code-area">
                    <TextArea
                        label=text!("email-ca")
                        value=fields.ca_certificates
                        id=field_id("/ca_certificates")
                        error=errors.of("/ca_certificates")
                        hint=text!("email-ca-hint")
                        max_length=65_536
                    />
                </div>
            </div>
        </details>
    }
    .into_any()
}

/// From whom mails come.
pub fn sender(fields: EmailFields, errors: FormErrors) -> AnyView {
    view! {
        <Card title=text!("email-sender") description=text!("email-sender-description")>
            <div class="form__columns">
                <TextField
                    label=text!("email-sender-name")
                    value=fields.sender_name
                    id=field_id("/sender_name")
                    error=errors.of("/sender_name")
                    hint=text!("email-sender-name-hint")
                    autocomplete="off"
                    max_length=100
                />
                <TextField
                    label=text!("email-sender-address")
                    value=fields.sender_address
                    kind=TextKind::Email
                    id=field_id("/sender_address")
                    error=errors.of("/sender_address")
                    hint=text!("email-sender-address-hint")
                    autocomplete="off"
                    max_length=254
                    required=true
                />
                <TextField
                    label=text!("email-reply-to")
                    value=fields.reply_to
                    kind=TextKind::Email
                    id=field_id("/reply_to")
                    error=errors.of("/reply_to")
                    hint=text!("email-reply-to-hint")
                    autocomplete="off"
                    max_length=254
                />
            </div>
        </Card>
    }
    .into_any()
}
