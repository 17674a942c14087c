//! The facts of an event as lines that people can read, in plain Rust.

use serde_json::{Map, Value};

/// One fact. A change has what was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub name: String,
    pub before: Option<String>,
    pub value: String,
}

/// The facts, in the order of their names. Objects with `from` and `to` (or `before` and `after`) are changes; other
/// objects are opened one level at a time, with dots between the names.
pub fn facts(details: &Map<String, Value>) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (name, value) in details {
        match (name.as_str(), value) {
            ("changes", Value::Object(changes)) => {
                for (member, change) in changes {
                    collect(member, change, &mut facts);
                }
            }
            _ => collect(name, value, &mut facts),
        }
    }
    facts
}

fn collect(name: &str, value: &Value, facts: &mut Vec<Fact>) {
    let Value::Object(members) = value else {
        facts.push(Fact {
            name: name.to_owned(),
            before: None,
            value: shown(value),
        });
        return;
    };
    let pair = [("from", "to"), ("before", "after")]
        .into_iter()
        .find_map(|(old, new)| members.get(old).zip(members.get(new)));
    if let Some((old, new)) = pair {
        change(name, old, new, facts);
        return;
    }
    for (inner, value) in members {
        collect(&format!("{name}.{inner}"), value, facts);
    }
}

/// Of two objects only the members that differ are told.
fn change(name: &str, old: &Value, new: &Value, facts: &mut Vec<Fact>) {
    if let (Value::Object(old), Value::Object(new)) = (old, new) {
        for (inner, now) in new {
            let before = old.get(inner).unwrap_or(&Value::Null);
            if before != now {
                change(&format!("{name}.{inner}"), before, now, facts);
            }
        }
        return;
    }
    facts.push(Fact {
        name: name.to_owned(),
        before: Some(shown(old)),
        value: shown(new),
    });
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) if text.is_empty() => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items)
            if items
                .iter()
                .all(|item| !item.is_object() && !item.is_array()) =>
        {
            items.iter().map(shown).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(details: Value, expected: &[(&str, Option<&str>, &str)]) {
        let found = facts(details.as_object().unwrap());
        let found: Vec<(&str, Option<&str>, &str)> = found
            .iter()
            .map(|fact| {
                (
                    fact.name.as_str(),
                    fact.before.as_deref(),
                    fact.value.as_str(),
                )
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn plain_values_are_shown_as_they_are() {
        check(
            json!({"channel": "browser", "tries": 3, "note": null}),
            &[
                ("channel", None, "browser"),
                ("note", None, "–"),
                ("tries", None, "3"),
            ],
        );
    }

    #[test]
    fn changes_show_both_sides() {
        check(
            json!({"enabled": {"from": false, "to": true}, "name": {"before": "", "after": "x"}}),
            &[("enabled", Some("false"), "true"), ("name", Some("–"), "x")],
        );
    }

    #[test]
    fn of_changed_objects_only_the_members_that_differ_are_told() {
        check(
            json!({"changes": {
                "enabled": {"from": false, "to": true},
                "channels": {"from": {"browser": true, "sms": false}, "to": {"browser": true, "sms": true}},
            }}),
            &[
                ("channels.sms", Some("false"), "true"),
                ("enabled", Some("false"), "true"),
            ],
        );
    }

    #[test]
    fn objects_are_opened_and_lists_joined() {
        check(
            json!({"changed": {"groups": ["a", "b"], "limits": {"phones": {"from": 5, "to": 3}}}}),
            &[
                ("changed.groups", None, "a, b"),
                ("changed.limits.phones", Some("5"), "3"),
            ],
        );
    }
}
