//! Tests of what gateways must keep to; the refusals at the API are in `tests/it/notifications`.

use super::*;
use crate::notifications::channels::presets;

fn transport(id: &str) -> SmsTransport {
    let mut presets = presets::all().into_iter();
    presets.find(|preset| preset.id == id).unwrap().transport
}

#[test]
fn presets_keep_to_everything_but_the_secrets_that_they_wait_for() {
    let outgoing = OutgoingHttp::new(&[]);
    for preset in presets::all() {
        assert_eq!(
            problems(&preset.transport, (true, true), &outgoing),
            [],
            "{}",
            preset.id
        );
    }
    let missing = problems(&transport("twilio"), (false, false), &outgoing);
    let pointers: Vec<&str> = missing.iter().map(|it| it.pointer.as_str()).collect();
    assert_eq!(pointers, ["/user_name", "/secret"]);
}

#[test]
fn origin_is_where_the_secret_goes() {
    let check = |url: &str, expected: Option<&str>| {
        let SmsTransport::Http(http) = transport("generic") else {
            panic!("the generic preset speaks HTTP");
        };
        let url = url.to_owned();
        let transport = SmsTransport::Http(HttpSms { url, ..http });
        assert_eq!(origin(&transport).as_deref(), expected);
    };
    check("https://API.example.com/a", Some("https://api.example.com"));
    check(
        "https://api.example.com:443/b",
        Some("https://api.example.com"),
    );
    check(
        "https://api.example.com:8443/",
        Some("https://api.example.com:8443"),
    );
    check(
        "http://api.example.com/{{ to }}",
        Some("http://api.example.com"),
    );
    check("no address", None);
}

#[test]
fn clear_text_is_for_allowed_networks_alone() {
    let SmsTransport::Http(http) = transport("generic") else {
        panic!("the generic preset speaks HTTP");
    };
    let codes = |url: &str, allowed: &[ipnet::IpNet]| {
        let url = url.to_owned();
        let transport = SmsTransport::Http(HttpSms {
            url,
            ..http.clone()
        });
        let problems = problems(&transport, (true, true), &OutgoingHttp::new(allowed));
        problems.iter().map(|it| it.code).collect::<Vec<_>>()
    };
    let allowed = ["10.0.0.0/8".parse().unwrap()];
    assert_eq!(codes("http://10.1.2.3/sms", &[]), ["not_encrypted"]);
    assert_eq!(codes("http://sms.internal/", &[]), ["not_encrypted"]);
    assert!(codes("http://10.1.2.3/sms", &allowed).is_empty());
    assert_eq!(codes("http://192.168.1.1/sms", &allowed), ["not_encrypted"]);
    assert!(codes("http://sms.internal/", &allowed).is_empty());
}
