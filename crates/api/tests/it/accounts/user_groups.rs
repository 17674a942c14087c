//! User groups.

use serde_json::json;

use crate::support::both_databases;

both_databases! {
    async fn a_group_is_created_counted_changed_and_removed(app: TestApp) {
        let owner = app.owner().await;
        let created = owner.post("/api/v1/user-groups", &json!({ "name": "Staff", "description": "All\r\nof us" })).await;
        assert_eq!(created.status, 201, "{created:?}");
        let id = created.json()["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/user-groups/{id}");
        assert_eq!(created.header("location"), Some(path.as_str()));
        let user = app.add_user_with("anna", json!({ "groups": [id, id] })).await;
        assert_eq!(owner.get(&path).await.json()["member_count"], 1);
        assert_eq!(owner.get("/api/v1/user-groups?q=STA").await.json()["items"][0]["member_count"], 1);

        owner.post("/api/v1/user-groups", &json!({ "name": "staff" })).await.refused(409, "already_exists");
        owner.post("/api/v1/user-groups", &json!({ "name": " " })).await.refused(422, "content_refused");
        owner.patch(&path, &json!({ "name": "Crew" })).await.refused(428, "version_required");
        let changed = owner.patch_if_match(&path, &created.etag(), &json!({ "name": "Crew" })).await;
        assert_eq!((changed.status, &changed.json()["name"]), (200, &json!("Crew")));
        owner.patch_if_match(&path, &created.etag(), &json!({ "name": "Gang" })).await.refused(412, "version_stale");
        assert_eq!(owner.delete_if_match(&path, &changed.etag()).await.status, 204);
        owner.get(&path).await.refused(404, "not_found");
        let user = owner.get(&format!("/api/v1/users/{}", user.id)).await.json();
        assert_eq!(user["groups"], json!([]));
    }
}
