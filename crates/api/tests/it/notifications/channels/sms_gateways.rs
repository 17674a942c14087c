//! The list of SMS gateways: adding, changing, ordering, removing, and the secret.

use serde_json::{Value, json};

use super::{GATEWAYS, add_gateway, http_transport, row};
use crate::access_rules::{error_codes, newest_event};
use crate::support::{Browser, both_databases};

fn address(gateway: &Value) -> String {
    format!("{GATEWAYS}/{}", gateway["id"].as_str().unwrap())
}

async fn names(owner: &Browser) -> Vec<String> {
    let list = owner.get(GATEWAYS).await.json();
    let items = list["items"].as_array().unwrap().iter().enumerate();
    items
        .map(|(index, gateway)| {
            assert_eq!(gateway["position"], json!(index + 1));
            gateway["name"].as_str().unwrap().to_owned()
        })
        .collect()
}

/// The addresses at which a new gateway is refused, with the words.
async fn refusals(owner: &Browser, transport: Value) -> Vec<(String, String)> {
    let body = json!({ "name": "New", "enabled": true, "transport": transport });
    let answer = owner.post(GATEWAYS, &body).await;
    answer.refused(422, "content_refused");
    answer
        .pointers()
        .into_iter()
        .zip(error_codes(&answer))
        .collect()
}

both_databases! {
    async fn gateways_are_added_changed_and_removed(test: TestApp) {
        let owner = test.owner().await;
        let first = add_gateway(&owner, "First", json!({ "secret": "s3cret", "transport": http_transport("https://api.example.com/sms") })).await;
        assert_eq!((&first["position"], &first["has_secret"]), (&json!(1), &json!(true)));
        let answer = owner.get(&address(&first)).await;
        assert_eq!((answer.json(), answer.etag()), (first.clone(), "\"1\"".to_owned()));
        let body = json!({ "name": " FIRST ", "enabled": true, "transport": { "kind": "file" } });
        owner.post(GATEWAYS, &body).await.refused(409, "already_exists");
        let changed = owner.patch_if_match(&address(&first), "\"1\"", &json!({ "name": "Renamed", "enabled": false, "user_name": "anna" })).await;
        assert_eq!((changed.status, changed.etag()), (200, "\"2\"".to_owned()));
        assert_eq!(changed.json()["name"], json!("Renamed"));
        assert_eq!(changed.json()["has_secret"], json!(true));
        owner.patch_if_match(&address(&first), "\"1\"", &json!({ "name": "Stale" })).await.refused(412, "version_stale");
        owner.patch(&address(&first), &json!({ "name": "None" })).await.refused(428, "version_required");
        let same = owner.patch_if_match(&address(&first), "\"2\"", &json!({ "name": "Renamed" })).await;
        assert_eq!(same.etag(), "\"2\"");
        let cleared = owner.patch_if_match(&address(&first), "\"2\"", &json!({ "user_name": null, "secret": null })).await.json();
        assert_eq!((&cleared["user_name"], &cleared["has_secret"]), (&Value::Null, &json!(false)));
        owner.delete_if_match(&address(&first), "\"1\"").await.refused(412, "version_stale");
        assert_eq!(owner.delete_if_match(&address(&first), "\"3\"").await.status, 204);
        owner.get(&address(&first)).await.refused(404, "not_found");
        assert_eq!(newest_event(&owner, "sms_gateway.removed").await["subject"]["name"], json!("Renamed"));
    }

    async fn order_names_every_gateway_once(test: TestApp) {
        let owner = test.owner().await;
        let mut ids = Vec::new();
        for name in ["A", "B", "C"] {
            ids.push(add_gateway(&owner, name, json!({})).await["id"].clone());
        }
        let order = format!("{GATEWAYS}/order");
        let wanted = json!({ "ids": [ids[2], ids[0], ids[1]] });
        let answer = owner.put(&order, &wanted).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(names(&owner).await, ["C", "A", "B"]);
        assert_eq!(newest_event(&owner, "sms_gateways.reordered").await["details"]["order"], json!(["C", "A", "B"]));
        for wrong in [json!([]), json!([ids[0], ids[1]]), json!([ids[0], ids[0], ids[1]]), json!([ids[0], ids[1], ids[2], ids[2]])] {
            owner.put(&order, &json!({ "ids": wrong })).await.refused(409, "state_conflict");
        }
        let first = owner.get(&format!("{GATEWAYS}/{}", ids[2].as_str().unwrap())).await;
        assert_eq!(owner.delete_if_match(&address(&first.json()), &first.etag()).await.status, 204);
        add_gateway(&owner, "D", json!({})).await;
        assert_eq!(names(&owner).await, ["A", "B", "D"]);
    }

    async fn there_are_twenty_gateways_at_most(test: TestApp) {
        let owner = test.owner().await;
        for number in 1..=20 {
            add_gateway(&owner, &format!("Gateway {number}"), json!({})).await;
        }
        let body = json!({ "name": "One more", "enabled": true, "transport": { "kind": "file" } });
        let answer = owner.post(GATEWAYS, &body).await;
        assert_eq!(answer.refused(409, "state_conflict").json()["limit"], json!(20));
    }

    async fn secret_is_kept_sealed_and_is_not_sent_to_another_server(test: TestApp) {
        let owner = test.owner().await;
        let secret = "correct-gateway-secret";
        let with_url = |url: &str| {
            let mut transport = http_transport(url);
            transport["authorization"] = json!("bearer");
            transport
        };
        let gateway = add_gateway(&owner, "Http", json!({ "secret": secret, "transport": with_url("https://api.example.com/sms") })).await;
        let shown = owner.get(GATEWAYS).await.body + &owner.get("/api/v1/audit-events").await.body;
        assert!(!shown.contains(secret));
        let sealed: Vec<u8> = row(&test, "SELECT secret FROM sms_gateways").await.try_get("", "secret").unwrap();
        assert!(!sealed.windows(secret.len()).any(|part| part == secret.as_bytes()));
        for url in ["https://other.example.com/sms", "https://api.example.com:8443/sms", "http://127.0.0.1/sms"] {
            let answer = owner.patch_if_match(&address(&gateway), "*", &json!({ "transport": with_url(url) })).await;
            answer.refused(422, "content_refused");
            assert_eq!(answer.pointers(), ["/secret"], "{url}");
            let again = json!({ "transport": with_url(url), "secret": secret });
            assert_eq!(owner.patch_if_match(&address(&gateway), "*", &again).await.status, 200, "{url}");
            let back = json!({ "transport": with_url("https://api.example.com/sms"), "secret": secret });
            assert_eq!(owner.patch_if_match(&address(&gateway), "*", &back).await.status, 200);
        }
        let mail = json!({ "transport": { "kind": "smtp", "address": "{{ to_digits }}@sms.example.org", "subject": "{{ secret }}" } });
        let answer = owner.patch_if_match(&address(&gateway), "*", &mail).await;
        assert_eq!(answer.refused(422, "content_refused").pointers(), ["/secret"]);
        let path = json!({ "transport": with_url("https://api.example.com/v2/sms") });
        assert_eq!(owner.patch_if_match(&address(&gateway), "*", &path).await.status, 200, "the same server");
        // Into the folder nothing goes that is secret; the way out of it leads past the same question.
        let folder = json!({ "transport": { "kind": "file" } });
        let kept = owner.patch_if_match(&address(&gateway), "*", &folder).await;
        assert_eq!((kept.status, &kept.json()["has_secret"]), (200, &json!(true)));
        let answer = owner.patch_if_match(&address(&gateway), "*", &path).await;
        assert_eq!(answer.refused(422, "content_refused").pointers(), ["/secret"]);
    }

    async fn wrong_transports_are_refused_beside_their_fields(test: TestApp) {
        let owner = test.owner().await;
        let url = |url: &str| http_transport(url);
        let pair = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
        for (wrong, code) in [
            ("no address", "malformed"),
            ("ftp://api.example.com/", "malformed"),
            ("https://api.example.com/{{ phone }}", "unknown_placeholder"),
            ("https://api.example.com/{{ to", "malformed"),
            ("https://{{ to_digits }}.example.com/", "malformed"),
            ("https://api.example.com:{{ to_digits }}/", "malformed"),
            ("https://anna:secret@api.example.com/", "malformed"),
            ("https://api.example.com/#x", "malformed"),
            ("http://10.0.0.1/sms", "not_encrypted"),
        ] {
            assert_eq!(refusals(&owner, url(wrong)).await, pair("/transport/url", code), "{wrong}");
        }
        for (member, value, pointer, code) in [
            ("headers", json!([{ "name": "a b", "value": "x" }]), "/transport/headers/0/name", "malformed"),
            ("headers", json!([{ "name": "Host", "value": "x" }]), "/transport/headers/0/name", "not_allowed"),
            ("headers", json!([{ "name": "X-A", "value": "a\r\nX-B: c" }]), "/transport/headers/0/value", "forbidden_character"),
            ("headers", json!([{ "name": "X-A", "value": "{{ env }}" }]), "/transport/headers/0/value", "unknown_placeholder"),
            ("body", json!({ "format": "json", "template": "{\"to\": {{ to }}}" }), "/transport/body/template", "malformed"),
            ("body", json!({ "format": "json", "template": "{\"to\"" }), "/transport/body/template", "malformed"),
            ("body", json!({ "format": "form", "fields": [{ "name": "to", "value": "{{ nobody }}" }] }), "/transport/body/fields/0/value", "unknown_placeholder"),
            ("message_id_pointer", json!("id"), "/transport/message_id_pointer", "malformed"),
            ("success", json!({ "status_min": 250, "status_max": 200 }), "/transport/success/status_min", "out_of_range"),
            ("authorization", json!("bearer"), "/secret", "required"),
        ] {
            let mut transport = http_transport("https://api.example.com/sms");
            transport[member] = value;
            assert_eq!(refusals(&owner, transport).await, pair(pointer, code), "{member}");
        }
        for (address, code) in [("fixed@example.org", "required"), ("{{ to }}", "malformed")] {
            let mail = json!({ "kind": "smtp", "address": address, "subject": "" });
            assert_eq!(refusals(&owner, mail).await, pair("/transport/address", code), "{address}");
        }
        let mut short = http_transport("x");
        assert_eq!(refusals(&owner, short.clone()).await, pair("/transport/url", "out_of_bounds"));
        short["url"] = json!("https://api.example.com/sms");
        short["body"] = json!({ "format": "form", "fields": [{ "name": "", "value": "" }] });
        assert_eq!(refusals(&owner, short).await, pair("/transport/body/fields/0/name", "out_of_bounds"));
        let body = json!({ "name": "New", "enabled": true, "sender": "much too long for it", "transport": { "kind": "file" } });
        assert_eq!(owner.post(GATEWAYS, &body).await.refused(422, "content_refused").pointers(), ["/sender"]);
    }

    async fn address_for_reports_is_shown_to_those_alone_who_may_change_the_gateway(test: TestApp) {
        let owner = test.owner().await;
        let mut transport = http_transport("https://api.example.com/sms");
        transport["receipts"] = json!({ "message_id_pointer": "/id", "status_pointer": "/status", "delivered": ["delivered"], "undelivered": [] });
        let gateway = add_gateway(&owner, "Http", json!({ "transport": transport })).await;
        let url = gateway["receipt_url"].as_str().unwrap();
        assert!(url.starts_with(&format!("{}{}/receipts/", test.base_url, address(&gateway))), "{url}");
        test.add_administrator("auditor", "auditor").await;
        let seen = test.signed_in("auditor").await.get(&address(&gateway)).await.json();
        assert_eq!(seen["receipt_url"], Value::Null);
        let without = add_gateway(&owner, "File", json!({})).await;
        assert_eq!(without["receipt_url"], Value::Null);
    }
}
