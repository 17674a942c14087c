//! Replicas keep the rules in memory; a change counts at once at every one of them.

use serde_json::json;

use super::{authorize, own};
use crate::support::both_databases;

both_databases! {
    async fn change_at_one_replica_counts_at_once_at_the_other(test: TestApp) {
        let owner = test.owner().await;
        let other = test.replica().await;
        other.with_cookies_of(&owner);
        // Both have the rules in memory now.
        assert_eq!(other.get("/api/v1/access-rules").await.status, 200);
        assert_eq!(owner.get("/api/v1/access-rules").await.status, 200);
        test.clock.advance_seconds(600);
        let recent = json!({ "authentication_method": { "methods": ["password"], "match": "any", "max_age_seconds": 300 } });
        let changed = authorize(&owner, "/admin", own(recent)).await;
        assert_eq!(changed.status, 200, "{changed:?}");
        other.get("/api/v1/access-rules").await.refused(403, "step_up_required");
        owner.get("/api/v1/access-rules").await.refused(403, "step_up_required");
    }

    async fn replica_that_starts_later_changes_no_resource(test: TestApp) {
        let owner = test.owner().await;
        let renamed = super::change_resource(&owner, "/profiles", json!({ "name": "Telefone" })).await;
        assert_eq!(renamed.status, 200, "{renamed:?}");
        let before = owner.get("/api/v1/resources").await.json();
        let other = test.replica().await;
        other.with_cookies_of(&owner);
        assert_eq!(other.get("/api/v1/resources").await.json(), before);
    }
}
