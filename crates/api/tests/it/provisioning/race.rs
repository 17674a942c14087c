//! Many phones, one token: exactly one wins, whatever the replica.

use futures_util::future::join_all;
use serde_json::json;

use super::{secret_of, signed_in_maja};
use crate::support::{Phone, both_databases};

/// Phones that try for each token at once.
const PHONES: usize = 8;
/// Tokens that are raced for; each user may have ten open.
const TOKENS: usize = 500;
const USERS: usize = TOKENS / 10;

both_databases! {
    async fn of_eight_phones_exactly_one_wins_each_of_five_hundred_tokens(test: TestApp) {
        test.enable_self_service(json!({ "open_tokens_per_user_max": 10 })).await;
        let owner = test.owner().await;
        let mut secrets = Vec::new();
        for number in 0..USERS {
            // Without a password nothing has to be hashed.
            let body = json!({ "user_name": format!("user{number}"), "display_name": "U" });
            let user = owner.post("/api/v1/users", &body).await.json();
            let asked = (0..10).map(|_| {
                let body = json!({ "user_id": user["id"], "kind": "mobile_app", "channel": "browser" });
                let owner = &owner;
                async move { owner.post("/api/v1/provisioning-tokens", &body).await }
            });
            secrets.extend(join_all(asked).await.iter().map(|answer| secret_of(&answer.read())));
        }
        assert_eq!(secrets.len(), TOKENS);
        let other_url = test.replica_url().await;
        let urls = [&test.base_url, &other_url];
        let phones: Vec<Phone> = (0..PHONES).map(|index| Phone::new(urls[index % 2])).collect();
        let mut winners = 0;
        for secret in &secrets {
            let answers = join_all(phones.iter().map(|phone| phone.claim(secret))).await;
            let won = answers.iter().filter(|answer| answer.status == 201).count();
            let lost = answers.iter().filter(|answer| answer.status == 404).count();
            assert_eq!((won, lost), (1, PHONES - 1), "{answers:?}");
            winners += won;
        }
        assert_eq!(winners, TOKENS);
        let claimed = owner.get("/api/v1/audit-events?action=provisioning_token.claimed&limit=200").await.json();
        assert!(claimed["next_cursor"].is_string());
    }

    async fn wrong_codes_sent_at_once_are_all_counted(test: TestApp) {
        let maja = signed_in_maja(&test).await;
        let (token, secret) = super::token_for_phone(&maja).await;
        let phone = Phone::new(&test.base_url);
        phone.claim(&secret).await;
        let code = super::code_of(&maja, &token).await;
        let id = token.id.to_string();
        let wrong = super::wrong(&code);
        let answers = join_all((0..12).map(|_| phone.confirm(&id, &wrong))).await;
        let counted = answers.iter().filter(|answer| answer.status == 422).count();
        let over = answers.iter().filter(|answer| answer.status == 404).count();
        assert_eq!((counted, over), (3, 9), "{answers:?}");
        phone.confirm(&id, &code).await.refused(404, "provisioning_token_unusable");
    }
}
