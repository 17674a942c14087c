//! Several replicas share the work: each message leaves once.

use std::collections::BTreeSet;

use serde_json::json;

use super::{caught, deliveries, eventually, maja_with_messages};
use crate::support::both_databases;

both_databases! {
    async fn replicas_share_the_messages_and_send_each_once(test: TestApp) {
        let (_user, _maja) = maja_with_messages(&test, json!({})).await;
        let _second = test.replica_url().await;
        let owner = test.owner().await;
        let mut users = Vec::new();
        for number in 0..40 {
            let addresses = json!({ "email": format!("person{number}@example.org") });
            users.push(test.add_user_with(&format!("person{number}"), addresses).await.id);
        }
        for user in &users {
            let body = json!({ "user_id": user, "kind": "mobile_app", "channel": "email" });
            let answer = owner.post("/api/v1/provisioning-tokens", &body).await;
            assert_eq!(answer.status, 201, "{answer:?}");
        }
        eventually("all messages sent", async || {
            (deliveries(&test, "status=sent").await.len() == users.len()).then_some(())
        }).await;
        let mails = caught(&test).await;
        let addresses: BTreeSet<_> = mails.iter().map(|mail| mail["to"].to_string()).collect();
        assert_eq!((mails.len(), addresses.len()), (users.len(), users.len()));
    }
}
