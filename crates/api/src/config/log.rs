//! What is logged, and in which form.

use serde::{Deserialize, Serialize};

/// The section `log`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogConfig {
    /// `ANTEROOM__LOG__FORMAT`: `text` or `json`; default: text on a terminal, else JSON.
    pub format: Option<LogFormat>,
    /// `ANTEROOM__LOG__FILTER`: levels by module, as `info` or `info,anteroom_api=debug`.
    pub filter: String,
}

/// The form of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs: one JSON object a line.
    Json,
}

impl Default for LogConfig {
    fn default() -> Self {
        Self {
            format: None,
            filter: "info".to_owned(),
        }
    }
}
