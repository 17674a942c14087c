//! One object: its defaults, its bounds, its guards, its versions.

use reqwest::Method;
use serde_json::{Value, json};

use crate::access_rules::{authorize, change_resource, error_codes, newest_event, own};
use crate::support::{Answer, Browser, both_databases};

const ADDRESS: &str = "/api/v1/self-service-settings";

/// Puts the settings with changes; members of objects are merged one level deep.
async fn put(owner: &Browser, changes: Value) -> Answer {
    let answer = owner.get(ADDRESS).await;
    let mut settings = answer.json();
    settings.as_object_mut().unwrap().remove("readiness");
    for (name, value) in changes.as_object().unwrap() {
        match (settings[name].as_object_mut(), value.as_object()) {
            (Some(members), Some(changes)) => members.extend(changes.clone()),
            _ => settings[name] = value.clone(),
        }
    }
    owner.put_if_match(ADDRESS, &answer.etag(), &settings).await
}

both_databases! {
    async fn settings_have_their_defaults_until_they_are_written(test: TestApp) {
        let answer = test.owner().await.get(ADDRESS).await;
        assert_eq!(answer.etag(), "\"0\"");
        assert_eq!(answer.json(), json!({
            "enabled": false,
            "channels": { "browser": true, "email": false, "sms": false },
            "profile_kinds": ["mobile_app", "totp"],
            "token_lifetime_seconds": { "browser": 300, "sms": 1800, "email": 86400 },
            "open_tokens_per_user_max": 3,
            "profiles_per_user_max": 5,
            "confirmation": "required",
            "message_mode": "direct",
            "preset": "none",
            "portal_visible": true,
            "notify_user_of_changes": true,
            "readiness": {
                "channels": [
                    { "channel": "browser", "usable": true, "reason": null },
                    { "channel": "email", "usable": false, "reason": "not_usable_yet" },
                    { "channel": "sms", "usable": false, "reason": "not_usable_yet" },
                ],
                "blockers": [],
            },
        }));
    }

    async fn one_switch_turns_self_service_on(test: TestApp) {
        let owner = test.owner().await;
        let answer = put(&owner, json!({ "enabled": true })).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(answer.json()["enabled"], true);
        assert_eq!(owner.get(ADDRESS).await.etag(), answer.etag());
        let event = newest_event(&owner, "self_service_settings.changed").await;
        assert_eq!(event["details"]["changes"], json!({ "enabled": { "from": false, "to": true } }));
    }

    async fn versions_guard_against_lost_changes(test: TestApp) {
        let owner = test.owner().await;
        let first = put(&owner, json!({ "profiles_per_user_max": 6 })).await;
        let mut settings = first.json();
        settings.as_object_mut().unwrap().remove("readiness");
        owner.put(ADDRESS, &settings).await.refused(428, "version_required");
        owner.put_if_match(ADDRESS, "\"0\"", &settings).await.refused(412, "version_stale");
        let same = owner.put_if_match(ADDRESS, &first.etag(), &settings).await;
        assert_eq!((same.status, same.etag()), (200, first.etag()), "no change, no new version");
        let answer = owner.send(Method::GET, ADDRESS, &[("if-none-match", &first.etag())], None).await;
        assert_eq!(answer.status, 304);
    }

    async fn values_out_of_bounds_are_refused_with_pointers(test: TestApp) {
        let owner = test.owner().await;
        let refused = async |changes: Value| put(&owner, changes).await.refused(422, "content_refused").pointers();
        assert_eq!(refused(json!({ "token_lifetime_seconds": { "browser": 59 } })).await, ["/token_lifetime_seconds/browser"]);
        assert_eq!(refused(json!({ "token_lifetime_seconds": { "email": 604_801 } })).await, ["/token_lifetime_seconds/email"]);
        assert_eq!(refused(json!({ "open_tokens_per_user_max": 0 })).await, ["/open_tokens_per_user_max"]);
        assert_eq!(refused(json!({ "profiles_per_user_max": 51 })).await, ["/profiles_per_user_max"]);
        assert_eq!(refused(json!({ "profile_kinds": [] })).await, ["/profile_kinds"]);
        assert_eq!(refused(json!({ "profile_kinds": ["totp", "totp"] })).await, ["/profile_kinds/1"]);
        assert_eq!(refused(json!({ "confirmation": "maybe" })).await, ["/confirmation"]);
        let answer = put(&owner, json!({ "token_lifetime_seconds": { "browser": 60, "email": 604_800 }, "open_tokens_per_user_max": 10, "profiles_per_user_max": 50 })).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }

    async fn channels_without_a_transport_cannot_be_switched_on(test: TestApp) {
        let owner = test.owner().await;
        let answer = put(&owner, json!({ "channels": { "email": true, "sms": true } })).await;
        assert_eq!(answer.refused(422, "content_refused").pointers(), ["/channels/email", "/channels/sms"]);
        assert_eq!(error_codes(&answer), ["not_usable_yet", "not_usable_yet"]);
    }

    async fn self_service_needs_a_usable_channel(test: TestApp) {
        let owner = test.owner().await;
        let answer = put(&owner, json!({ "enabled": true, "channels": { "browser": false } })).await;
        assert_eq!(answer.refused(422, "self_service_not_ready").pointers(), ["/enabled"]);
        assert_eq!(error_codes(&answer), ["no_usable_channel"]);
        let answer = put(&owner, json!({ "channels": { "browser": false } })).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(answer.json()["readiness"]["blockers"][0]["code"], "no_usable_channel");
    }

    async fn self_service_needs_a_rule_that_asks_for_authentication(test: TestApp) {
        let owner = test.owner().await;
        let open = json!({ "client_network": { "networks": ["127.0.0.0/8", "::1/128"] } });
        authorize(&owner, "/provisioning", own(open)).await;
        let blockers = owner.get(ADDRESS).await.json()["readiness"]["blockers"].clone();
        assert_eq!(blockers[0]["code"], "rule_asks_for_no_authentication");
        let answer = put(&owner, json!({ "enabled": true })).await;
        assert_eq!(answer.refused(422, "self_service_not_ready").pointers(), ["/enabled"]);
        assert_eq!(owner.get(ADDRESS).await.json()["enabled"], false);
        authorize(&owner, "/provisioning", json!({ "inherit": true })).await;
        assert_eq!(put(&owner, json!({ "enabled": true })).await.status, 200);
    }

    async fn preset_fixes_what_the_standard_asks(test: TestApp) {
        let owner = test.owner().await;
        let answer = put(&owner, json!({ "preset": "nist_800_63b", "confirmation": "off" })).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let settings = answer.json();
        assert_eq!(settings["message_mode"], "pointer");
        assert_eq!(settings["confirmation"], "required");
        assert_eq!(settings["token_lifetime_seconds"], json!({ "browser": 300, "sms": 600, "email": 600 }));
    }

    async fn portal_shows_the_page_as_settings_and_resource_say_alike(test: TestApp) {
        let owner = test.owner().await;
        let listed = async || {
            let session = owner.get("/api/v1/session").await.json();
            session["portal_entries"].as_array().unwrap().iter().any(|entry| entry["path"] == "/provisioning")
        };
        assert!(listed().await);
        assert_eq!(put(&owner, json!({ "portal_visible": false })).await.status, 200);
        assert!(!listed().await);
        let etag = owner.get(ADDRESS).await.etag();
        let answer = change_resource(&owner, "/provisioning", json!({ "portal": { "visible": true } })).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert!(listed().await);
        let settings = owner.get(ADDRESS).await;
        assert_eq!(settings.json()["portal_visible"], true);
        assert_ne!(settings.etag(), etag, "the version moved with the copy");
    }
}
