//! Tests of requests and answers; the ones that travel are in `tests/it/notifications`.

use anteroom_api_types::notifications::sms::{FormBody, NamedValue, NoBody};

use super::*;

fn http() -> HttpSms {
    HttpSms {
        method: HttpMethod::Get,
        url: "https://api.example.com/{{ user_name }}?text={{ text }}".to_owned(),
        authorization: HttpAuthorization::None,
        headers: Vec::new(),
        body: HttpBody::None(NoBody {}),
        success: HttpSuccess {
            status_min: 200,
            status_max: 202,
            pointer: None,
            equals: None,
        },
        message_id_pointer: Some("/id".to_owned()),
        receipts: None,
    }
}

const VALUES: Values<'static> = Values {
    to: "+46701234567",
    text: "a&b",
    sender: "Anteroom",
    user_name: "anna",
    secret: "s3cret",
    message_id: "m1",
};

fn pair(name: &str, value: &str) -> NamedValue {
    NamedValue {
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

#[test]
fn request_without_body_says_nothing_of_one() {
    let request = request(&http(), &VALUES).ok().unwrap();
    assert_eq!(request.method, reqwest::Method::GET);
    assert_eq!(
        request.url.as_str(),
        "https://api.example.com/anna?text=a%26b"
    );
    assert!(request.body.is_none() && request.headers.is_empty());
}

#[test]
fn headers_may_repeat_and_fields_are_encoded() {
    let http = HttpSms {
        headers: vec![pair("X-A", "{{ to }}"), pair("x-a", "2")],
        body: HttpBody::Form(FormBody {
            fields: vec![pair("a[]", "{{ text }} +"), pair("a[]", "")],
        }),
        authorization: HttpAuthorization::Bearer,
        ..http()
    };
    let request = request(&http, &VALUES).ok().unwrap();
    let values: Vec<_> = request.headers.get_all("x-a").iter().collect();
    assert_eq!(values, ["+46701234567", "2"]);
    assert_eq!(request.headers.get(AUTHORIZATION).unwrap(), "Bearer s3cret");
    let body = String::from_utf8(request.body.unwrap()).unwrap();
    assert_eq!(body, "a%5B%5D=a%26b+%2B&a%5B%5D=");
}

fn check(status: u16, body: &str, expected: Result<Option<&str>, Code>) {
    let answer = Answer {
        status,
        retry_after: None,
        body: body.as_bytes().to_vec(),
    };
    let found = outcome(&http(), &answer, Timestamp::UNIX_EPOCH);
    let found = found
        .as_ref()
        .map(|handed_over| handed_over.provider_message_id.as_deref())
        .map_err(|failed| failed.problem.code);
    assert_eq!(found, expected, "{status} {body}");
}

#[test]
fn answers_are_sorted_by_their_status() {
    check(200, r#"{"id":"x1"}"#, Ok(Some("x1")));
    check(202, r#"{"id":12}"#, Ok(Some("12")));
    check(200, r#"{"id":""}"#, Ok(None));
    check(200, r#"{"id":{}}"#, Ok(None));
    check(200, "no JSON", Ok(None));
    check(204, "", Err(Code::AnswerUnexpected));
    check(302, "", Err(Code::AnswerUnexpected));
    check(400, "", Err(Code::Refused));
    check(403, "", Err(Code::SignInRefused));
    check(429, "", Err(Code::RefusedForNow));
    check(599, "", Err(Code::RefusedForNow));
    check(410, "", Err(Code::AnswerUnexpected));
}
