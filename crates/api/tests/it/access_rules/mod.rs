//! Rules, resources, decisions, and the guards between them.

mod decisions;
mod guards;
mod replicas;
mod resources;
mod rules;

use serde_json::{Value, json};

use crate::support::{Answer, Browser};

/// A requirement of these methods, all of them.
pub fn methods(methods: &[&str]) -> Value {
    json!({ "authentication_method": { "methods": methods, "match": "all" } })
}

/// Creates a rule that must be accepted; answers its address.
pub async fn create_rule(owner: &Browser, name: &str, scope: &str, requirement: Value) -> String {
    let body = json!({ "name": name, "scope": scope, "requirement": requirement });
    let answer = owner.post("/api/v1/access-rules", &body).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.header("location").unwrap().to_owned()
}

/// The address of a resource of Anteroom itself.
pub async fn resource_at(owner: &Browser, path: &str) -> String {
    let list = owner.get("/api/v1/resources?limit=200").await.json();
    let resources = list["items"].as_array().unwrap().iter();
    let found = resources
        .filter(|resource| resource["host"].is_null())
        .find(|resource| resource["path"] == path)
        .unwrap();
    format!("/api/v1/resources/{}", found["id"].as_str().unwrap())
}

/// Gives a resource of Anteroom itself another authorization, or tries to.
pub async fn authorize(owner: &Browser, path: &str, authorization: Value) -> Answer {
    change_resource(owner, path, json!({ "authorization": authorization })).await
}

/// Changes a resource of Anteroom itself, or tries to.
pub async fn change_resource(owner: &Browser, path: &str, change: Value) -> Answer {
    let address = resource_at(owner, path).await;
    let etag = owner.get(&address).await.etag();
    owner.patch_if_match(&address, &etag, &change).await
}

/// An own authorization of one requirement.
pub fn own(requirement: Value) -> Value {
    json!({ "inherit": false, "requirement": requirement })
}

/// The codes of the field problems of a refusal.
pub fn error_codes(answer: &Answer) -> Vec<String> {
    let problem = answer.json();
    let errors = problem["errors"].as_array().unwrap().iter();
    errors
        .map(|error| error["code"].as_str().unwrap().to_owned())
        .collect()
}

/// The newest audit event of an action.
pub async fn newest_event(owner: &Browser, action: &str) -> Value {
    let list = owner
        .get(&format!("/api/v1/audit-events?action={action}&limit=1"))
        .await
        .json();
    list["items"][0].clone()
}
