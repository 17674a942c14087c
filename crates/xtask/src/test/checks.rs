//! Steps that read the sources: formatter, lints, and the rules of the house.

use anyhow::{Result, bail};

use super::Closing;
use crate::{command, tidy};

pub fn format() -> Result<Closing> {
    command::run(command::cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Vec::new())
}

pub fn tidy() -> Result<Closing> {
    let findings = tidy::findings()?;
    for finding in &findings {
        println!("{finding}");
    }
    if !findings.is_empty() {
        bail!("{} findings", findings.len());
    }
    Ok(Vec::new())
}

/// The pages are left out here: most of them exist for wasm32 only.
pub fn clippy() -> Result<Closing> {
    let mut clippy = command::cargo();
    clippy.args(["clippy", "--quiet", "--workspace"]);
    clippy.args(["--exclude", "anteroom-frontend", "--all-targets"]);
    command::run(clippy.args(["--", "--deny", "warnings"]))?;
    Ok(Vec::new())
}

pub fn clippy_pages() -> Result<Closing> {
    let mut clippy = command::cargo();
    clippy.args(["clippy", "--quiet", "--package", "anteroom-frontend"]);
    clippy.args(["--target", "wasm32-unknown-unknown", "--lib", "--bins"]);
    command::run(clippy.args(["--", "--deny", "warnings"]))?;
    Ok(Vec::new())
}
