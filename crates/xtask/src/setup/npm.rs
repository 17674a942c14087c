//! Programs from npm: the optimiser of the pages and the linter of the API document in `.tools/npm`,
//! the browser test runner in `frontend/e2e/node_modules`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::Outcome;
use crate::{command, workspace};

/// Written last into `node_modules`, a copy of the lock file that it was made from.
const STAMP: &str = "node_modules/.installed-from.json";

/// Install wasm-opt and redocly at the versions of the committed lock file.
pub fn install_tools() -> Result<Outcome> {
    let source = workspace::root().join("crates/xtask/tools");
    let folder = tools();
    if is_installed(&source, &folder) {
        return Ok(Outcome::Present);
    }
    for file in ["package.json", "package-lock.json"] {
        workspace::write(
            &folder.join(file),
            workspace::read_bytes(&source.join(file))?,
        )?;
    }
    install(&source, &folder)
}

/// Install Playwright and axe at the versions of the committed lock file; the browser itself comes from Debian.
pub fn install_browser_tests() -> Result<Outcome> {
    let folder = workspace::root().join("frontend/e2e");
    if is_installed(&folder, &folder) {
        return Ok(Outcome::Present);
    }
    install(&folder, &folder)
}

/// The optimiser, if it is installed here or on the system.
pub fn wasm_opt() -> Option<PathBuf> {
    tool("wasm-opt").or_else(|| command::find("wasm-opt"))
}

/// The linter of the API document, if it is installed.
pub fn redocly() -> Option<PathBuf> {
    tool("redocly")
}

fn tools() -> PathBuf {
    workspace::tools_folder().join("npm")
}

fn tool(name: &str) -> Option<PathBuf> {
    let program = tools().join("node_modules/.bin").join(name);
    command::is_there(&program).then_some(program)
}

fn is_installed(source: &Path, folder: &Path) -> bool {
    let wanted = std::fs::read(source.join("package-lock.json"));
    let present = std::fs::read(folder.join(STAMP));
    matches!((wanted, present), (Ok(wanted), Ok(present)) if wanted == present)
}

fn install(source: &Path, folder: &Path) -> Result<Outcome> {
    if command::find("npm").is_none() {
        return Ok(Outcome::Missing(
            "npm is missing; install Node.js 20.19 or newer (https://nodejs.org)".to_owned(),
        ));
    }
    let mut npm = command::npm();
    npm.arg("ci").current_dir(folder);
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command::run(&mut npm)
        .with_context(|| format!("in the folder {}", workspace::shown(folder)))?;
    let lock = workspace::read_bytes(&source.join("package-lock.json"))?;
    workspace::write(&folder.join(STAMP), lock)?;
    Ok(Outcome::Installed)
}
