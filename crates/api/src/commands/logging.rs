//! Where log lines go, and in which form.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

use super::boot::StartError;
use crate::config::{LogConfig, LogFormat};

/// Starts logging to standard error.
pub fn start(config: &LogConfig) -> Result<(), StartError> {
    let filter = EnvFilter::try_new(&config.filter).map_err(|cause| {
        StartError::Refused(format!(
            "wrong value for the configuration key `log.filter`: {cause}"
        ))
    })?;
    let format = config.format.unwrap_or(if std::io::stderr().is_terminal() {
        LogFormat::Text
    } else {
        LogFormat::Json
    });
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let started = match format {
        LogFormat::Text => builder.with_target(false).try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
    started.map_err(|cause| StartError::Refused(format!("logging cannot start: {cause}")))
}
