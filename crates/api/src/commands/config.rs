//! `anteroom config show`.

use super::boot::StartError;
use crate::config::{Config, ConfigSources};

/// Prints every value and where it comes from.
pub fn show(sources: &ConfigSources) -> Result<(), StartError> {
    println!("{}", Config::show(sources)?);
    Ok(())
}
