//! The faults of servers and gateways, seen through the whole outbox: what waits, what ends, and that it leaves in the end.

use std::time::Duration;

use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{deliveries, email_to_folder, eventually, maja_with_messages, set_email, token_by};
use crate::notifications::channels::{GATEWAYS, http_transport, settings};
use crate::support::{Browser, MailServer, TestApp, both_databases};

/// The only delivery that is queued after its first attempt.
async fn tried_once(test: &TestApp) -> Value {
    eventually("a failed attempt", async || {
        let mut queued = deliveries(test, "status=queued").await;
        queued.retain(|delivery| delivery["attempts"] == 1);
        queued.pop()
    })
    .await
}

async fn cancel_all(maja: &Browser) {
    let open = maja.get("/api/v1/me/provisioning").await.json();
    for token in open["open_tokens"].as_array().unwrap() {
        let path = format!(
            "/api/v1/me/provisioning-tokens/{}",
            token["id"].as_str().unwrap()
        );
        assert_eq!(maja.delete(&path).await.status, 204);
    }
}

both_databases! {
    async fn mails_wait_out_every_fault_of_their_server(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({})).await;
        for (mode, security, code) in [
            ("plain", "starttls", "tls_failed"),
            ("wrong-name", "starttls", "tls_failed"),
            ("closing", "none", "refused_for_now"),
            ("silent", "none", "timed_out"),
            ("auth", "none", "sign_in_refused"),
        ] {
            let server = MailServer::start(mode);
            let faulty = json!({ "security": security, "timeout_seconds": 1, "ca_certificates": server.authority(), "host": "localhost" });
            set_email(&test, &settings(server.port, faulty)).await;
            token_by(&maja, "email").await;
            let waiting = tried_once(&test).await;
            assert_eq!(waiting["last_error"]["code"], code, "{mode}: {waiting}");
            assert!(server.mails().is_empty(), "{mode}");
            set_email(&test, &email_to_folder()).await;
            test.clock.advance_seconds(13);
            eventually("the mail leaves when the fault is mended", async || {
                deliveries(&test, "status=queued").await.is_empty().then_some(())
            }).await;
            cancel_all(&maja).await;
        }
        assert_eq!(deliveries(&test, "status=sent").await.len(), 5);
    }

    async fn text_messages_wait_out_gateways_that_lie_or_lead_elsewhere(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({})).await;
        let owner = test.owner().await;
        let folder = owner.get(GATEWAYS).await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        let address = format!("{GATEWAYS}/{folder}");
        let elsewhere = MockServer::start().await;
        let answers = [
            (ResponseTemplate::new(302).insert_header("location", elsewhere.uri().as_str()), "answer_unexpected"),
            (ResponseTemplate::new(200).set_body_bytes(vec![b'x'; 10_000_000]), "answer_unexpected"),
            (ResponseTemplate::new(500).set_delay(Duration::from_millis(50)), "refused_for_now"),
        ];
        let mut stubs = Vec::new();
        let mut transports = vec![(http_transport("https://10.0.0.1/sms"), "address_not_allowed")];
        for (answer, code) in answers {
            let stub = MockServer::start().await;
            Mock::given(any()).respond_with(answer).mount(&stub).await;
            transports.push((http_transport(&stub.uri()), code));
            stubs.push(stub);
        }
        for (transport, code) in transports {
            let change = json!({ "transport": transport });
            assert_eq!(owner.patch_if_match(&address, "*", &change).await.status, 200);
            token_by(&maja, "sms").await;
            let waiting = tried_once(&test).await;
            assert_eq!(waiting["last_error"]["code"], code, "{waiting}");
            let mended = json!({ "transport": { "kind": "file" } });
            assert_eq!(owner.patch_if_match(&address, "*", &mended).await.status, 200);
            test.clock.advance_seconds(13);
            eventually("the message leaves when the fault is mended", async || {
                deliveries(&test, "status=queued").await.is_empty().then_some(())
            }).await;
            cancel_all(&maja).await;
        }
        assert!(elsewhere.received_requests().await.unwrap().is_empty());
    }
}
