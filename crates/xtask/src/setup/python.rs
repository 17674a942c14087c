//! Programs from PyPI, in an environment of their own in `.tools/python`: schemathesis, and the mail server of the
//! tests.

use std::path::PathBuf;

use anyhow::Result;

use super::Outcome;
use crate::{command, workspace};

/// Install the packages of `crates/xtask/tools/requirements.txt`.
pub fn install() -> Result<Outcome> {
    let wanted = workspace::root().join("crates/xtask/tools/requirements.txt");
    let folder = workspace::tools_folder().join("python");
    let stamp = folder.join("installed-from.txt");
    let list = workspace::read_bytes(&wanted)?;
    if std::fs::read(&stamp).is_ok_and(|present| present == list) {
        return Ok(Outcome::Present);
    }
    if command::find("python3").is_none() {
        return Ok(Outcome::Missing(
            "python3 is missing; install Python 3.10 or newer with its venv module".to_owned(),
        ));
    }
    command::run(
        command::program("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&folder),
    )?;
    command::run(
        command::program(folder.join("bin/pip"))
            .args([
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
            ])
            .arg(&wanted),
    )?;
    workspace::write(&stamp, list)?;
    Ok(Outcome::Installed)
}

/// The schemathesis command, if it is installed.
pub fn schemathesis() -> Option<PathBuf> {
    let program = workspace::tools_folder().join("python/bin/schemathesis");
    command::is_there(&program).then_some(program)
}
