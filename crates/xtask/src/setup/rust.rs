//! The compiler's target for the pages.

use anyhow::Result;

use super::Outcome;
use crate::command;

const TARGET: &str = "wasm32-unknown-unknown";

/// Add the target by rustup where the compiler does not have it.
pub fn install_target() -> Result<Outcome> {
    if has_target()? {
        return Ok(Outcome::Present);
    }
    if command::find("rustup").is_none() {
        return Ok(Outcome::Missing(format!(
            "the compiler cannot build for {TARGET}; install rustup (https://rustup.rs), \
             or your distribution's package of the Rust library for that target"
        )));
    }
    command::run(command::program("rustup").args(["target", "add", TARGET]))?;
    Ok(Outcome::Installed)
}

fn has_target() -> Result<bool> {
    let folder = command::output(command::program("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]))?;
    Ok(std::path::Path::new(folder.trim()).is_dir())
}
