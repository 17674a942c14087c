//! The settings of the e-mail channel: one object, its bounds, its versions, its password.

use serde_json::{Value, json};

use super::{EMAIL, put, row, settings};
use crate::access_rules::{error_codes, newest_event};
use crate::support::both_databases;

both_databases! {
    async fn channel_is_not_set_up_until_it_is_written(test: TestApp) {
        let owner = test.owner().await;
        let answer = owner.get(EMAIL).await;
        assert_eq!((answer.status, answer.etag()), (200, "\"0\"".to_owned()));
        let channel = answer.json();
        assert_eq!(channel["enabled"], json!(false));
        assert_eq!(channel["updated_at"], Value::Null);
        assert_eq!(channel["status"]["state"], json!("not_set_up"));
        let written = owner.put_if_match(EMAIL, "\"0\"", &settings(587, json!({ "enabled": false }))).await;
        assert_eq!((written.status, written.etag()), (200, "\"1\"".to_owned()));
        assert_eq!(written.json()["status"]["state"], json!("switched_off"));
        let event = newest_event(&owner, "email_channel.changed").await;
        assert_eq!(event["details"]["changes"]["host"]["to"], json!("127.0.0.1"));
        owner.put_if_match(EMAIL, "\"0\"", &settings(587, json!({}))).await.refused(412, "version_stale");
        owner.put(EMAIL, &settings(587, json!({}))).await.refused(428, "version_required");
        let unchanged = owner.put_if_match(EMAIL, "\"1\"", &settings(587, json!({ "enabled": false }))).await;
        assert_eq!(unchanged.etag(), "\"1\"", "what changes nothing is no new version");
    }

    async fn wrong_settings_are_refused_beside_their_fields(test: TestApp) {
        let owner = test.owner().await;
        for (changes, pointer, code) in [
            (json!({ "host": "smtp://example.org" }), "/host", "malformed"),
            (json!({ "host": "" }), "/host", "empty"),
            (json!({ "port": 0 }), "/port", "out_of_bounds"),
            (json!({ "sender_name": "a\r\nBcc: b@example.org" }), "/sender_name", "forbidden_character"),
            (json!({ "sender_name": "a\u{202e}b" }), "/sender_name", "forbidden_character"),
            (json!({ "sender_address": "not an address" }), "/sender_address", "malformed"),
            (json!({ "reply_to": "a@example.org\r\nb" }), "/reply_to", "forbidden_character"),
            (json!({ "ehlo_name": "a b" }), "/ehlo_name", "malformed"),
            (json!({ "ca_certificates": "hello" }), "/ca_certificates", "malformed"),
            (json!({ "timeout_seconds": 61 }), "/timeout_seconds", "out_of_bounds"),
            (json!({ "user_name": "anna" }), "/password", "required"),
            (json!({ "password": "secret" }), "/user_name", "required"),
            (json!({ "surprise": true }), "/surprise", "wrong_type"),
        ] {
            let answer = put(&owner, &settings(587, changes.clone())).await;
            answer.refused(422, "content_refused");
            assert_eq!(answer.pointers(), [pointer], "{changes}");
            assert_eq!(error_codes(&answer), [code], "{changes}");
        }
        assert_eq!(owner.get(EMAIL).await.etag(), "\"0\"");
    }

    async fn password_is_kept_sealed_and_never_shown(test: TestApp) {
        let owner = test.owner().await;
        let secret = "correct-mail-password";
        let sent = settings(587, json!({ "user_name": "anna", "password": secret }));
        let answer = put(&owner, &sent).await;
        assert_eq!(answer.json()["has_password"], json!(true));
        let shown = owner.get(EMAIL).await.body + &owner.get("/api/v1/audit-events").await.body;
        assert!(!shown.contains(secret) && !answer.body.contains(secret));
        let sealed: Vec<u8> = row(&test, "SELECT password FROM email_channel").await.try_get("", "password").unwrap();
        assert!(!sealed.windows(secret.len()).any(|part| part == secret.as_bytes()));
        let moved = row(&test, "SELECT settings FROM email_channel").await;
        assert!(!moved.try_get::<String>("", "settings").unwrap().contains(secret));
        // Events of one moment have no order.
        test.clock.advance_seconds(1);
        let kept = put(&owner, &settings(25, json!({ "user_name": "anna" }))).await;
        assert_eq!(kept.json()["has_password"], json!(true), "left out, it stays");
        let event = newest_event(&owner, "email_channel.changed").await;
        assert_eq!(event["details"]["password_changed"], json!(false));
        let removed = put(&owner, &settings(25, json!({ "password": null }))).await;
        assert_eq!(removed.json()["has_password"], json!(false));
    }

    async fn stored_password_is_not_sent_to_another_host_nor_in_clear(test: TestApp) {
        let owner = test.owner().await;
        let with = |changes: Value| {
            let mut all = settings(587, json!({ "user_name": "anna", "security": "tls" }));
            all.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
            all
        };
        assert_eq!(put(&owner, &with(json!({ "password": "secret" }))).await.status, 200);
        for changes in [json!({ "host": "other.example.org" }), json!({ "security": "none" })] {
            let answer = put(&owner, &with(changes.clone())).await;
            answer.refused(422, "content_refused");
            assert_eq!(answer.pointers(), ["/password"], "{changes}");
            let draft = json!({ "settings": with(changes.clone()) });
            let answer = owner.post(&format!("{EMAIL}/test"), &draft).await;
            answer.refused(422, "content_refused");
            assert_eq!(answer.pointers(), ["/settings/password"], "{changes}");
            let mut again = with(changes);
            again["password"] = json!("secret");
            assert_eq!(put(&owner, &again).await.status, 200);
            assert_eq!(put(&owner, &with(json!({ "password": "secret" }))).await.status, 200);
        }
    }
}
