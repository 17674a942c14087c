//! Gateways of known providers, as their public documentation describes the request.

use anteroom_api_types::notifications::sms::{
    FormBody, HttpAuthorization, HttpBody, HttpMethod, HttpSms, HttpSuccess, JsonBody, NamedValue,
    ReceiptFormat, SmsGatewayPreset, SmsTransport,
};

/// All presets, the generic one last.
pub fn all() -> Vec<SmsGatewayPreset> {
    vec![twilio(), vonage(), elks(), sinch(), generic()]
}

fn twilio() -> SmsGatewayPreset {
    let http = HttpSms {
        authorization: HttpAuthorization::Basic,
        success: statuses(201, 201),
        message_id_pointer: some("/sid"),
        receipts: receipts(
            ["/MessageSid", "/MessageStatus"],
            &["delivered"],
            &["undelivered", "failed"],
        ),
        ..post(
            "https://api.twilio.com/2010-04-01/Accounts/{{ user_name }}/Messages.json",
            form(&[
                ("To", "{{ to }}"),
                ("From", "{{ sender }}"),
                ("Body", "{{ text }}"),
            ]),
        )
    };
    preset(
        ["twilio", "Twilio"],
        [Some("Account SID"), Some("Auth token")],
        Some(
            "https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource",
        ),
        http,
    )
}

fn vonage() -> SmsGatewayPreset {
    let http = HttpSms {
        success: HttpSuccess {
            pointer: some("/messages/0/status"),
            equals: some("0"),
            ..statuses(200, 200)
        },
        message_id_pointer: some("/messages/0/message-id"),
        receipts: receipts(
            ["/messageId", "/status"],
            &["delivered"],
            &["failed", "rejected", "expired"],
        ),
        ..post(
            "https://rest.nexmo.com/sms/json",
            form(&[
                ("api_key", "{{ user_name }}"),
                ("api_secret", "{{ secret }}"),
                ("to", "{{ to_digits }}"),
                ("from", "{{ sender }}"),
                ("text", "{{ text }}"),
                // Unlike `text`, it carries every letter.
                ("type", "unicode"),
                ("client-ref", "{{ message_id }}"),
            ]),
        )
    };
    preset(
        ["vonage", "Vonage"],
        [Some("API key"), Some("API secret")],
        Some("https://developer.vonage.com/en/api/sms#send-an-sms"),
        http,
    )
}

fn elks() -> SmsGatewayPreset {
    let http = HttpSms {
        authorization: HttpAuthorization::Basic,
        success: statuses(200, 200),
        message_id_pointer: some("/id"),
        receipts: receipts(["/id", "/status"], &["delivered"], &["failed"]),
        ..post(
            "https://api.46elks.com/a1/sms",
            form(&[
                ("from", "{{ sender }}"),
                ("to", "{{ to }}"),
                ("message", "{{ text }}"),
            ]),
        )
    };
    preset(
        ["46elks", "46elks"],
        [Some("API username"), Some("API password")],
        Some("https://46elks.com/docs/send-sms"),
        http,
    )
}

fn sinch() -> SmsGatewayPreset {
    let body = r#"{
  "from": "{{ sender }}",
  "to": ["{{ to_digits }}"],
  "body": "{{ text }}",
  "delivery_report": "per_recipient",
  "client_reference": "{{ message_id }}"
}"#;
    let http = HttpSms {
        authorization: HttpAuthorization::Bearer,
        success: statuses(201, 201),
        message_id_pointer: some("/id"),
        receipts: receipts(
            ["/batch_id", "/status"],
            &["Delivered"],
            &["Failed", "Expired", "Rejected", "Aborted", "Cancelled"],
        ),
        ..post(
            "https://us.sms.api.sinch.com/xms/v1/{{ user_name }}/batches",
            json(body),
        )
    };
    preset(
        ["sinch", "Sinch"],
        [Some("Service plan ID"), Some("API token")],
        Some("https://developers.sinch.com/docs/sms/api-reference/sms/batches/sendsms"),
        http,
    )
}

fn generic() -> SmsGatewayPreset {
    let body = r#"{
  "from": "{{ sender }}",
  "to": "{{ to }}",
  "text": "{{ text }}",
  "reference": "{{ message_id }}"
}"#;
    let http = HttpSms {
        authorization: HttpAuthorization::Bearer,
        ..post("https://sms.example.com/messages", json(body))
    };
    preset(
        ["generic", "Another provider"],
        [None, Some("API token")],
        None,
        http,
    )
}

fn preset(
    [id, name]: [&str; 2],
    [user_name_label, secret_label]: [Option<&str>; 2],
    documentation_url: Option<&str>,
    http: HttpSms,
) -> SmsGatewayPreset {
    SmsGatewayPreset {
        id: id.to_owned(),
        name: name.to_owned(),
        user_name_label: user_name_label.map(str::to_owned),
        secret_label: secret_label.map(str::to_owned),
        documentation_url: documentation_url.map(str::to_owned),
        transport: SmsTransport::Http(http),
    }
}

/// A POST that any success answers, and of which no reports come back.
fn post(url: &str, body: HttpBody) -> HttpSms {
    HttpSms {
        method: HttpMethod::Post,
        url: url.to_owned(),
        authorization: HttpAuthorization::None,
        headers: Vec::new(),
        body,
        success: statuses(200, 299),
        message_id_pointer: None,
        receipts: None,
    }
}

fn form(fields: &[(&str, &str)]) -> HttpBody {
    let field = |(name, value): &(&str, &str)| NamedValue {
        name: (*name).to_owned(),
        value: (*value).to_owned(),
    };
    HttpBody::Form(FormBody {
        fields: fields.iter().map(field).collect(),
    })
}

fn json(template: &str) -> HttpBody {
    HttpBody::Json(JsonBody {
        template: template.to_owned(),
    })
}

const fn statuses(status_min: u16, status_max: u16) -> HttpSuccess {
    HttpSuccess {
        status_min,
        status_max,
        pointer: None,
        equals: None,
    }
}

fn receipts(
    [message_id, status]: [&str; 2],
    delivered: &[&str],
    undelivered: &[&str],
) -> Option<ReceiptFormat> {
    let owned = |states: &[&str]| states.iter().map(|state| (*state).to_owned()).collect();
    Some(ReceiptFormat {
        message_id_pointer: message_id.to_owned(),
        status_pointer: status.to_owned(),
        delivered: owned(delivered),
        undelivered: owned(undelivered),
    })
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}
