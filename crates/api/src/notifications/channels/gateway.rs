//! What a gateway must keep to when it is saved.

use anteroom_api_types::notifications::sms::{
    HttpAuthorization, HttpBody, HttpSms, MailSms, NamedValue, SmsTransport,
};
use anteroom_domain::accounts;
use anteroom_domain::field_problem::FieldProblem;
use anteroom_domain::notifications::gateway_template::{Placeholder, Template};
use reqwest::header::HeaderName;
use url::Url;

use super::template::{self, Values};
use crate::outgoing_http::OutgoingHttp;

/// Headers that the connection or the body sets.
const HEADERS_OF_OURS: [&str; 7] = [
    "host",
    "content-length",
    "content-type",
    "transfer-encoding",
    "connection",
    "te",
    "upgrade",
];

/// A value that is recognised wherever it comes out, and that no place takes as it is.
const PROBE: &str = "a\"b\\c d";

/// Checks how a gateway is reached. `signs_in` says whether there are a user name and a secret.
pub fn problems(
    transport: &SmsTransport,
    signs_in: (bool, bool),
    outgoing: &OutgoingHttp,
) -> Vec<FieldProblem> {
    let mut problems = Problems::default();
    match transport {
        SmsTransport::Http(http) => problems.of_http(http, signs_in, outgoing),
        SmsTransport::Smtp(mail) => problems.of_mail(mail),
        SmsTransport::File(_) => {}
    }
    problems.0
}

/// Scheme, host and port of a gateway, or the domain of its mails: where its secret may go. None where it goes
/// nowhere.
pub fn origin(transport: &SmsTransport) -> Option<String> {
    match transport {
        SmsTransport::Http(http) => {
            let url = Url::parse(&template::in_url(&http.url, &probes("a")).ok()?).ok()?;
            Some(url.origin().ascii_serialization())
        }
        SmsTransport::Smtp(mail) => {
            let domain = mail.address.rsplit('@').next();
            domain.map(|domain| format!("mailto:{domain}"))
        }
        SmsTransport::File(_) => None,
    }
}

#[derive(Default)]
struct Problems(Vec<FieldProblem>);

impl Problems {
    fn push(&mut self, pointer: impl Into<String>, code: &'static str, message: impl Into<String>) {
        self.0.push(FieldProblem::new(pointer, code, message));
    }

    fn of_http(&mut self, http: &HttpSms, signs_in: (bool, bool), outgoing: &OutgoingHttp) {
        self.of_url(&http.url, outgoing);
        self.of_headers(&http.headers);
        match &http.body {
            HttpBody::Form(form) => {
                for (index, field) in form.fields.iter().enumerate() {
                    let pointer = format!("/transport/body/fields/{index}/value");
                    self.template(&field.value, &pointer);
                }
            }
            HttpBody::Json(json) => self.of_json(&json.template),
            HttpBody::None(_) => {}
        }
        let (user_name, secret) = signs_in;
        if http.authorization == HttpAuthorization::Basic && !user_name {
            self.push("/user_name", "required", "HTTP Basic needs a user name");
        }
        if http.authorization != HttpAuthorization::None && !secret {
            self.push("/secret", "required", "this way to sign in needs a secret");
        }
        if http.success.status_min > http.success.status_max {
            let message = "the least status is greater than the greatest";
            self.push("/transport/success/status_min", "out_of_range", message);
        }
        let receipts = http.receipts.as_ref();
        for (pointer, value) in [
            ("success/pointer", http.success.pointer.as_deref()),
            ("message_id_pointer", http.message_id_pointer.as_deref()),
            (
                "receipts/message_id_pointer",
                receipts.map(|it| it.message_id_pointer.as_str()),
            ),
            (
                "receipts/status_pointer",
                receipts.map(|it| it.status_pointer.as_str()),
            ),
        ] {
            if value.is_some_and(|value| !value.starts_with('/')) {
                let message = "a JSON pointer begins with `/`, as /messages/0/id";
                self.push(format!("/transport/{pointer}"), "malformed", message);
            }
        }
        if receipts.is_some() && http.message_id_pointer.is_none() {
            let message = "delivery reports need the provider's id of the message from the answer";
            self.push("/transport/message_id_pointer", "required", message);
        }
    }

    fn of_url(&mut self, text: &str, outgoing: &OutgoingHttp) {
        const POINTER: &str = "/transport/url";
        if self.template(text, POINTER).is_none() {
            return;
        }
        // Placeholders may stand behind the host alone, or a number would choose who gets the secret.
        let filled = |value| {
            let text = template::in_url(text, &probes(value)).ok()?;
            Url::parse(&text).ok()
        };
        let (Some(url), Some(other)) = (filled("a"), filled("b")) else {
            return self.push(
                POINTER,
                "malformed",
                "an address looks like https://api.example.com/sms",
            );
        };
        let is_http = matches!(url.scheme(), "http" | "https") && url.has_host();
        if !is_http {
            self.push(POINTER, "malformed", "an address begins with https://");
        } else if url.origin() != other.origin() {
            let message = "placeholders may only stand behind the host";
            self.push(POINTER, "malformed", message);
        } else if !url.username().is_empty() || url.password().is_some() {
            let message = "user name and secret do not belong into the address";
            self.push(POINTER, "malformed", message);
        } else if url.fragment().is_some() {
            self.push(POINTER, "malformed", "an address has no fragment here");
        } else if url.scheme() == "http" && !outgoing.may_be_bare(&url) {
            let message = "an address begins with https://, unless the configuration allows its network (outgoing.allowed_networks)";
            self.push(POINTER, "not_encrypted", message);
        }
    }

    fn of_headers(&mut self, headers: &[NamedValue]) {
        for (index, header) in headers.iter().enumerate() {
            let pointer = format!("/transport/headers/{index}");
            match header.name.parse::<HeaderName>() {
                Err(_no_token) => {
                    let message = "this is no name of a header (RFC 9110, section 5.1)";
                    self.push(format!("{pointer}/name"), "malformed", message);
                }
                Ok(name) if HEADERS_OF_OURS.contains(&name.as_str()) => {
                    let message = "this header is set by the connection or the body";
                    self.push(format!("{pointer}/name"), "not_allowed", message);
                }
                Ok(_name) => {}
            }
            let pointer = format!("{pointer}/value");
            if header
                .value
                .chars()
                .any(|it| it.is_control() || !it.is_ascii())
            {
                let message = "a header has ASCII characters and no line breaks";
                self.push(pointer, "forbidden_character", message);
            } else {
                self.template(&header.value, &pointer);
            }
        }
    }

    fn of_json(&mut self, text: &str) {
        const POINTER: &str = "/transport/body/template";
        if self.template(text, POINTER).is_none() {
            return;
        }
        // The value is a JSON text only inside of quotes.
        let filled = template::in_json(text, &probes(PROBE)).unwrap_or_default();
        if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(&filled) {
            let message = format!(
                "this is no JSON once the placeholders, which stand inside of quotes, are filled in: {error}"
            );
            self.push(POINTER, "malformed", message);
        }
    }

    fn of_mail(&mut self, mail: &MailSms) {
        const POINTER: &str = "/transport/address";
        if let Some(template) = self.template(&mail.address, POINTER) {
            if !template.holds(Placeholder::To) && !template.holds(Placeholder::ToDigits) {
                let message = "the address needs {{ to }} or {{ to_digits }}, or every message goes to one number";
                self.push(POINTER, "required", message);
            }
            let values = Values {
                to: "+46701234567",
                ..probes("a")
            };
            let filled = template::in_header(&mail.address, &values).unwrap_or_default();
            if let Err(refused) = accounts::email_address(&filled) {
                self.0.push(refused.at(POINTER));
            }
        }
        self.template(&mail.subject, "/transport/subject");
        if mail.subject.chars().any(char::is_control) {
            let message = "a subject has no line breaks";
            self.push("/transport/subject", "forbidden_character", message);
        }
    }

    fn template(&mut self, text: &str, pointer: &str) -> Option<Template> {
        Template::parse(text)
            .map_err(|refused| self.push(pointer, refused.code(), refused.to_string()))
            .ok()
    }
}

/// The same value for every placeholder.
fn probes(value: &str) -> Values<'_> {
    Values {
        to: value,
        text: value,
        sender: value,
        user_name: value,
        secret: value,
        message_id: value,
    }
}

#[cfg(test)]
mod tests;
