//! `anteroom config show`: every value and where it comes from.

use figment::value::Value;

use super::load::figment;
use super::{Config, ConfigError, ConfigSources};

impl Config {
    /// One line for each key: its value, and its source. Secrets are not shown.
    pub fn show(sources: &ConfigSources) -> Result<String, ConfigError> {
        Self::load(sources)?;
        let figment = figment(sources)?;
        let all: Value = figment
            .extract()
            .map_err(|error| ConfigError(error.to_string()))?;
        let mut lines = Vec::new();
        flatten(String::new(), &all, &mut |key, value| {
            let source = figment.find_metadata(key).map_or_else(
                || "default".to_owned(),
                |metadata| {
                    if metadata.name.contains("Config") {
                        "default".to_owned()
                    } else {
                        metadata.source.as_ref().map_or_else(
                            || metadata.name.to_string(),
                            |place| format!("{} ({place})", metadata.name),
                        )
                    }
                },
            );
            lines.push(format!("{key} = {}    # {source}", shown(key, value)));
        });
        Ok(lines.join("\n"))
    }
}

fn flatten(prefix: String, value: &Value, line: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Dict(_, dict) => {
            for (key, inner) in dict {
                let key = if prefix.is_empty() {
                    key.clone()
                } else {
                    format!("{prefix}.{key}")
                };
                flatten(key, inner, line);
            }
        }
        other => line(&prefix, other),
    }
}

/// A database URL may hold a password; the rest is not secret.
fn shown(key: &str, value: &Value) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    if key != "database.url" {
        return text;
    }
    match (text.find("://"), text.rfind('@')) {
        (Some(start), Some(end)) if start + 3 < end => {
            format!(
                "{}***{}",
                text.get(..start + 3).unwrap_or_default(),
                text.get(end..).unwrap_or_default()
            )
        }
        _ => text,
    }
}
