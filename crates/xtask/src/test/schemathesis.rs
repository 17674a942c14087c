//! Schemathesis: thousands of requests made up from the API document, good and bad ones,
//! to find answers that the document does not know and answers that say that the server broke.

use anyhow::{Context as _, Result};

use super::server::{OWNER_NAME, OWNER_PASSWORD, Server};
use super::{Closing, runner};
use crate::{run as server_build, setup, workspace};

/// Who asks. The owner's requests may end his own session, so he signs in anew whenever he is not known.
const CALLERS: &[&str] = &["nobody", "owner"];

/// Once as nobody and once as the owner, each against a server of its own.
pub fn run() -> Result<Closing> {
    let program = setup::python::schemathesis()
        .context("schemathesis is missing; `cargo xtask setup` installs it from PyPI")?;
    let binary = server_build::build_server(false)?;
    // It keeps what it found where it stands, to be replayed.
    let folder = workspace::target_folder().join("schemathesis");
    std::fs::create_dir_all(&folder).context("cannot make the folder of schemathesis")?;
    let mut closing = Vec::new();
    for caller in CALLERS {
        println!("-- as {caller}");
        let server = Server::start(&binary)?;
        let mut schemathesis = crate::command::program(&program);
        schemathesis
            .current_dir(&folder)
            .arg("--config-file")
            .arg(workspace::root().join("crates/xtask/tools/schemathesis.toml"));
        schemathesis.args(["run", "--no-color"]);
        schemathesis.arg(format!("{}/openapi.json", server.base_url));
        schemathesis.env("SCHEMATHESIS_HOOKS", "schemathesis_hooks");
        schemathesis.env("PYTHONPATH", workspace::root().join("crates/xtask/tools"));
        schemathesis.env("PYTHONDONTWRITEBYTECODE", "1");
        schemathesis.env("ANTEROOM_CALLER", caller);
        schemathesis.env("ANTEROOM_BASE_URL", &server.base_url);
        schemathesis.env("ANTEROOM_USER_NAME", OWNER_NAME);
        schemathesis.env("ANTEROOM_PASSWORD", OWNER_PASSWORD);
        closing.push(format!("as {caller}:"));
        closing.extend(runner::run(&mut schemathesis)?);
    }
    Ok(closing)
}
