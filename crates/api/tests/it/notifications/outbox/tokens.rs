//! Tokens that travel by message, from the question to the working phone.

use anteroom_api_types::notifications::deliveries::DeliveryStatus;
use anteroom_api_types::notifications::health::DeliveryProblemCode;
use anteroom_api_types::provisioning::TokenStatus;
use anteroom_api_types::self_service::MessageMode;
use serde_json::json;

use super::{
    after, ask_by, caught, caught_with, deliveries, delivery_in, email_to_folder, email_to_nobody,
    eventually, maja_with_messages, set_email, token_by,
};
use crate::provisioning::{actions_about, code_of, read};
use crate::support::{Phone, both_databases};

both_databases! {
    async fn a_mail_brings_the_link_and_a_phone_takes_it(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({})).await;
        let token = token_by(&maja, "email").await;
        assert_eq!((token.link.as_ref(), token.destination.as_deref()), (None, Some("m•••@example.org")));
        assert_eq!(token.message_mode, Some(MessageMode::Direct));
        let mail = caught_with(&test, "maja@example.org", "/a#").await;
        let secret = after(&mail["text"], "/a#");
        assert!(mail["html"].as_str().unwrap().contains("data:image/png;base64,"), "{mail}");
        let delivery = eventually("a sent mail", async || {
            read(&maja, &token).await.delivery.filter(|delivery| delivery.status == DeliveryStatus::Sent)
        }).await;
        assert_eq!((delivery.attempts, delivery.problem), (1, None));
        let phone = Phone::new(&test.base_url);
        let claim = phone.claim(&secret).await;
        assert_eq!(claim.status, 201, "{claim:?}");
        assert_eq!(claim.json()["status"], "awaiting_confirmation");
        let code = code_of(&maja, &token).await;
        assert_eq!(phone.confirm(&token.id.to_string(), &code).await.status, 200);
        assert_eq!(read(&maja, &token).await.status, TokenStatus::Completed);
    }

    async fn a_text_message_brings_the_link(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({})).await;
        let token = token_by(&maja, "sms").await;
        assert_eq!(token.destination.as_deref(), Some("•••• 4567"));
        let sms = caught_with(&test, "+46701234567", "/a#").await;
        assert_eq!(sms["channel"], "sms");
        let claim = Phone::new(&test.base_url).claim(&after(&sms["text"], "/a#")).await;
        assert_eq!(claim.status, 201, "{claim:?}");
        let sent = delivery_in(&test, &format!("provisioning_token_id={}", token.id), "sent").await;
        assert_eq!((sent["sent_by"].clone(), sent["kind"].clone()), (json!("Folder"), json!("provisioning_sms")));
        assert!(sent["segments"].as_u64().unwrap() >= 1, "{sent}");
    }

    async fn a_message_that_works_by_itself_always_needs_the_confirmation_code(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({ "confirmation": "off" })).await;
        token_by(&maja, "email").await;
        let mail = caught_with(&test, "maja@example.org", "/a#").await;
        let claim = Phone::new(&test.base_url).claim(&after(&mail["text"], "/a#")).await;
        assert_eq!(claim.json()["status"], "awaiting_confirmation");
    }

    async fn nothing_in_a_message_that_only_points_can_be_redeemed(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({ "message_mode": "pointer" })).await;
        let phone = Phone::new(&test.base_url);
        for (channel, to) in [("email", "maja@example.org"), ("sms", "+46701234567")] {
            let token = token_by(&maja, channel).await;
            assert_eq!(token.message_mode, Some(MessageMode::Pointer));
            let message = caught_with(&test, to, &format!("/provisioning?token={}", token.id)).await;
            let whole = format!("{} {}", message["text"], message["html"]);
            assert!(!whole.contains("/a#") && !whole.contains("data:image"), "{whole}");
            // Everything in it that could be a secret is tried, the ids as well.
            for word in whole.split(|character: char| !character.is_ascii_alphanumeric() && character != '-') {
                if word.len() >= 20 {
                    phone.claim(word).await.refused(404, "provisioning_token_unusable");
                }
            }
            assert_eq!(read(&maja, &token).await.status, TokenStatus::Issued);
        }
    }

    async fn the_page_that_a_message_points_to_shows_the_code(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({ "message_mode": "pointer" })).await;
        let token = token_by(&maja, "email").await;
        let path = format!("/api/v1/me/provisioning-tokens/{}/show", token.id);
        let secret_in = |answer: &crate::support::Answer| {
            assert_eq!(answer.status, 200, "{answer:?}");
            after(&answer.json()["link"], "/a#")
        };
        let first = secret_in(&maja.act(&path).await);
        let second = secret_in(&maja.act(&path).await);
        let phone = Phone::new(&test.base_url);
        phone.claim(&first).await.refused(404, "provisioning_token_unusable");
        assert_eq!(phone.claim(&second).await.status, 201);
        maja.act(&path).await.refused(409, "state_conflict");
        test.add_user("olof").await;
        test.signed_in("olof").await.act(&path).await.refused(404, "not_found");
        let direct = super::super::super::provisioning::token_for_phone(&maja).await.0;
        let path = format!("/api/v1/me/provisioning-tokens/{}/show", direct.id);
        maja.act(&path).await.refused(409, "state_conflict");
        assert_eq!(
            actions_about(&test, &token.id.to_string()).await,
            ["provisioning_token.claimed", "provisioning_token.issued", "provisioning_token.shown", "provisioning_token.shown"]
        );
    }

    async fn a_message_for_an_authenticator_app_only_points_to_the_page(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({})).await;
        let answer = ask_by(&maja, "totp", "email").await;
        assert_eq!((answer.status, answer.json()["totp_key"].clone()), (201, json!(null)));
        let id = answer.json()["id"].as_str().unwrap().to_owned();
        let mail = caught_with(&test, "maja@example.org", &format!("/provisioning?token={id}")).await;
        assert!(!mail.to_string().contains("otpauth"), "{mail}");
        let shown = maja.act(&format!("/api/v1/me/provisioning-tokens/{id}/show")).await;
        assert!(shown.json()["totp_key"]["uri"].as_str().unwrap().starts_with("otpauth://totp/"), "{shown:?}");
        assert_eq!(shown.json()["link"], json!(null));
    }

    async fn once_messages_only_point_those_that_worked_by_themselves_do_not(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({})).await;
        token_by(&maja, "email").await;
        let mail = caught_with(&test, "maja@example.org", "/a#").await;
        test.enable_self_service(json!({ "message_mode": "pointer" })).await;
        let phone = Phone::new(&test.base_url);
        phone.claim(&after(&mail["text"], "/a#")).await.refused(404, "provisioning_token_unusable");
    }

    async fn a_message_can_be_sent_again_after_a_minute_and_leads_to_the_same_place(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({})).await;
        let token = token_by(&maja, "email").await;
        let filter = format!("provisioning_token_id={}", token.id);
        delivery_in(&test, &filter, "sent").await;
        let path = format!("/api/v1/me/provisioning-tokens/{}/resend", token.id);
        let early = maja.act(&path).await;
        assert_eq!(early.refused(429, "too_many_messages").header("retry-after"), Some("61"));
        test.clock.advance_seconds(60);
        assert_eq!(maja.act(&path).await.status, 200);
        eventually("two sent mails", async || {
            let sent = deliveries(&test, &format!("{filter}&status=sent")).await;
            (sent.len() == 2).then_some(())
        }).await;
        let secrets: Vec<String> = caught(&test).await.iter().map(|mail| after(&mail["text"], "/a#")).collect();
        assert_eq!(secrets.len(), 2);
        assert_eq!(secrets[0], secrets[1]);
        let browser = super::super::super::provisioning::token_for_phone(&maja).await.0;
        maja.act(&format!("/api/v1/me/provisioning-tokens/{}/resend", browser.id)).await.refused(409, "state_conflict");
        test.add_user("olof").await;
        test.signed_in("olof").await.act(&path).await.refused(404, "not_found");
    }

    async fn a_token_that_is_over_is_not_sent_at_all(test: TestApp) {
        let (user, maja) = maja_with_messages(&test, json!({})).await;
        set_email(&test, &email_to_nobody()).await;
        let revoked = token_by(&maja, "email").await;
        let moved = token_by(&maja, "email").await;
        for token in [&revoked, &moved] {
            let waiting = eventually("a failed attempt", async || {
                read(&maja, token).await.delivery.filter(|delivery| delivery.problem.is_some())
            }).await;
            assert_eq!(waiting.status, DeliveryStatus::Queued);
            assert_eq!(waiting.problem, Some(DeliveryProblemCode::ConnectionFailed));
            assert_eq!(waiting.resend_at, None);
        }
        let path = format!("/api/v1/me/provisioning-tokens/{}", revoked.id);
        assert_eq!(maja.delete(&path).await.status, 204);
        let owner = test.owner().await;
        let path = format!("/api/v1/users/{}", user.id);
        let etag = owner.get(&path).await.etag();
        let answer = owner.patch_if_match(&path, &etag, &json!({ "email": "other@example.org" })).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        set_email(&test, &email_to_folder()).await;
        test.clock.advance_seconds(60);
        for (token, why) in [(&revoked, "The token is revoked."), (&moved, "The user has another address now.")] {
            let filter = format!("provisioning_token_id={}", token.id);
            let left = delivery_in(&test, &filter, "discarded").await;
            assert_eq!(left["last_error"], json!({ "code": "not_needed", "detail": why }));
        }
        let mails = caught(&test).await;
        assert!(mails.iter().all(|mail| !mail["text"].as_str().unwrap().contains("/a#")), "{mails:?}");
    }

    async fn an_administrator_has_a_link_sent_and_sent_again(test: TestApp) {
        let (user, _maja) = maja_with_messages(&test, json!({})).await;
        test.add_administrator("helga", "help_desk").await;
        let helga = test.signed_in("helga").await;
        let body = json!({ "user_id": user.id, "kind": "mobile_app", "channel": "sms" });
        let answer = helga.post("/api/v1/provisioning-tokens", &body).await;
        assert_eq!((answer.status, answer.json()["link"].clone()), (201, json!(null)));
        let id = answer.json()["id"].as_str().unwrap().to_owned();
        caught_with(&test, "+46701234567", "/a#").await;
        delivery_in(&test, &format!("provisioning_token_id={id}"), "sent").await;
        let path = format!("/api/v1/provisioning-tokens/{id}/resend");
        helga.act(&path).await.refused(429, "too_many_messages");
        test.clock.advance_seconds(61);
        assert_eq!(helga.act(&path).await.status, 200);
    }

    async fn a_channel_without_an_address_or_a_transport_is_not_offered(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({})).await;
        test.add_user("olof").await;
        let olof = test.signed_in("olof").await;
        ask_by(&olof, "mobile_app", "email").await.refused(409, "channel_not_offered");
        let mut off = email_to_folder();
        off["enabled"] = json!(false);
        set_email(&test, &off).await;
        ask_by(&maja, "mobile_app", "email").await.refused(409, "channel_not_offered");
        let offer = maja.get("/api/v1/me/provisioning").await.json();
        let reasons: Vec<_> = offer["channels"].as_array().unwrap().iter().map(|channel| channel["reason"].clone()).collect();
        assert_eq!(reasons, [json!(null), json!("not_usable_yet"), json!(null)]);
        // The channel that went away does not stand in the way of other changes.
        test.enable_self_service(json!({ "profiles_per_user_max": 4 })).await;
    }
}
