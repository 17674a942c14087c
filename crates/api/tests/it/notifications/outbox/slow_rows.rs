//! One bad row holds up nobody: neither a server that hangs over it nor an address that is refused.

use serde_json::{Value, json};

use super::{deliveries, delivery_in, eventually, maja_with_messages, set_email};
use crate::support::{MailServer, TestApp, both_databases};

async fn send_to(test: &TestApp, name: &str, address: &str) -> Value {
    let user = test.add_user_with(name, json!({ "email": address })).await;
    let body = json!({ "user_id": user.id, "kind": "mobile_app", "channel": "email" });
    let answer = test
        .owner()
        .await
        .post("/api/v1/provisioning-tokens", &body)
        .await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json()["id"].clone()
}

fn real_server(server: &MailServer) -> Value {
    json!({
        "enabled": true, "transport": "smtp", "host": "127.0.0.1", "port": server.port, "security": "none",
        "sender_name": "Anteroom", "sender_address": "sign-in@example.org", "timeout_seconds": 15,
    })
}

both_databases! {
    async fn a_row_that_hangs_does_not_hold_up_the_next(test: TestApp) {
        let server = MailServer::start("plain");
        let (_user, _maja) = maja_with_messages(&test, json!({})).await;
        set_email(&test, &real_server(&server)).await;
        for number in 0..3 {
            send_to(&test, &format!("slow{number}"), "slow@example.org").await;
        }
        eventually("three messages in hand", async || {
            let queued = deliveries(&test, "status=queued").await;
            (queued.iter().filter(|delivery| delivery["in_hand"] == true).count() == 3).then_some(())
        }).await;
        let id = send_to(&test, "quick", "quick@example.org").await;
        delivery_in(&test, &format!("provisioning_token_id={}", id.as_str().unwrap()), "sent").await;
        // The others still hang: nobody waited for them.
        let hanging = deliveries(&test, "status=queued").await;
        assert!(hanging.iter().all(|delivery| delivery["in_hand"] == true && delivery["attempts"] == 0), "{hanging:?}");
        assert_eq!(hanging.len(), 3);
        assert_eq!(server.mails().len(), 1);
    }

    async fn a_refused_address_is_final_and_visible_and_one_refused_for_now_is_tried_again(test: TestApp) {
        let server = MailServer::start("plain");
        let (_user, _maja) = maja_with_messages(&test, json!({})).await;
        set_email(&test, &real_server(&server)).await;
        send_to(&test, "gone", "refused@example.org").await;
        let failed = delivery_in(&test, "", "failed").await;
        assert_eq!((failed["attempts"].clone(), failed["last_error"]["code"].clone()), (json!(1), json!("refused")));
        assert!(failed["last_error"]["detail"].as_str().unwrap().contains("no such user"), "{failed}");
        send_to(&test, "later", "later@example.org").await;
        let waiting = eventually("a refusal for now", async || {
            let found = deliveries(&test, "status=queued").await.pop()?;
            (found["attempts"] == 1).then_some(found)
        }).await;
        assert_eq!(waiting["last_error"]["code"], "refused_for_now");
        // Neither says anything against the channel.
        let channels = test.owner().await.get("/api/v1/notification-channels").await.json();
        assert_ne!(channels["email"]["state"], "failing");
    }

    async fn a_wrong_certificate_keeps_the_mail_queued_and_never_in_clear(test: TestApp) {
        let server = MailServer::start("wrong-name");
        let (_user, _maja) = maja_with_messages(&test, json!({})).await;
        let mut settings = real_server(&server);
        settings["host"] = json!("localhost");
        settings["security"] = json!("starttls");
        settings["ca_certificates"] = json!(server.authority());
        set_email(&test, &settings).await;
        send_to(&test, "anna", "anna@example.org").await;
        let waiting = eventually("a failed attempt", async || {
            let found = deliveries(&test, "status=queued").await.pop()?;
            (found["attempts"] == 1).then_some(found)
        }).await;
        assert_eq!(waiting["last_error"]["code"], "tls_failed");
        assert!(server.mails().is_empty());
        let channels = test.owner().await.get("/api/v1/notification-channels").await.json();
        assert_eq!(channels["email"]["state"], "failing");
        assert_eq!(channels["email"]["last_error"]["code"], "tls_failed");
    }
}
