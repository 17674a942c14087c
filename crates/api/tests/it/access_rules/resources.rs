//! Resources: what ships, what can be added, what stays.

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    authorize, change_resource, create_rule, error_codes, methods, newest_event, own, resource_at,
};
use crate::support::both_databases;

fn wiki() -> Value {
    json!({
        "name": "Wiki", "host": "Wiki.Example.org", "path": "/pages/",
        "portal": { "visible": false }, "authorization": { "inherit": true },
    })
}

both_databases! {
    async fn fresh_installation_has_the_built_in_resources(test: TestApp) {
        let owner = test.owner().await;
        let list = owner.get("/api/v1/resources").await.json();
        let items = list["items"].as_array().unwrap();
        let mut paths: Vec<&str> = items.iter().map(|item| item["path"].as_str().unwrap()).collect();
        paths.sort_unstable();
        assert_eq!(paths, ["/", "/admin", "/api", "/profiles", "/provisioning"]);
        assert!(items.iter().all(|item| item["built_in"] == true && item["public"] == false));
        let sentence = async |path: &str| {
            let address = resource_at(&owner, path).await;
            owner.get(&address).await.json()["sentence"].as_str().unwrap().to_owned()
        };
        assert_eq!(sentence("/").await, "signed in");
        assert_eq!(sentence("/admin").await, "signed in");
        assert_eq!(sentence("/provisioning").await, "signed in with password");
        let session = owner.get("/api/v1/session").await.json();
        let entries = session["portal_entries"].as_array().unwrap();
        let listed: Vec<&str> = entries.iter().map(|entry| entry["path"].as_str().unwrap()).collect();
        assert_eq!(listed, ["/provisioning", "/profiles"]);
    }

    async fn resource_lives_from_creation_to_removal(test: TestApp) {
        let owner = test.owner().await;
        let created = owner.post("/api/v1/resources", &wiki()).await;
        assert_eq!(created.status, 201, "{created:?}");
        let resource = created.json();
        assert_eq!((&resource["host"], &resource["path"]), (&json!("wiki.example.org"), &json!("/pages")));
        assert_eq!(resource["sentence"], "signed in");
        let address = created.header("location").unwrap();
        assert_eq!(owner.get(address).await.json(), resource);
        owner.post("/api/v1/resources", &wiki()).await.refused(409, "already_exists");

        let etag = created.etag();
        let change = json!({ "host": null, "path": "/wiki", "authorization": own(methods(&["password", "totp"])) });
        let changed = owner.patch_if_match(address, &etag, &change).await;
        assert_eq!(changed.status, 200, "{changed:?}");
        assert_eq!(changed.json()["host"], Value::Null);
        assert_eq!(changed.json()["sentence"], "signed in with password and authenticator app code");
        let differences = newest_event(&owner, "resource.changed").await["details"]["changes"].clone();
        assert_eq!(differences["asks_for"], json!({ "from": "signed in", "to": "signed in with password and authenticator app code" }));
        assert_eq!(differences["path"], json!({ "from": "/pages", "to": "/wiki" }));
        assert!(differences["name"].is_null());

        owner.patch_if_match(address, &etag, &json!({ "name": "W" })).await.refused(412, "version_stale");
        owner.patch(address, &json!({ "name": "W" })).await.refused(428, "version_required");
        let seen = changed.etag();
        let answer = owner.send(Method::GET, address, &[("if-none-match", &seen)], None).await;
        assert_eq!(answer.status, 304);
        assert_eq!(owner.delete_if_match(address, &seen).await.status, 204);
        owner.get(address).await.refused(404, "not_found");
    }

    async fn built_in_resources_stay_where_they_are(test: TestApp) {
        let owner = test.owner().await;
        let address = resource_at(&owner, "/profiles").await;
        let etag = owner.get(&address).await.etag();
        owner.delete_if_match(&address, &etag).await.refused(409, "built_in");
        owner.patch_if_match(&address, &etag, &json!({ "path": "/phones" })).await.refused(409, "built_in");
        owner.patch_if_match(&address, &etag, &json!({ "host": "elsewhere.example" })).await.refused(409, "built_in");
        let answer = owner.patch_if_match(&address, &etag, &json!({
            "name": "Phones", "path": "/profiles",
            "portal": { "visible": true, "title": "Mine", "description": "All of them.", "icon": "phone" },
        })).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let session = owner.get("/api/v1/session").await.json();
        let entry = session["portal_entries"].as_array().unwrap().iter().find(|entry| entry["path"] == "/profiles").cloned();
        assert_eq!(entry, Some(json!({ "path": "/profiles", "title": "Mine", "description": "All of them.", "icon": "phone" })));
    }

    async fn what_is_wrong_with_a_resource_is_pointed_at(test: TestApp) {
        let owner = test.owner().await;
        let global = create_rule(&owner, "Global", "global", methods(&["password"])).await;
        let global = owner.get(&global).await.json()["id"].clone();
        let general = create_rule(&owner, "General", "general", methods(&["password"])).await;
        let general = owner.get(&general).await.json()["id"].clone();
        let refused = async |changes: Value| {
            let mut body = wiki();
            body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
            let answer = owner.post("/api/v1/resources", &body).await;
            answer.refused(422, "content_refused");
            let (pointers, codes) = (answer.pointers(), error_codes(&answer));
            pointers.into_iter().zip(codes).map(|(pointer, code)| format!("{pointer} {code}")).collect::<Vec<_>>()
        };
        assert_eq!(refused(json!({ "path": "wiki" })).await, ["/path malformed"]);
        assert_eq!(refused(json!({ "path": "/a%2Fb" })).await, ["/path malformed"]);
        assert_eq!(refused(json!({ "path": "/a/../.." })).await, ["/path malformed"]);
        assert_eq!(refused(json!({ "host": "wiki:80" })).await, ["/host malformed"]);
        assert_eq!(refused(json!({ "portal": { "visible": true, "icon": "<svg>" } })).await, ["/portal/icon malformed"]);
        assert_eq!(
            refused(json!({ "authorization": { "inherit": true, "general_rules": [general], "requirement": methods(&["totp"]) } })).await,
            ["/authorization/general_rules must_be_empty", "/authorization/requirement must_be_empty"]
        );
        assert_eq!(
            refused(json!({ "authorization": { "inherit": false, "general_rules": [general, general] } })).await,
            ["/authorization/general_rules/1 duplicate"]
        );
        assert_eq!(
            refused(json!({ "authorization": { "inherit": false, "general_rules": [global, "01890a5d-ac96-774b-bcce-b302099a8057"] } })).await,
            ["/authorization/general_rules/0 not_general", "/authorization/general_rules/1 unknown_reference"]
        );
        assert_eq!(
            refused(json!({ "authorization": own(json!({ "any": [{ "client_network": { "networks": ["x"] } }] })) })).await,
            ["/authorization/requirement/any/0/client_network/networks/0 not_a_network"]
        );
    }

    async fn inheriting_resources_follow_their_nearest_parent(test: TestApp) {
        let owner = test.owner().await;
        let answer = authorize(&owner, "/", own(methods(&["password"]))).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let address = resource_at(&owner, "/profiles").await;
        assert_eq!(owner.get(&address).await.json()["sentence"], "signed in with password");
        let body = json!({ "name": "Old phones", "path": "/profiles/old", "portal": { "visible": false }, "authorization": { "inherit": true } });
        let below = owner.post("/api/v1/resources", &body).await;
        assert_eq!(below.json()["sentence"], "signed in with password");
        change_resource(&owner, "/profiles", json!({ "authorization": own(methods(&["totp"])) })).await;
        let address = below.header("location").unwrap();
        assert_eq!(owner.get(address).await.json()["sentence"], "signed in with authenticator app code");
    }

    async fn resources_are_found_by_name_host_and_path(test: TestApp) {
        let owner = test.owner().await;
        owner.post("/api/v1/resources", &wiki()).await;
        let found = async |query: &str| {
            let list = owner.get(&format!("/api/v1/resources?q={query}")).await.json();
            list["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("WIKI").await, ["Wiki"]);
        assert_eq!(found("example.org%2Fpages").await, ["Wiki"]);
        assert_eq!(found("%2Fprovisioning").await, ["Provisioning page"]);
    }
}
