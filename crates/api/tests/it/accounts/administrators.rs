//! Roles: only an owner gives and takes them, and the last owner stays.

use futures_util::future::join;
use serde_json::json;

use crate::support::both_databases;

both_databases! {
    async fn the_last_owner_stays(app: TestApp) {
        let owner = app.owner().await;
        let own = owner.get("/api/v1/session").await.json()["user"]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/administrators/{own}");
        owner.delete(&path).await.refused(409, "last_owner");
        owner.put(&path, &json!({ "role": "admin" })).await.refused(409, "last_owner");

        let second = app.add_administrator("second", "owner").await;
        let disabled = format!("/api/v1/users/{}", second.id);
        owner.patch_if_match(&disabled, "*", &json!({ "status": "disabled" })).await;
        owner.delete(&path).await.refused(409, "last_owner");
        owner.patch_if_match(&disabled, "*", &json!({ "status": "enabled" })).await;
        assert_eq!(owner.delete(&path).await.status, 204);
        owner.get("/api/v1/session").await.refused(401, "sign_in_required");
    }

    async fn two_owners_who_take_each_others_role_leave_one(app: TestApp) {
        let second = app.add_administrator("second", "owner").await;
        let (one, two) = (app.owner().await, app.signed_in("second").await);
        let own = one.get("/api/v1/session").await.json()["user"]["id"].as_str().unwrap().to_owned();
        let (first, second) = (format!("/api/v1/administrators/{own}"), format!("/api/v1/administrators/{}", second.id));
        let (a, b) = join(one.delete(&second), two.delete(&first)).await;
        let gone = [a.status, b.status].iter().filter(|status| **status == 204).count();
        assert_eq!(gone, 1, "{a:?} {b:?}");
    }

    async fn administrators_are_listed_and_roles_given_by_owners_only(app: TestApp) {
        app.clock.advance_seconds(1);
        let user = app.add_administrator("helper", "help_desk").await;
        app.clock.advance_seconds(1);
        app.add_administrator("admin", "admin").await;
        app.add_administrator("auditor", "auditor").await;
        let path = format!("/api/v1/administrators/{}", user.id);
        let owner = app.owner().await;
        let list = owner.get("/api/v1/administrators").await.json();
        assert_eq!(list["items"].as_array().unwrap().len(), 4);
        assert_eq!(list["items"][2]["user"]["user_name"], "helper");
        assert_eq!(list["items"][2]["role"], "help_desk");
        for name in ["admin", "auditor"] {
            let browser = app.signed_in(name).await;
            assert_eq!(browser.get("/api/v1/administrators").await.status, 200);
            browser.put(&path, &json!({ "role": "owner" })).await.refused(403, "forbidden");
            browser.delete(&path).await.refused(403, "forbidden");
        }
        let helper = app.signed_in("helper").await;
        helper.get("/api/v1/administrators").await.refused(403, "forbidden");
        assert_eq!(helper.get("/api/v1/users").await.status, 200);
        let body = json!({ "user_name": "x", "display_name": "X" });
        helper.post("/api/v1/users", &body).await.refused(403, "forbidden");
        let unknown = "/api/v1/administrators/01890000-0000-7000-8000-000000000000";
        owner.put(unknown, &json!({ "role": "admin" })).await.refused(404, "not_found");
        owner.delete(unknown).await.refused(404, "not_found");
        let plain = app.add_user("plain").await;
        owner.delete(&format!("/api/v1/administrators/{}", plain.id)).await.refused(404, "not_found");
    }
}
