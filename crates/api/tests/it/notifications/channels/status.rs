//! How the channels do.

use serde_json::json;

use anteroom_api::{UsableChannels, usable_channels};

use super::{add_gateway, execute, http_transport, set_up_email, settings};
use crate::support::{TestApp, both_databases};

const CHANNELS: &str = "/api/v1/notification-channels";

async fn usable(test: &TestApp) -> (bool, bool) {
    let url = test.app.config.database_url();
    let database = sea_orm::Database::connect(url).await.unwrap();
    let UsableChannels { email, sms } = usable_channels(&database).await.unwrap();
    (email, sms)
}

both_databases! {
    async fn status_follows_the_settings(test: TestApp) {
        let owner = test.owner().await;
        let states = async || {
            let channels = owner.get(CHANNELS).await.json();
            (channels["email"]["state"].clone(), channels["sms"]["state"].clone())
        };
        assert_eq!(states().await, (json!("not_set_up"), json!("not_set_up")));
        set_up_email(&test, &settings(25, json!({ "enabled": false }))).await;
        add_gateway(&owner, "Off", json!({ "enabled": false })).await;
        assert_eq!(states().await, (json!("switched_off"), json!("switched_off")));
        set_up_email(&test, &settings(25, json!({}))).await;
        add_gateway(&owner, "On", json!({})).await;
        assert_eq!(states().await, (json!("unused"), json!("unused")));
        let email = owner.get(CHANNELS).await.json()["email"].clone();
        assert_eq!((&email["queued"], &email["sent_last_day"], &email["failed_last_day"]), (&json!(0), &json!(0), &json!(0)));
        assert_eq!(email["oldest_queued_at"], json!(null));
    }

    async fn usable_is_what_is_switched_on(test: TestApp) {
        let owner = test.owner().await;
        assert_eq!(usable(&test).await, (false, false));
        let by_mail = json!({ "kind": "smtp", "address": "{{ to_digits }}@sms.example.org", "subject": "" });
        add_gateway(&owner, "By mail", json!({ "transport": by_mail })).await;
        let off = json!({ "enabled": false, "transport": http_transport("https://api.example.com/sms") });
        add_gateway(&owner, "Off", off).await;
        assert_eq!(usable(&test).await, (false, false), "no mails leave, and so none for the gateway");
        set_up_email(&test, &settings(25, json!({}))).await;
        assert_eq!(usable(&test).await, (true, true));
        set_up_email(&test, &settings(25, json!({ "enabled": false }))).await;
        assert_eq!(usable(&test).await, (false, false));
        add_gateway(&owner, "On", json!({})).await;
        assert_eq!(usable(&test).await, (false, true));
    }

    async fn failure_and_deliveries_show_in_the_status(test: TestApp) {
        let owner = test.owner().await;
        set_up_email(&test, &settings(25, json!({}))).await;
        let now = test.now().as_microsecond();
        let problem = r#"{"code":"connection_failed","detail":"gone"}"#;
        execute(&test, &format!("INSERT INTO channel_health (channel, last_sent_at, failing_since, last_error) VALUES ('email', {now}, {now}, '{problem}')")).await;
        let hours_ago = |hours: i64| now - hours * 3_600_000_000;
        for (id, status, created, ended) in [
            (1, "queued", hours_ago(2), None),
            (2, "queued", hours_ago(1), None),
            (3, "sent", hours_ago(3), Some(hours_ago(3))),
            (4, "sent", hours_ago(30), Some(hours_ago(25))),
            (5, "failed", hours_ago(30), Some(hours_ago(23))),
            (6, "discarded", hours_ago(3), Some(hours_ago(3))),
        ] {
            let id = if test.app.config.database_url().starts_with("sqlite") {
                format!("x'{id:032x}'")
            } else {
                format!("'00000000-0000-0000-0000-{id:012x}'")
            };
            let ended = ended.map_or_else(|| "NULL".to_owned(), |ended| ended.to_string());
            execute(&test, &format!(
                "INSERT INTO deliveries (id, kind, channel, status, urgent, message_id, rounds, destination, destination_key, language, facts, attempts, segments, created_at, ended_at) \
                 VALUES ({id}, 'provisioning_email', 'email', '{status}', false, '', 0, 'x', 'x', 'en', '{{}}', 1, 0, {created}, {ended})"
            )).await;
        }
        let channels = owner.get(CHANNELS).await.json();
        assert_eq!(channels["email"], json!({
            "state": "failing",
            "last_sent_at": "2026-03-02T09:00:00Z",
            "failing_since": "2026-03-02T09:00:00Z",
            "last_error": { "code": "connection_failed", "detail": "gone" },
            "queued": 2,
            "oldest_queued_at": "2026-03-02T07:00:00Z",
            "sent_last_day": 1,
            "failed_last_day": 1,
        }));
        assert_eq!(channels["sms"]["queued"], json!(0));
        assert_eq!(owner.get(super::EMAIL).await.json()["status"], channels["email"]);
        set_up_email(&test, &settings(25, json!({ "enabled": false }))).await;
        let off = owner.get(CHANNELS).await.json()["email"].clone();
        assert_eq!((&off["state"], &off["failing_since"], &off["last_error"]), (&json!("switched_off"), &json!(null), &json!(null)));
    }
}
