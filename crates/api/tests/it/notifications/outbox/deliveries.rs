//! What the help desk sees of messages on their way, and does with them.

use serde_json::{Value, json};

use super::{
    caught, caught_with, deliveries, delivery_in, email_to_folder, email_to_nobody, eventually,
    maja_with_messages, set_email, token_by,
};
use crate::support::both_databases;

fn details_path(delivery: &Value) -> String {
    format!("/api/v1/deliveries/{}", delivery["id"].as_str().unwrap())
}

both_databases! {
    async fn a_mail_waits_while_the_server_is_away_and_leaves_when_it_is_back(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({})).await;
        set_email(&test, &email_to_nobody()).await;
        token_by(&maja, "email").await;
        let waiting = eventually("a failed attempt", async || {
            let found = deliveries(&test, "status=queued").await.pop()?;
            (found["attempts"] == 1).then_some(found)
        }).await;
        assert_eq!(waiting["last_error"]["code"], "connection_failed");
        assert_eq!((waiting["in_hand"].clone(), waiting["sent_at"].clone()), (json!(false), json!(null)));
        let message_id = waiting["message_id"].clone();
        set_email(&test, &email_to_folder()).await;
        test.clock.advance_seconds(13);
        let sent = delivery_in(&test, "", "sent").await;
        assert_eq!(sent["message_id"], message_id);
        let details = test.owner().await.get(&details_path(&sent)).await.json();
        let attempts = details["attempt_list"].as_array().unwrap();
        let numbers: Vec<_> = attempts.iter().map(|attempt| attempt["number"].as_u64().unwrap()).collect();
        assert_eq!(numbers, [2, 1]);
        assert_eq!(attempts[0]["error"], json!(null));
        assert_eq!(attempts[1]["error"]["code"], "connection_failed");
    }

    async fn a_message_is_given_up_after_many_tries_and_can_be_tried_again(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({ "token_lifetime_seconds": { "browser": 300, "email": 604_800, "sms": 1800 } })).await;
        set_email(&test, &email_to_nobody()).await;
        token_by(&maja, "email").await;
        for attempt in 1..=12_u64 {
            eventually(&format!("attempt {attempt}"), async || {
                let found = deliveries(&test, "").await.pop()?;
                (found["attempts"].as_u64()? == attempt).then_some(())
            }).await;
            test.clock.advance_seconds(4_600);
        }
        let failed = delivery_in(&test, "", "failed").await;
        assert_eq!(failed["next_attempt_at"], json!(null));
        set_email(&test, &email_to_folder()).await;
        test.add_administrator("helga", "help_desk").await;
        let helga = test.signed_in("helga").await;
        let retried = helga.act(&format!("{}/retry", details_path(&failed))).await;
        assert_eq!(retried.status, 200, "{retried:?}");
        caught_with(&test, "maja@example.org", "/a#").await;
        let sent = delivery_in(&test, "", "sent").await;
        assert_eq!(sent["attempts"], 13);
        helga.act(&format!("{}/retry", details_path(&sent))).await.refused(409, "state_conflict");
        helga.act(&format!("{}/discard", details_path(&sent))).await.refused(409, "state_conflict");
    }

    async fn a_discarded_message_stays_where_it_is(test: TestApp) {
        let (_user, maja) = maja_with_messages(&test, json!({})).await;
        set_email(&test, &email_to_nobody()).await;
        token_by(&maja, "email").await;
        let waiting = eventually("a failed attempt", async || {
            let found = deliveries(&test, "status=queued").await.pop()?;
            (found["attempts"] == 1).then_some(found)
        }).await;
        let owner = test.owner().await;
        let discarded = owner.act(&format!("{}/discard", details_path(&waiting))).await;
        assert_eq!((discarded.status, discarded.json()["status"].clone()), (200, json!("discarded")));
        set_email(&test, &email_to_folder()).await;
        test.clock.advance_seconds(3_600);
        // Another message that is written later leaves; this one did not.
        test.enable_self_service(json!({})).await;
        let maja = test.signed_in("maja").await;
        token_by(&maja, "email").await;
        caught_with(&test, "maja@example.org", "/a#").await;
        assert_eq!(caught(&test).await.len(), 1);
        test.owner().await.get("/api/v1/deliveries/01890000-0000-7000-8000-000000000000").await.refused(404, "not_found");
    }

    async fn deliveries_are_found_by_status_channel_kind_user_and_text(test: TestApp) {
        let (user, maja) = maja_with_messages(&test, json!({})).await;
        token_by(&maja, "email").await;
        let sms = token_by(&maja, "sms").await;
        eventually("two sent messages", async || {
            (deliveries(&test, "status=sent").await.len() == 2).then_some(())
        }).await;
        let check = async |filter: &str, expected: usize| {
            assert_eq!(deliveries(&test, filter).await.len(), expected, "{filter}");
        };
        check("channel=email", 1).await;
        check("kind=provisioning_sms", 1).await;
        check("kind=account_locked", 0).await;
        check("status=failed", 0).await;
        check(&format!("user_id={}", user.id), 2).await;
        check(&format!("provisioning_token_id={}", sms.id), 1).await;
        check("q=MAJA@", 2).await;
        check("q=The%20maja", 2).await;
        check("q=nobody", 0).await;
        let found = deliveries(&test, "channel=sms").await.pop().unwrap();
        assert_eq!((found["destination"].clone(), found["user"]["user_name"].clone()), (json!("•••• 4567"), json!("maja")));
        assert!(!found.to_string().contains("+4670"), "{found}");
        test.owner().await.get("/api/v1/deliveries?status=lost").await.refused(400, "invalid_parameter");
    }
}
