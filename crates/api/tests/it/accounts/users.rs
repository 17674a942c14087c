//! Users: creating, changing, finding, removing.

use serde_json::json;

use crate::support::{OWNER_PASSWORD, both_databases};

both_databases! {
    async fn a_user_is_created_read_changed_and_removed(app: TestApp) {
        let owner = app.owner().await;
        app.clock.advance_seconds(1);
        let group = owner.post("/api/v1/user-groups", &json!({ "name": "Staff" })).await.json();
        let body = json!({
            "user_name": "Mobile.User", "display_name": "  Maja Lind ", "email": "maja@Example.ORG",
            "phone_number": "+46 70 123 45 67", "language": "sv", "password": OWNER_PASSWORD, "groups": [group["id"]],
        });
        let created = owner.post("/api/v1/users", &body).await;
        assert_eq!(created.status, 201, "{created:?}");
        let user = created.json();
        assert_eq!(user["display_name"], "Maja Lind");
        assert_eq!(user["email"], "maja@example.org");
        assert_eq!(user["phone_number"], "+46701234567");
        assert_eq!(user["groups"], json!([{ "id": group["id"], "name": "Staff" }]));
        assert_eq!(user["role"], json!(null));
        assert_eq!(user["has_password"], true);
        let path = format!("/api/v1/users/{}", user["id"].as_str().unwrap());
        assert_eq!(created.header("location"), Some(path.as_str()));

        let read = owner.get(&path).await;
        assert_eq!((read.json(), read.etag()), (user, created.etag()));
        let again = owner.send(reqwest::Method::GET, &path, &[("if-none-match", &read.etag())], None).await;
        assert_eq!(again.status, 304);

        let change = json!({ "email": null, "display_name": "Maja L", "groups": [] });
        let changed = owner.patch_if_match(&path, &read.etag(), &change).await;
        assert_eq!(changed.status, 200, "{changed:?}");
        assert_eq!(changed.json()["email"], json!(null));
        assert_eq!(changed.json()["phone_number"], "+46701234567");
        assert_eq!(changed.json()["groups"], json!([]));
        let nothing = owner.patch_if_match(&path, &changed.etag(), &json!({ "display_name": null })).await;
        assert_eq!(nothing.refused(422, "content_refused").pointers(), ["/display_name"]);
        let unchanged = owner.patch_if_match(&path, &changed.etag(), &json!({})).await;
        assert_eq!(unchanged.etag(), changed.etag());

        assert_eq!(owner.delete_if_match(&path, &changed.etag()).await.status, 204);
        owner.get(&path).await.refused(404, "not_found");
        owner.delete_if_match(&path, "*").await.refused(404, "not_found");
        for action in ["user.created", "user.changed", "user.removed"] {
            let events = owner.get(&format!("/api/v1/audit-events?action={action}")).await.json();
            assert_eq!(events["items"][0]["actor"]["name"], "owner", "{action}");
        }
    }

    async fn a_change_needs_the_version_that_was_read(app: TestApp) {
        let user = app.add_user("mobile.user").await;
        let owner = app.owner().await;
        let path = format!("/api/v1/users/{}", user.id);
        let etag = owner.get(&path).await.etag();
        let change = json!({ "display_name": "One" });
        owner.patch(&path, &change).await.refused(428, "version_required");
        owner.delete(&path).await.refused(428, "version_required");
        assert_eq!(owner.patch_if_match(&path, &etag, &change).await.status, 200);
        owner.patch_if_match(&path, &etag, &json!({ "display_name": "Two" })).await.refused(412, "version_stale");
        owner.patch_if_match(&path, "\"x\"", &change).await.refused(412, "version_stale");
        owner.delete_if_match(&path, &etag).await.refused(412, "version_stale");
        assert_eq!(owner.get(&path).await.json()["display_name"], "One");
    }

    async fn names_are_unique_without_regard_to_case(app: TestApp) {
        app.add_user("Åsa").await;
        let other = app.add_user("other").await;
        let owner = app.owner().await;
        let body = json!({ "user_name": "åSA", "display_name": "Another" });
        owner.post("/api/v1/users", &body).await.refused(409, "already_exists");
        let path = format!("/api/v1/users/{}", other.id);
        owner.patch_if_match(&path, "*", &json!({ "user_name": "ÅSA" })).await.refused(409, "already_exists");
        app.signed_in("ÅSA").await;
    }

    async fn wrong_fields_are_named(app: TestApp) {
        let owner = app.owner().await;
        let body = json!({
            "user_name": "two words", "display_name": "a\u{202e}b", "email": "nobody", "phone_number": "12",
        });
        let answer = owner.post("/api/v1/users", &body).await;
        answer.refused(422, "content_refused");
        assert_eq!(answer.pointers(), ["/user_name", "/display_name", "/email", "/phone_number"]);
        let body = json!({ "user_name": "x", "display_name": "X", "groups": ["01890000-0000-7000-8000-000000000000"] });
        assert_eq!(owner.post("/api/v1/users", &body).await.pointers(), ["/groups/0"]);
        let body = json!({ "user_name": "x", "display_name": "X", "role": "owner" });
        owner.post("/api/v1/users", &body).await.refused(422, "content_refused");
        assert_eq!(owner.get("/api/v1/users?q=two%20words").await.json()["items"], json!([]));
    }

    async fn users_are_found_by_text_status_role_and_group(app: TestApp) {
        let owner = app.owner().await;
        let group = owner.post("/api/v1/user-groups", &json!({ "name": "Staff" })).await.json();
        app.clock.advance_seconds(1);
        app.add_user_with("anna", json!({ "email": "anna@example.org", "groups": [group["id"]] })).await;
        app.clock.advance_seconds(1);
        app.add_user("ben_50%").await;
        let find = async |query: &str| -> Vec<String> {
            let page = owner.get(&format!("/api/v1/users?{query}")).await.json();
            let names = page["items"].as_array().unwrap().iter();
            names.map(|user| user["user_name"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(find("").await, ["ben_50%", "anna", "owner"]);
        assert_eq!(find("q=ANNA%40").await, ["anna"]);
        assert_eq!(find("q=_50%25").await, ["ben_50%"]);
        assert_eq!(find("q=%25").await, ["ben_50%"]);
        assert_eq!(find("role=owner").await, ["owner"]);
        assert_eq!(find("status=disabled").await, Vec::<String>::new());
        assert_eq!(find(&format!("group_id={}", group["id"].as_str().unwrap())).await, ["anna"]);
        let first = owner.get("/api/v1/users?limit=2").await.json();
        let cursor = first["next_cursor"].as_str().unwrap();
        assert_eq!(find(&format!("limit=2&cursor={cursor}")).await, ["owner"]);
        owner.get("/api/v1/users?limit=0").await.refused(400, "invalid_parameter");
        owner.get("/api/v1/users?role=king").await.refused(400, "invalid_parameter");
        owner.get("/api/v1/users?colour=red").await.refused(400, "invalid_parameter");
    }

    async fn only_an_owner_changes_an_owner_and_nobody_ends_himself(app: TestApp) {
        let second = app.add_administrator("second", "owner").await;
        let admin_user = app.add_administrator("admin", "admin").await;
        let admin = app.signed_in("admin").await;
        let path = format!("/api/v1/users/{}", second.id);
        for change in [json!({ "password": "taken over!" }), json!({ "status": "disabled" }), json!({ "email": null })] {
            admin.patch_if_match(&path, "*", &change).await.refused(403, "forbidden");
        }
        admin.delete_if_match(&path, "*").await.refused(403, "forbidden");
        let own = format!("/api/v1/users/{}", admin_user.id);
        admin.patch_if_match(&own, "*", &json!({ "status": "disabled" })).await.refused(409, "state_conflict");
        admin.delete_if_match(&own, "*").await.refused(409, "state_conflict");
        assert_eq!(admin.patch_if_match(&own, "*", &json!({ "display_name": "Me" })).await.status, 200);

        let owner = app.owner().await;
        assert_eq!(owner.patch_if_match(&path, "*", &json!({ "status": "disabled" })).await.status, 200);
        let list = owner.get("/api/v1/users?q=olga").await.json();
        let own = format!("/api/v1/users/{}", list["items"][0]["id"].as_str().unwrap());
        owner.patch_if_match(&own, "*", &json!({ "status": "disabled" })).await.refused(409, "last_owner");
        owner.delete_if_match(&own, "*").await.refused(409, "last_owner");
    }
}
