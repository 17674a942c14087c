//! The live page: server-sent events that follow a token to its end.

use std::time::Duration;

use super::{ask_for, code_of, signed_in_maja, token_for_phone};
use crate::support::{Browser, Phone, both_databases};

/// An open stream of events.
struct Events {
    response: reqwest::Response,
    read: String,
}

impl Events {
    async fn open(base_url: &str, browser: &Browser, id: impl std::fmt::Display) -> Self {
        let url = format!("{base_url}/api/v1/me/provisioning-tokens/{id}/events");
        let client = reqwest::Client::builder().tls_danger_accept_invalid_certs(true);
        let client = client.build().unwrap();
        let response = client
            .get(url)
            .header("cookie", browser.cookie_header())
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert!(response.headers().contains_key("content-security-policy"));
        Self {
            response,
            read: String::new(),
        }
    }

    /// The name and the data of the next event; `None` at the end of the stream.
    async fn next(&mut self) -> Option<(String, serde_json::Value)> {
        loop {
            if let Some((event, rest)) = self.read.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.read = rest;
                let mut lines = event.lines();
                let Some(name) = lines.next().unwrap().strip_prefix("event: ") else {
                    continue;
                };
                let data = lines.next().unwrap().strip_prefix("data: ").unwrap();
                return Some((name.to_owned(), serde_json::from_str(data).unwrap()));
            }
            let chunk = tokio::time::timeout(Duration::from_secs(10), self.response.chunk());
            let chunk = chunk.await.expect("an event comes in time").unwrap()?;
            self.read.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }
}

both_databases! {
    async fn the_page_follows_the_scan_to_the_end(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, secret) = token_for_phone(&maja).await;
        let mut events = Events::open(&test.base_url, &maja, token.id).await;
        let (name, data) = events.next().await.unwrap();
        assert_eq!((name.as_str(), &data["link"]), ("issued", &serde_json::Value::Null));
        let phone = Phone::new(&test.base_url);
        phone.claim(&secret).await;
        let (name, data) = events.next().await.unwrap();
        assert_eq!(name, "claimed");
        let code = data["claim"]["confirmation_code"].as_str().unwrap().to_owned();
        assert_eq!(code, code_of(&maja, &token).await);
        phone.confirm(&token.id.to_string(), &super::wrong(&code)).await;
        let (name, data) = events.next().await.unwrap();
        assert_eq!((name.as_str(), data["claim"]["attempts_left"].as_u64()), ("claimed", Some(2)));
        phone.confirm(&token.id.to_string(), &code).await;
        let (name, data) = events.next().await.unwrap();
        assert_eq!(name, "completed");
        assert!(data["profile_id"].is_string());
        assert!(events.next().await.is_none(), "the stream ends with the token");
        let mut late = Events::open(&test.base_url, &maja, token.id).await;
        assert_eq!(late.next().await.unwrap().0, "completed");
        assert!(late.next().await.is_none());
    }

    async fn what_another_replica_does_is_seen_as_well(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, secret) = token_for_phone(&maja).await;
        let mut events = Events::open(&test.base_url, &maja, token.id).await;
        assert_eq!(events.next().await.unwrap().0, "issued");
        let phone = Phone::new(&test.replica_url().await);
        assert_eq!(phone.claim(&secret).await.status, 201);
        assert_eq!(events.next().await.unwrap().0, "claimed");
        test.clock.advance_seconds(300);
        assert_eq!(events.next().await.unwrap().0, "expired");
        assert!(events.next().await.is_none());
    }

    async fn a_user_follows_only_so_many_tokens_at_once(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let token = ask_for(&maja, "totp").await.json();
        let id = token["id"].as_str().unwrap();
        let mut open = Vec::new();
        for _ in 0..8 {
            let mut events = Events::open(&test.base_url, &maja, id).await;
            events.next().await.unwrap();
            open.push(events);
        }
        let path = format!("/api/v1/me/provisioning-tokens/{id}/events");
        let refused = maja.get(&path).await;
        refused.refused(429, "too_many_tries");
        assert!(refused.header("retry-after").is_some());
        test.app.live_tokens.close();
        for mut events in open {
            assert!(events.next().await.is_none(), "a server that stops ends its streams");
        }
    }
}
