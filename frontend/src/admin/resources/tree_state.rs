//! The order of resources as a tree of paths, in plain Rust.

use anteroom_api_types::resources::Resource;

/// A resource with its depth below the topmost one of its host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeRow {
    pub resource: Resource,
    pub depth: usize,
}

/// The resources in the order of a tree: Anteroom itself first, then the hosts, parents before their children.
pub fn rows(mut resources: Vec<Resource>) -> Vec<TreeRow> {
    resources.sort_by(|left, right| {
        (left.host.as_deref(), segments(&left.path))
            .cmp(&(right.host.as_deref(), segments(&right.path)))
    });
    let mut rows: Vec<TreeRow> = Vec::new();
    for resource in resources {
        let depth = rows
            .iter()
            .filter(|row| row.resource.host == resource.host)
            .filter(|row| is_below(&resource.path, &row.resource.path))
            .count();
        rows.push(TreeRow { resource, depth });
    }
    rows
}

fn segments(path: &str) -> Vec<&str> {
    path.split('/').filter(|part| !part.is_empty()).collect()
}

fn is_below(path: &str, parent: &str) -> bool {
    let (path, parent) = (segments(path), segments(parent));
    path.len() > parent.len() && path.starts_with(&parent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn resource(host: Option<&str>, path: &str) -> Resource {
        serde_json::from_value(json!({
            "id": "01999999-0000-7000-8000-000000000001",
            "name": path, "host": host, "path": path, "built_in": false, "public": false,
            "portal": {"visible": false, "title": "", "description": "", "icon": ""},
            "authorization": {"inherit": true, "general_rules": [], "requirement": null},
            "sentence": "",
            "created_at": "2026-03-01T08:30:00Z", "updated_at": "2026-03-01T08:30:00Z",
        }))
        .unwrap()
    }

    #[test]
    fn parents_come_before_their_children_and_hosts_after_our_own() {
        let rows = rows(vec![
            resource(Some("wiki.example.org"), "/private"),
            resource(None, "/provisioning"),
            resource(None, "/admin/audit"),
            resource(Some("wiki.example.org"), "/"),
            resource(None, "/"),
            resource(None, "/admin"),
            resource(None, "/administration"),
        ]);
        let shown: Vec<(Option<&str>, &str, usize)> = rows
            .iter()
            .map(|row| {
                (
                    row.resource.host.as_deref(),
                    row.resource.path.as_str(),
                    row.depth,
                )
            })
            .collect();
        assert_eq!(
            shown,
            vec![
                (None, "/", 0),
                (None, "/admin", 1),
                (None, "/admin/audit", 2),
                (None, "/administration", 1),
                (None, "/provisioning", 1),
                (Some("wiki.example.org"), "/", 0),
                (Some("wiki.example.org"), "/private", 1),
            ]
        );
    }
}
