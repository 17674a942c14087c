//! What the form of an SMS gateway holds, and what it sends, in plain Rust.

use anteroom_api_types::notifications::sms::{
    CreateSmsGateway, FileSms, FormBody, HttpAuthorization, HttpBody, HttpMethod, HttpSms,
    HttpSuccess, JsonBody, MailSms, NamedValue, NoBody, ReceiptFormat, SmsGateway, SmsTransport,
    UpdateSmsGateway,
};

use super::email_state::Wrong;
use crate::admin::secret::SecretEdit;
use crate::admin::words::{from_wire, wire_name};

const SUCCESS_STATUS: std::ops::RangeInclusive<u16> = 200..=299;

/// What the form holds. An empty text means: not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayDraft {
    pub name: String,
    pub enabled: bool,
    pub sender: String,
    pub user_name: String,
    pub secret: SecretEdit,
    /// `http`, `smtp` or `file`.
    pub kind: String,
    /// The name of the method on the wire.
    pub method: String,
    pub url: String,
    /// The name of the authorization on the wire.
    pub authorization: String,
    pub headers: Vec<NamedValue>,
    /// `form`, `json` or `none`.
    pub body: String,
    pub form_fields: Vec<NamedValue>,
    pub template: String,
    pub status_min: String,
    pub status_max: String,
    pub pointer: String,
    pub equals: String,
    pub message_id_pointer: String,
    pub receipts: bool,
    pub receipt_message_id: String,
    pub receipt_status: String,
    /// States, separated by commas.
    pub receipt_delivered: String,
    /// States, separated by commas.
    pub receipt_undelivered: String,
    pub mail_address: String,
    pub mail_subject: String,
}

impl GatewayDraft {
    /// A new gateway of a transport.
    pub fn new(name: &str, transport: &SmsTransport) -> Self {
        let mut draft = Self {
            name: name.to_owned(),
            ..Self::empty()
        };
        draft.take_transport(transport);
        draft
    }

    pub fn from_gateway(gateway: &SmsGateway) -> Self {
        let mut draft = Self {
            name: gateway.name.clone(),
            enabled: gateway.enabled,
            sender: gateway.sender.clone(),
            user_name: gateway.user_name.clone().unwrap_or_default(),
            ..Self::empty()
        };
        draft.take_transport(&gateway.transport);
        draft
    }

    fn empty() -> Self {
        let text = String::new;
        Self {
            name: text(),
            enabled: true,
            sender: text(),
            user_name: text(),
            secret: SecretEdit::Keep,
            kind: "http".to_owned(),
            method: wire_name(&HttpMethod::Post),
            url: text(),
            authorization: wire_name(&HttpAuthorization::None),
            headers: Vec::new(),
            body: "form".to_owned(),
            form_fields: Vec::new(),
            template: text(),
            status_min: "200".to_owned(),
            status_max: "299".to_owned(),
            pointer: text(),
            equals: text(),
            message_id_pointer: text(),
            receipts: false,
            receipt_message_id: text(),
            receipt_status: text(),
            receipt_delivered: text(),
            receipt_undelivered: text(),
            mail_address: text(),
            mail_subject: text(),
        }
    }

    fn take_transport(&mut self, transport: &SmsTransport) {
        match transport {
            SmsTransport::Http(http) => self.take_http(http),
            SmsTransport::Smtp(mail) => {
                "smtp".clone_into(&mut self.kind);
                self.mail_address.clone_from(&mail.address);
                self.mail_subject.clone_from(&mail.subject);
            }
            SmsTransport::File(_) => "file".clone_into(&mut self.kind),
        }
    }

    fn take_http(&mut self, http: &HttpSms) {
        "http".clone_into(&mut self.kind);
        self.method = wire_name(&http.method);
        self.url.clone_from(&http.url);
        self.authorization = wire_name(&http.authorization);
        self.headers.clone_from(&http.headers);
        match &http.body {
            HttpBody::Form(form) => {
                "form".clone_into(&mut self.body);
                self.form_fields.clone_from(&form.fields);
            }
            HttpBody::Json(json) => {
                "json".clone_into(&mut self.body);
                self.template.clone_from(&json.template);
            }
            HttpBody::None(_) => "none".clone_into(&mut self.body),
        }
        self.status_min = http.success.status_min.to_string();
        self.status_max = http.success.status_max.to_string();
        self.pointer = http.success.pointer.clone().unwrap_or_default();
        self.equals = http.success.equals.clone().unwrap_or_default();
        self.message_id_pointer = http.message_id_pointer.clone().unwrap_or_default();
        self.receipts = http.receipts.is_some();
        if let Some(receipts) = &http.receipts {
            self.receipt_message_id
                .clone_from(&receipts.message_id_pointer);
            self.receipt_status.clone_from(&receipts.status_pointer);
            self.receipt_delivered = receipts.delivered.join(", ");
            self.receipt_undelivered = receipts.undelivered.join(", ");
        }
    }

    /// Whether saving would change something.
    pub fn differs_from(&self, gateway: &SmsGateway) -> bool {
        let mut without_secret = self.clone();
        without_secret.secret = SecretEdit::Keep;
        self.secret.is_change() || without_secret != Self::from_gateway(gateway)
    }

    /// Whether the stored secret would be lost: it is never sent to another server.
    pub fn needs_secret_again(&self, stored: &SmsGateway) -> bool {
        let SmsTransport::Http(before) = &stored.transport else {
            return false;
        };
        stored.has_secret
            && self.kind == "http"
            && self.secret == SecretEdit::Keep
            && server_of(&self.url) != server_of(&before.url)
    }

    /// Everything that is certainly wrong with what was typed.
    pub fn problems(&self) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        if self.name.trim().is_empty() {
            wrong.push(("/name", "empty"));
        }
        match self.kind.as_str() {
            "http" => self.http_problems(&mut wrong),
            "smtp" if self.mail_address.trim().is_empty() => {
                wrong.push(("/transport/address", "empty"));
            }
            _ => {}
        }
        wrong
    }

    fn http_problems(&self, wrong: &mut Vec<Wrong>) {
        let url = self.url.trim();
        if url.is_empty() {
            wrong.push(("/transport/url", "empty"));
        } else if !url.starts_with("https://") && !url.starts_with("http://") {
            wrong.push(("/transport/url", "malformed"));
        }
        if self.body == "json" && serde_json::from_str::<serde_json::Value>(&self.template).is_err()
        {
            wrong.push(("/transport/body/template", "not_json"));
        }
        let (least, greatest) = (status(&self.status_min), status(&self.status_max));
        if least.is_none() {
            wrong.push(("/transport/success/status_min", "out_of_range"));
        }
        if greatest.is_none() || least > greatest {
            wrong.push(("/transport/success/status_max", "out_of_range"));
        }
        if self.receipts && self.receipt_message_id.trim().is_empty() {
            wrong.push(("/transport/receipts/message_id_pointer", "empty"));
        }
        if self.receipts && self.receipt_status.trim().is_empty() {
            wrong.push(("/transport/receipts/status_pointer", "empty"));
        }
    }

    fn transport(&self) -> SmsTransport {
        match self.kind.as_str() {
            "smtp" => SmsTransport::Smtp(MailSms {
                address: self.mail_address.trim().to_owned(),
                subject: self.mail_subject.trim().to_owned(),
            }),
            "file" => SmsTransport::File(FileSms {}),
            _ => SmsTransport::Http(self.http()),
        }
    }

    fn http(&self) -> HttpSms {
        let body = match self.body.as_str() {
            "json" => HttpBody::Json(JsonBody {
                template: self.template.clone(),
            }),
            "none" => HttpBody::None(NoBody {}),
            _ => HttpBody::Form(FormBody {
                fields: self.form_fields.clone(),
            }),
        };
        let receipts = self.receipts.then(|| ReceiptFormat {
            message_id_pointer: self.receipt_message_id.trim().to_owned(),
            status_pointer: self.receipt_status.trim().to_owned(),
            delivered: listed(&self.receipt_delivered),
            undelivered: listed(&self.receipt_undelivered),
        });
        HttpSms {
            method: from_wire(&self.method).unwrap_or(HttpMethod::Post),
            url: self.url.trim().to_owned(),
            authorization: from_wire(&self.authorization).unwrap_or(HttpAuthorization::None),
            headers: self.headers.clone(),
            body,
            success: HttpSuccess {
                status_min: status(&self.status_min).unwrap_or(*SUCCESS_STATUS.start()),
                status_max: status(&self.status_max).unwrap_or(*SUCCESS_STATUS.end()),
                pointer: given(&self.pointer),
                equals: given(&self.equals),
            },
            message_id_pointer: given(&self.message_id_pointer),
            receipts,
        }
    }

    /// What adds the gateway.
    pub fn to_create(&self) -> CreateSmsGateway {
        CreateSmsGateway {
            name: self.name.trim().to_owned(),
            enabled: self.enabled,
            sender: self.sender.trim().to_owned(),
            user_name: given(&self.user_name),
            secret: self.secret.to_change().flatten(),
            transport: self.transport(),
        }
    }

    /// What changes the stored gateway: only what differs.
    pub fn to_update(&self, stored: &SmsGateway) -> UpdateSmsGateway {
        let before = Self::from_gateway(stored);
        let changed =
            |now: &String, before: &String| (now != before).then(|| now.trim().to_owned());
        let transport = self.transport();
        UpdateSmsGateway {
            name: changed(&self.name, &before.name),
            enabled: (self.enabled != before.enabled).then_some(self.enabled),
            sender: changed(&self.sender, &before.sender),
            user_name: (self.user_name != before.user_name).then(|| given(&self.user_name)),
            secret: self.secret.to_change(),
            transport: (transport != stored.transport).then_some(transport),
        }
    }
}

fn status(text: &str) -> Option<u16> {
    let status = text.trim().parse().ok();
    status.filter(|status| SUCCESS_STATUS.contains(status))
}

fn given(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn listed(text: &str) -> Vec<String> {
    text.split(',').filter_map(given).collect()
}

/// Scheme, host and port of an address: what a secret belongs to.
fn server_of(url: &str) -> String {
    let url = url.trim().to_ascii_lowercase();
    url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests;
